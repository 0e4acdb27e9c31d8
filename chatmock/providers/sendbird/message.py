"""A message, and the messages of one channel in order, counted and paged at a cost that does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from chatmock.core.timeline import Timeline

if TYPE_CHECKING:
    from chatmock.providers.sendbird.model import User


class Message(msgspec.Struct, gc=False, eq=False):
    """One message. There may be a million of them, so the garbage collector does not visit them (``gc=False``).

    What only few messages have is in ``more``: mentioned users, metaarrays, translations.
    """

    message_id: int
    created_at: int
    type: str
    """MESG, FILE or ADMM."""
    channel_url: str
    channel_type: str
    """open or group."""
    user: User | None
    """The sender; None for an ADMM."""
    message: str = ""
    data: str = ""
    custom_type: str = ""
    file: dict[str, Any] | None = None
    silent: bool = False
    updated_at: int = 0
    more: dict[str, Any] | None = None
    rendered: bytes | None = None
    """The part of the answer that depends on this message, made when it is first shown."""
    rendered_for: int = 0
    """The revision of the sender's profile in it."""

    def __repr__(self) -> str:
        return f"<Message {self.message_id} {self.type} {self.message[:20]!r}>"


class Messages:
    """The messages of one channel."""

    __slots__ = ("_by_id", "_by_sender", "_order", "_silent")

    def __init__(self) -> None:
        self._by_id: dict[int, Message] = {}
        self._order = Timeline()
        self._by_sender: dict[str, Timeline] = {}
        self._silent: Timeline | None = None

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Message]:
        """The messages, oldest first."""
        return self.up()

    def get(self, message_id: int) -> Message | None:
        return self._by_id.get(message_id)

    def add(self, message: Message) -> None:
        at, serial = message.created_at, message.message_id
        self._by_id[serial] = message
        self._order.add(at, serial)
        if message.user is not None:
            sender = message.user.user_id
            if sender not in self._by_sender:
                self._by_sender[sender] = Timeline()
            self._by_sender[sender].add(at, serial)
        if message.silent:
            self._silent = self._silent or Timeline()
            self._silent.add(at, serial)

    def remove(self, message: Message) -> None:
        at, serial = message.created_at, message.message_id
        del self._by_id[serial]
        self._order.remove(at, serial)
        if message.user is not None:
            self._by_sender[message.user.user_id].remove(at, serial)
        if message.silent and self._silent is not None:
            self._silent.remove(at, serial)

    def up(self, after: int | None = None, *, sender: str | None = None) -> Iterator[Message]:
        """Messages later than a time, ascending."""
        by_id = self._by_id
        mark = None if after is None else (after, _GREATEST)
        return (by_id[serial] for _, serial in self._of(sender).up(mark))

    def down(self, before: int | None = None, *, sender: str | None = None) -> Iterator[Message]:
        """Messages earlier than a time, descending."""
        by_id = self._by_id
        mark = None if before is None else (before, -1)
        return (by_id[serial] for _, serial in self._of(sender).down(mark))

    def at(self, time: int) -> list[Message]:
        """Messages exactly at a time."""
        found = []
        for position, serial in self._order.up((time, -1)):
            if position != time:
                break
            found.append(self._by_id[serial])
        return found

    def before(self, time: int, limit: int) -> list[Message]:
        """The last messages earlier than a time, ascending."""
        return [self._by_id[serial] for serial in self._order.serials_down((time, -1), limit)]

    def after(self, time: int, limit: int) -> list[Message]:
        """The first messages later than a time, ascending."""
        return [self._by_id[serial] for serial in self._order.serials_up((time + 1, -1), limit)]

    def count_after(self, time: int) -> int:
        """How many messages are later than a time."""
        return self._order.count_after(time)

    def of_others_after(self, time: int, user_id: str) -> int:
        """How many messages, silent ones apart, are later than a time and not this user's own."""
        own = self._by_sender.get(user_id)
        count = self._order.count_after(time) - (own.count_after(time) if own is not None else 0)
        if self._silent is not None:
            count -= sum(
                1 for message in self._silent_after(time) if message.user is None or message.user.user_id != user_id
            )
        return count

    def _silent_after(self, time: int) -> Iterator[Message]:
        assert self._silent is not None
        return (self._by_id[serial] for _, serial in self._silent.up((time, _GREATEST)))

    def last(self, since: int = 0) -> Message | None:
        """The newest message that is not silent, if it is later than ``since``."""
        for message in self.down():
            if message.created_at <= since:
                return None
            if not message.silent:
                return message
        return None

    def _of(self, sender: str | None) -> Timeline:
        return self._order if sender is None else self._by_sender.get(sender) or Timeline()


_GREATEST = 2**63 - 2
