"""What was recorded, replayed and recorded again is the same cassette, whatever was done, on each platform."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lengths import examples
from tests.recording.passages import recorded, replayed
from tests.recording.somebody_of_connectycube import OfConnectyCube
from tests.recording.somebody_of_sendbird import OfSendbird
from tests.recording.somebody_of_tencent import OfTencent

PEOPLE = {"sendbird": OfSendbird, "connectycube": OfConnectyCube, "tencent": OfTencent}


def differences(steps):
    return [f"{step.n} {step.what}: {one}" for step in steps for one in step.wrong]


@pytest.mark.parametrize("name", PEOPLE)
def test_a_replay_of_a_recording_is_recorded_the_same(name):
    @settings(max_examples=examples(15), deadline=None)
    @given(st.lists(PEOPLE[name].acts, max_size=12))
    def hold(history):
        first = recorded(name, PEOPLE[name](history))
        steps, second = replayed(first.cassette, values=True)
        assert differences(steps) == []
        assert second.events == first.events

    hold()


@pytest.mark.parametrize(
    ("name", "history"),
    [
        (
            "sendbird",
            [
                ("user", "ann", "Ann"),
                ("user", "bob", "Bob"),
                ("enter", "bob"),
                ("group", "ann", "bob"),
                ("say", "ann", "hi"),
            ],
        ),
        (
            "sendbird",
            [
                ("user", "ann", "a"),
                ("group", "ann", "ann"),
                ("enter", "ann"),
                ("speak", "hi"),
                ("list", 3),
                ("remove", "ann"),
            ],
        ),
        (
            "connectycube",
            [
                ("session", "ann"),
                ("user", "ann", "Ann"),
                ("user", "bob", "Bob"),
                ("session", "ann"),
                ("dialog", 2, "Soup"),
                ("enter",),
                ("speak", "hi"),
                ("say", "there"),
                ("list", 3),
            ],
        ),
        (
            "tencent",
            [
                ("user", "ann", "Ann"),
                ("user", "bob", "Bob"),
                ("enter", "bob"),
                ("say", "ann", "bob", "hi"),
                ("group", "ann", "bob", "Soup"),
                ("say_to_all", "ann", "there"),
                ("speak", "ann", "yes"),
                ("list", "bob"),
            ],
        ),
    ],
)
def test_so_is_one_with_sockets(name, history):
    first = recorded(name, PEOPLE[name](history))
    assert any(event["kind"] == "frame" and event["from"] == "server" for event in first.events)
    assert first.told == []
    steps, second = replayed(first.cassette, values=True)
    assert differences(steps) == []
    assert second.events == first.events
