"""The messages between two accounts in order, with what each side has read; counts are kept, never made anew."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from chatmock.core.timeline import Mark, Timeline
from chatmock.core.timelines import Timelines
from chatmock.providers.tencent.model.message import Message

_NUMBERS = 31
"""Bits of a serial that are the number of the message; those before are its MsgSeq."""


class Side(msgspec.Struct):
    """What one of the two has of it."""

    read: int = 0
    """The number of the last message that was read."""
    read_time: int = 0
    """Up to when the side has read, in seconds."""
    cleared: int = 0
    """The number of the last message when the side cleared its history."""
    hidden: set[int] = msgspec.field(default_factory=set)
    """The numbers of messages that the side has deleted for itself."""
    receive_option: int = 0
    """How it receives messages of the other: 0 with notice, 1 not at all, 2 without."""

    def sees(self, message: Message) -> bool:
        return message.number > self.cleared and message.number not in self.hidden


class Pair:
    """The messages of two, by MsgTime and then MsgSeq; those that are equal in both in the order of their coming."""

    __slots__ = ("_by_key", "_countable", "_order", "_rows", "_seen", "last", "numbers", "people", "placed", "sides")

    def __init__(self, one: str, other: str) -> None:
        self.people = (one, other) if one < other else (other, one)
        self.sides = {one: Side(), other: Side()}
        self._rows: dict[int, Message] = {}
        self._by_key: dict[str, Message] = {}
        self._order = Timeline()
        self._seen: dict[tuple[str, bool], Timeline] = {}
        """What a side sees of it: of those who have deleted something, and without what was recalled where somebody reads so."""
        self._countable = Timelines()
        """Numbers of the messages that may be unread, by whom they are for."""
        self.numbers = 0
        self.last: Message | None = None
        """The newest that a conversation shows."""
        self.placed: list[object] = []
        """Rows of conversation lists that have their place by it."""

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<Pair {self.people[0]} and {self.people[1]}: {len(self)} messages>"

    def __iter__(self) -> Iterator[Message]:
        return (self._rows[serial] for _, serial in self._order.up())

    def in_order_of_coming(self) -> list[Message]:
        return sorted(self._rows.values(), key=lambda message: message.number)

    @property
    def position(self) -> int:
        """Where it stands among conversations: the time of its last message, in seconds."""
        return 0 if self.last is None else self.last.time

    def peer(self, user_id: str) -> str:
        one, other = self.people
        return other if user_id == one else one

    def drop_any(self) -> None:
        """Let a message go, whichever, out of a tenant that is gone: the orders still name it. Raises KeyError without one."""
        _, message = self._rows.popitem()
        self._by_key.pop(message.key, None)

    # --- changing it: ``C2C`` is the door ---

    def add(self, message: Message, *, read: bool = False) -> None:
        """Take a message in; one that was ``read`` is unread for nobody."""
        number = message.number
        if number <= self.numbers:
            number = message.number = self.numbers + 1
        self.numbers = number
        time, serial, last = message.time, message.seq << _NUMBERS | number, self.last
        self._rows[serial] = self._by_key[message.key] = message
        self._order.add(time, serial)
        if self._seen:
            for seen in self._seen.values():
                seen.add(time, serial)
        if not read and message.counts:
            message.counted = True
            self._countable.add(message.target, number, number)
        else:
            message.counted = False
        if (last is None or time >= last.time) and "NoLastMsg" not in message.control:
            self.last = message

    def recall(self, message: Message) -> None:
        """The message is unread for nobody any more."""
        if message.counted:
            self._countable.remove(message.target, message.number, message.number)
        message.recalled, message.counted, message.rendered = True, False, None
        place = message.time, _serial(message)
        for (_, recalled), seen in self._seen.items():
            if not recalled and place in seen:
                seen.remove(*place)

    def read(self, user_id: str, time: int) -> bool:
        """One side has read what came up to a time in seconds; False where it had."""
        side = self.sides[user_id]
        upto = next(self._down((time + 1, 0)), None)
        number = self.numbers if upto is None or upto is self.newest() else max(upto.number, side.read)
        if time <= side.read_time and number <= side.read:
            return False
        side.read_time, side.read = max(time, side.read_time), max(number, side.read)
        return True

    def hide(self, user_id: str, message: Message) -> None:
        """One side has deleted a message for itself: it does not see it, and it is not unread."""
        side = self.sides[user_id]
        if side.sees(message):
            if (user_id, True) not in self._seen:
                self._seen[user_id, True] = self._order.copy()
            place = message.time, _serial(message)
            for recalled in (True, False):
                if (seen := self._seen.get((user_id, recalled))) is not None and place in seen:
                    seen.remove(*place)
        side.hidden.add(message.number)
        if message.counted and message.target == user_id:
            self._countable.remove(user_id, message.number, message.number)
            message.counted = False

    def clear(self, user_id: str) -> None:
        """One side has cleared its history: it sees nothing of it any more, and nothing is unread."""
        side = self.sides[user_id]
        side.cleared = side.read = self.numbers
        side.hidden.clear()
        self._seen[user_id, True], self._seen[user_id, False] = Timeline(), Timeline()

    def take_side(self, user_id: str, side: Side) -> None:
        """Have what a side has as a seed says it."""
        self.sides[user_id] = side
        if side.cleared or side.hidden:
            seen = self._seen[user_id, True] = Timeline()
            self._seen.pop((user_id, False), None)
            for message in filter(side.sees, self):
                seen.add(message.time, _serial(message))

    # --- looking ---

    def last_of(self, user_id: str) -> Message | None:
        """The newest message that a conversation of one side shows."""
        side = self.sides[user_id]
        if self.last is None or side.sees(self.last):
            return self.last
        return next((one for one in self._down(None, user_id) if "NoLastMsg" not in one.control), None)

    def get(self, key: str) -> Message | None:
        """The message with a MsgKey."""
        return self._by_key.get(key)

    def unread(self, user_id: str) -> int:
        return self._countable.count_after(user_id, self.sides[user_id].read)

    def newest(self) -> Message | None:
        return next(self._down(None), None)

    def after(
        self, message: Message | None, time: int = 0, *, seen_by: str = "", recalled: bool = True
    ) -> Iterator[Message]:
        """The messages behind one, or from a time in seconds on, the oldest first: all, or those that a side sees.

        Without ``recalled`` those that were recalled are left out.
        """
        start = (time, -1) if message is None else (message.time, _serial(message))
        return (self._rows[serial] for _, serial in self._order_of(seen_by, recalled).up(start))

    def back(
        self, low: int, high: int, before: Message | None = None, *, seen_by: str = "", recalled: bool = True
    ) -> Iterator[Message]:
        """The messages of a span of seconds, both ends in it, the newest first: all, or those that a side sees.

        Only those before one, if it is given; without ``recalled`` those that were recalled are left out.
        """
        for message in self._down(_start(high, before), seen_by, recalled):
            if message.time < low:
                return
            yield message

    def newest_of(
        self, low: int, high: int, count: int, before: Message | None = None, *, seen_by: str = ""
    ) -> list[Message]:
        """The first so many of ``back``, the oldest first."""
        order = self._order_of(seen_by, True)
        found = [self._rows[serial] for serial in order.serials_down(_start(high, before), count)]
        if found and found[0].time < low:
            del found[: bisect_left(found, low, key=lambda message: message.time)]
        return found

    def _down(self, mark: Mark | None, seen_by: str = "", recalled: bool = True) -> Iterator[Message]:
        return (self._rows[serial] for _, serial in self._order_of(seen_by, recalled).down(mark))

    def _order_of(self, seen_by: str, recalled: bool) -> Timeline:
        """The places of what a side sees, or of all for nobody."""
        every = self._seen.get((seen_by, True), self._order)
        if recalled:
            return every
        found = self._seen.get((seen_by, False))
        if found is None:
            found = self._seen[seen_by, False] = Timeline()
            for time, serial in every.up():
                if not self._rows[serial].recalled:
                    found.add(time, serial)
        return found


def _start(high: int, before: Message | None) -> Mark:
    """Behind the messages up to a time in seconds, or behind those before one."""
    return (high + 1, 0) if before is None else (before.time, _serial(before))


def _serial(message: Message) -> int:
    return message.seq << _NUMBERS | message.number
