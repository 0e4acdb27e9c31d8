"""What happened on each of the last thirty days: counted as it happens, by the days of Beijing."""

from __future__ import annotations

from collections.abc import Sized
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import msgspec

from chatmock.core.bus import Bus, Listener
from chatmock.core.clock import DAY, HOUR, SECOND, Clock
from chatmock.providers.tencent.model.hours import Hours

BEIJING = 8 * HOUR
"""How far the clocks of Beijing are ahead of UTC."""
DAYS = 30
"""Days that are kept."""


def beijing_day(ms: int) -> str:
    """The day of a time in milliseconds, in Beijing, as YYYYMMDD."""
    return _day((ms + BEIJING) // DAY)


@lru_cache(maxsize=64)
def _day(number: int) -> str:
    return datetime.fromtimestamp(number * DAY // SECOND, UTC).strftime("%Y%m%d")


_UNIONS = {
    "LoginUserNum": ("ActiveUserNum",),
    "C2CSendMsgUserNum": ("ActiveUserNum", "SendMsgUserNum"),
    "GroupSendMsgUserNum": ("ActiveUserNum", "SendMsgUserNum"),
}
"""The lists of those who did any of several things, by what they did."""


class Day(msgspec.Struct):
    """One day: how often something happened, and who did it, by the vendor's names."""

    counts: dict[str, int] = msgspec.field(default_factory=dict)
    people: dict[str, dict[str, None]] = msgspec.field(default_factory=dict)
    unions: dict[str, set[str]] = msgspec.field(default_factory=dict)
    """Who did any of several things: made of ``people`` as they come."""

    def add(self, name: str, count: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + count

    def note(self, name: str, who: str) -> None:
        people = self.people.get(name)
        if people is None:
            people = self.people[name] = {}
        if who not in people:
            people[who] = None
            for union in _UNIONS.get(name, ()):
                self.unions.setdefault(union, set()).add(who)


class Statistics:
    """The days of an application, by YYYYMMDD, the oldest first."""

    def __init__(self, clock: Clock, bus: Bus, online: Sized) -> None:
        self._clock = clock
        self._online = online
        """Who is logged in."""
        self.days: dict[str, Day] = {}
        self.hours_of_two: Hours[tuple[str, str]] = Hours()
        """Which two talked when."""
        self.hours_of_groups: Hours[str] = Hours()
        """In which groups something was said when."""
        counting: dict[str, Listener] = {
            "account.created": self._count_account,
            "account.deleted": self._count_deletion,
            "account.logged_in": self._count_login,
            "friend.added": self._count_friend,
            "friend.removed": self._count_parting,
            "c2c.sent": self._count_message,
            "c2c.imported": self.note_message,
            "group.imported": self._note_messages,
            "group.created": self._count_group,
            "group.destroyed": self._count_dismissal,
            "member.joined": self._count_joining,
            "member.left": self._count_leaving,
            "group.sent": self._count_group_message,
        }
        bus.follow(counting)

    @property
    def today(self) -> Day:
        return self._day_of(self._clock.now())

    def _day_of(self, ms: int) -> Day:
        """The day of a time in milliseconds, begun where there is none."""
        day = _day((ms + BEIJING) // DAY)
        found = self.days.get(day)
        if found is None:
            found = self.days[day] = Day()
            while len(self.days) > DAYS:
                del self.days[min(self.days)]
        return found

    def _count_account(self, **_: Any) -> None:
        self.today.add("RegistUserNumOneDay")

    def _count_deletion(self, **_: Any) -> None:
        self.today.add("deleted accounts")

    def _count_login(self, account: Any, **_: Any) -> None:
        today = self.today
        today.add("LoginTimes")
        today.note("LoginUserNum", account.user_id)
        today.counts["MaxOnlineNum"] = max(len(self._online), today.counts.get("MaxOnlineNum", 0))

    def _count_friend(self, **_: Any) -> None:
        self.today.add("ChainIncrease")

    def _count_parting(self, **_: Any) -> None:
        self.today.add("ChainDecrease")

    def note_message(self, message: Any, pair: Any, **_: Any) -> None:
        """Note in which hour two talked."""
        self.hours_of_two.note(pair.people, message.seq, message.time, self._clock.seconds())

    def note_group_message(self, message: Any) -> None:
        """Note in which hour something was said in a group; what is said in topics stands in no file."""
        if not message.topic:
            self.hours_of_groups.note(message.target, message.seq, message.time, self._clock.seconds())

    def _note_messages(self, messages: Any, **_: Any) -> None:
        for message in messages:
            self.note_group_message(message)

    def _count_message(self, message: Any, pair: Any, **_: Any) -> None:
        time, sender = message.time, message.sender
        today = self._day_of(time * SECOND)
        if not message.online_only:
            self.hours_of_two.note(pair.people, message.seq, time, time)
        counts = today.counts  # every message between two comes by here: no call for each number
        counts["C2CUpMsgNum"] = counts["C2CDownMsgNum"] = counts.get("C2CUpMsgNum", 0) + 1
        if sender not in today.people.get("C2CSendMsgUserNum", ()):
            today.note("C2CSendMsgUserNum", sender)

    def _count_group(self, **_: Any) -> None:
        self.today.add("GroupNewGroupNum")

    def _count_dismissal(self, **_: Any) -> None:
        self.today.add("GroupDestroyGroupNum")

    def _count_joining(self, members: Any, **_: Any) -> None:
        self.today.add("GroupJoinGroupTimes", len(members))

    def _count_leaving(self, members: Any, **_: Any) -> None:
        self.today.add("GroupQuitGroupTimes", len(members))

    def _count_group_message(self, message: Any, group: Any, **_: Any) -> None:
        today = self.today
        self.note_group_message(message)
        today.add("GroupUpMsgNum")
        today.add("GroupDownMsgNum", len(group.members))
        today.note("GroupSendMsgUserNum", message.sender)
        today.note("GroupSendMsgGroupNum", group.group_id)
