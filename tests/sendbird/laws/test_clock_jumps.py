"""Whatever way the clock goes to a time, by one jump or many, what the application does by itself has been done the same."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lengths import examples
from tests.sendbird.conftest import Api, new_api

MINUTE = 60_000
START = "2030-01-01T12:00:00Z"
AHEAD = 90
"""Minutes that are looked at."""
jumps = st.lists(st.integers(1, AHEAD * 60), max_size=8)


def at_start(channels: int = 3) -> Api:
    people = [{"user_id": "alice"}, {"user_id": "bob"}]
    rows = [{"channel_url": f"room{n}", "members": ["alice", "bob"]} for n in range(channels)]
    api = new_api({"users": people, "group_channels": rows})
    api.app.clock.freeze(START)
    return api


def go(api: Api, seconds: list[int]) -> None:
    """Turn the clock by some jumps, and by what is left, to the end."""
    left = AHEAD * 60
    for jump in seconds:
        if 0 < jump < left:
            api.app.clock.advance(seconds=jump)
            left -= jump
    api.app.clock.advance(seconds=left)
    assert not api.hub.broken, api.hub.broken


def told(api: Api) -> dict[str, list[tuple[str, int]]]:
    """The texts of each channel and their times."""
    return {
        channel.channel_url: [(message.message, message.created_at) for message in channel.messages]
        for channel in api.app.group_channels
    }


@settings(max_examples=examples(60), deadline=None)
@given(times=st.lists(st.integers(5, AHEAD + 20), min_size=1, max_size=6), canceled=st.integers(0, 5), seconds=jumps)
def test_scheduled_messages_are_sent_once_each_at_its_time(times: list[int], canceled: int, seconds: list[int]) -> None:
    api = at_start(1)
    now = api.app.clock.now()
    made = [
        api.post(
            "/group_channels/room0/scheduled_messages",
            message_type="MESG",
            user_id="alice",
            message=str(number),
            scheduled_at=now + minutes * MINUTE,
        )
        for number, minutes in enumerate(times)
    ]
    if canceled < len(made):
        api.delete(f"/group_channels/room0/scheduled_messages/{made[canceled]['scheduled_message_id']}")
    go(api, seconds)
    due = [(m, str(n)) for n, m in enumerate(times) if n != canceled and m <= AHEAD]
    sent = told(api)["room0"]
    assert sorted(text for text, _ in sent) == sorted(text for _, text in due)
    assert [times[int(text)] for text, _ in sent] == sorted(times[int(text)] for text, _ in sent)
    for text, at in sent:
        assert 0 <= at - (now + times[int(text)] * MINUTE) < 1000
    statuses = [row["scheduled_status"] for row in api.walk("/scheduled_messages", "scheduled_messages")]
    assert statuses.count("sent") == len(sent)
    assert statuses.count("pending") == len(times) - len(due) - (canceled < len(times))


@settings(max_examples=examples(40), deadline=None)
@given(
    starts=st.integers(0, AHEAD - 5),
    ends=st.none() | st.integers(1, 10),
    hold=st.none() | st.tuples(st.integers(0, 59), st.integers(0, 59)).filter(lambda pair: pair[0] != pair[1]),
    channels=st.sampled_from([0, 1, 3, 101, 230]),
    seconds=jumps,
)
def test_announcements_go_on_the_same_whichever_way_the_clock_goes(
    starts: int, ends: int | None, hold: tuple[int, int] | None, channels: int, seconds: list[int]
) -> None:
    def carried_out(way: list[int]) -> tuple[Any, Any]:
        api = at_start(channels)
        now = api.app.clock.now()
        about: dict[str, Any] = {"scheduled_at": now + starts * MINUTE}
        if ends is not None:
            about["end_at"] = about["scheduled_at"] + ends * 1000
        if hold is not None:
            about |= {"cease_at": f"12{hold[0]:02}", "resume_at": f"12{hold[1]:02}"}
        api.post(
            "/announcements", unique_id="x", message={"type": "MESG", "user_id": "alice", "content": "Hi"}, **about
        )
        go(api, way)
        return told(api), api.get("/announcements/x")

    assert carried_out(seconds) == carried_out([])
