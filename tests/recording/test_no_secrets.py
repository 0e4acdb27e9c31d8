"""Two hundred secrets of all kinds, in every place that traffic has, and a cassette without any of them."""

import pytest

from tests.recording.planted import places, secrets, traces

PROVIDERS = ("sendbird", "connectycube", "tencent")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_no_secret_is_in_a_cassette(tape, provider):
    one = tape(provider)
    planted = secrets()
    for secret in planted.values():
        for plant in places(provider).values():
            plant(one.recorder, secret)
    text, said = one.text, "\n".join(one.told)
    assert one.recorder.writer.lines > len(planted) * 12
    assert {title for title, secret in planted.items() if any(trace in text for trace in traces(secret))} == set()
    assert {title for title, secret in planted.items() if any(trace in said for trace in traces(secret))} == set()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_number_that_is_somebodys_is_no_number_of_the_cassette(tape, provider):
    one = tape(provider)
    for number in (4915112345678, 15551234567, 123456789, 987654321012345678):
        places(provider)["an answer"](one.recorder, number)
        assert str(number) not in one.text


def test_the_search_would_find_a_secret_that_stayed(tape):
    one = tape("sendbird", kept=["unheard"])
    [*planted] = secrets().values()
    for secret in planted:
        places("sendbird")["a body"](one.recorder, secret)
    assert all(any(trace in one.text for trace in traces(secret)) for secret in planted)
