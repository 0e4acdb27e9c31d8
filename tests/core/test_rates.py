"""Rate limits by themselves: several that a request comes under at once."""

import pytest

from chatmock.core.limits import Limits


@pytest.fixture
def passes():
    """Whether a request of a user is let through, where each user has one in ten seconds, and all together three."""
    limits = Limits(rates={"user": (1, 10), "application": (3, 10)})

    def passes(user):
        passage = limits.passing(1, user, "send_message")
        return passage is not None and passage.allowed

    return passes


def test_the_strictest_of_several_rates_decides(passes):
    assert [passes("ann"), passes("ann")] == [True, False]
    assert [passes("bob"), passes("cyd"), passes("dee")] == [True, True, False]


def test_a_refused_request_counts_for_no_rate(passes):
    assert [passes("ann"), passes("ann"), passes("ann"), passes("ann")] == [True, False, False, False]
    assert [passes("bob"), passes("cyd")] == [True, True]
