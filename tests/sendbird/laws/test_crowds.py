"""What is done to a message takes as many steps in a channel of thousands as in one of ten."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from tests.sendbird.conftest import Api
from tests.sendbird.laws.world import NOON, empty

FEW, MANY = 10, 3_000
MESSAGES = "/group_channels/{}/messages"


class Crowd:
    """A channel of so many people, who have all looked at everything that is kept for them and then heard of news."""

    def __init__(self, api: Api, count: int) -> None:
        self.api = api
        self.url = f"of-{count}"
        self.people = [api.user(f"{number}-of-{count}") for number in range(count)]
        api.group(*self.people, channel_url=self.url, operator_ids=self.people[:1])
        for person in self.people[5:]:
            api.put(f"/group_channels/{self.url}/hide", user_id=person, allow_auto_unhide=False)
        self._look()
        self.last = [api.say(self.people[0], self.url) for _ in range(2)][-1]["message_id"]
        for person in self.people[1:4]:
            api.put(f"{MESSAGES.format(self.url)}/{self.last}", message_type="MESG", data=person)

    def _look(self) -> None:
        for person in self.people:
            self.api.unread(person)
            self.api.get(f"/users/{person}/my_group_channels", order="latest_last_message", hidden_mode="all")
            self.api.get(f"/users/{person}/my_group_channels/changelogs", change_ts=0)

    @property
    def path(self) -> str:
        return MESSAGES.format(self.url)

    def sends(self) -> None:
        for person in self.people[1:5]:
            self.api.say(person, self.url)

    def replies(self) -> None:
        self.api.say(self.people[1], self.url, parent_message_id=self.last)

    def edits(self) -> None:
        self.api.put(f"{self.path}/{self.last}", message_type="MESG", message="oh")

    def reacts(self) -> None:
        self.api.post(f"{self.path}/{self.last}/reactions", user_id=self.people[1], reaction="smile")

    def pins(self) -> None:
        self.api.say(self.people[1], self.url, pin_message=True)

    def deletes(self) -> None:
        self.api.delete(f"{self.path}/{self.last}")

    def reads(self) -> None:
        self.api.put(f"{self.path}/mark_as_read", user_id=self.people[1])

    def counts(self) -> None:
        self.api.unread(self.people[1])

    def types(self) -> None:
        self.api.post(f"/group_channels/{self.url}/typing", user_ids=self.people[1:3])

    def views(self) -> None:
        self.api.get(f"/group_channels/{self.url}", user_id=self.people[1])


def steps(act: Callable[[], None]) -> int:
    """How many instructions of Python an act takes, those of collecting garbage apart."""
    count, before = 0, sys.gettrace()

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    gc.disable()
    sys.settrace(trace)
    try:
        act()
    finally:
        sys.settrace(before)
        gc.enable()
    return count


@pytest.fixture(scope="module")
def crowds() -> list[Crowd]:
    api = empty(strict=False)
    api.app.clock.freeze(NOON)
    for count in range(MANY // 10):  # their devices concern neither channel
        api.post(f"/users/{api.user(f'stranger-{count}')}/push/gcm", gcm_reg_token="token")
    return [Crowd(api, count) for count in (FEW + 1, FEW, MANY)]


@pytest.mark.parametrize(
    "act", ["sends", "replies", "edits", "reacts", "pins", "reads", "counts", "types", "views", "deletes"]
)
def test_a_crowd_takes_no_more_steps(crowds, act):
    _, few, many = (steps(getattr(crowd, act)) for crowd in crowds)  # the first use of anything takes more
    assert few == many > 0
