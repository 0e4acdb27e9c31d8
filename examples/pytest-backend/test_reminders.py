"""The back end against chatmock."""

import pytest
import reminders

from chatmock.testing import Chatmock
from chatmock.testing.sendbird import Channel


@pytest.fixture(autouse=True)
def environment(chatmock: Chatmock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the code under test to the test's own application."""
    for name, value in chatmock.sendbird.env.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def lunch(chatmock: Chatmock) -> Channel:
    """A channel in which bob has something to read."""
    alice, bob = chatmock.sendbird.user("alice"), chatmock.sendbird.user("bob")
    lunch = chatmock.sendbird.group(alice, bob)
    alice.says("hungry?", lunch)
    return lunch


def test_those_are_reminded_who_have_not_read(lunch: Channel) -> None:
    assert reminders.remind(str(lunch)) == ["bob"]


def test_nobody_is_bothered_without_need(chatmock: Chatmock, lunch: Channel) -> None:
    chatmock.sendbird.user("bob").reads(lunch)
    assert reminders.remind(str(lunch)) == []
    chatmock.journal.assert_not_called("send_message", kind="request")


def test_a_rate_limit_is_overcome(chatmock: Chatmock, lunch: Channel) -> None:
    chatmock.faults.add("send_message", code=500910)
    assert reminders.remind(str(lunch)) == ["bob"]


def test_a_service_that_is_down_is_said(chatmock: Chatmock, lunch: Channel) -> None:
    chatmock.faults.add("list_members", status=503, message="Down for maintenance.")
    with pytest.raises(reminders.Failed, match="Down for maintenance"):
        reminders.remind(str(lunch))
