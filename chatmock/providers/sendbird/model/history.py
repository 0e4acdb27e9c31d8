"""The messages of one channel in order, counted and paged at a cost that does not grow with their number."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from chatmock.core.timeline import Mark, Timeline
from chatmock.core.timelines import Timelines
from chatmock.providers.sendbird.model.message import Message, kept_from, parent_of, rare_of
from chatmock.providers.sendbird.model.thread import Threads
from chatmock.providers.sendbird.model.user import User


class Messages:
    """The messages of one channel."""

    __slots__ = (
        "_by_id",
        "_by_sender",
        "_dedup_ids",
        "_kept",
        "_last",
        "_mentions",
        "_order",
        "_silent",
        "_to_all",
        "threads",
    )

    def __init__(self) -> None:
        self._by_id: dict[int, Message] = {}
        self._dedup_ids: set[str] = set()
        self._order = Timeline()
        self._by_sender = Timelines()
        self._silent: dict[str, Timeline] = {}
        """Silent messages: all of them, and by sender."""
        self._mentions: dict[str, Timeline] = {}
        """Messages that mention a user, by that user's id."""
        self._to_all: dict[str, Timeline] = {}
        """Messages that mention the whole channel: all of them, and by sender."""
        self._kept: dict[str, Timeline] = {}
        """Messages that are kept from a user, silent ones apart, by that user's id."""
        self._last: Message | None = None
        """The newest message that is not silent."""
        self.threads = Threads()

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Message]:
        """The messages, oldest first."""
        return self.up()

    def get(self, message_id: int) -> Message | None:
        return self._by_id.get(message_id)

    def has_dedup_id(self, dedup_id: str) -> bool:
        """Whether there is a message with this key of its sender's own."""
        return dedup_id in self._dedup_ids

    def add(self, message: Message) -> None:
        at, serial = message.created_at, message.message_id
        self._by_id[serial] = message
        self._order.add(at, serial)
        if message.user is not None:
            self._by_sender.add(message.user.user_id, at, serial)
        if message.silent or message.rare is not None:
            for timeline in self._indexes(message):
                timeline.add(at, serial)
            if parent_of(message):
                self.threads.add(message, self._by_id.get(parent_of(message)))
            if dedup_id := rare_of(message).dedup_id:
                self._dedup_ids.add(dedup_id)
        last = self._last
        if not message.silent and (last is None or (at, serial) > (last.created_at, last.message_id)):
            self._last = message

    def remove(self, message: Message) -> None:
        at, serial = message.created_at, message.message_id
        del self._by_id[serial]
        self._order.remove(at, serial)
        if message.user is not None:
            self._by_sender.remove(message.user.user_id, at, serial)
        for timeline in self._indexes(message):
            timeline.remove(at, serial)
        if parent_of(message):
            self.threads.remove(message)
        self._dedup_ids.discard(rare_of(message).dedup_id)
        if message is self._last:
            self._last = next((message for message in self.down() if not message.silent), None)

    @contextmanager
    def changing(self, message: Message) -> Iterator[None]:
        """Keep the indexes right while a message changes, and render it anew afterwards."""
        for timeline in self._indexes(message):
            timeline.remove(message.created_at, message.message_id)
        yield
        for timeline in self._indexes(message):
            timeline.add(message.created_at, message.message_id)
        message.rendered = None

    def drop_any(self) -> None:
        """Let a message go, whichever, out of a tenant that is gone: the orders still name it. Raises KeyError without one."""
        self._by_id.popitem()

    def pick(self, serials: Iterator[int]) -> Iterator[Message]:
        """The messages of these ids."""
        return (self._by_id[serial] for serial in serials)

    def _indexes(self, message: Message) -> Iterator[Timeline]:
        """The indexes that only few messages are in."""
        kept = self._kept.setdefault(user_id, Timeline()) if (user_id := kept_from(message)) else None
        if message.silent:
            yield from _timelines_of(self._silent, message.user)
            return
        if kept is not None:
            yield kept
            return
        rare, own = rare_of(message), message.user.user_id if message.user is not None else None
        if rare.mention_type == "channel":
            yield from _timelines_of(self._to_all, message.user)
            return
        for user in rare.mentioned:
            if user.user_id != own:
                yield self._mentions.setdefault(user.user_id, Timeline())

    # --- reading them ---

    def up(self, after: Mark | None = None, *, senders: Collection[str] | None = None) -> Iterator[Message]:
        """Messages after a mark, ascending; of these senders, where some are named."""
        by_id = self._by_id
        if senders is None:
            return (by_id[serial] for _, serial in self._order.up(after))
        return (by_id[serial] for _, serial in self._by_sender.up(senders, after))

    def down(self, before: Mark | None = None, *, senders: Collection[str] | None = None) -> Iterator[Message]:
        """Messages before a mark, descending; of these senders, where some are named."""
        by_id = self._by_id
        if senders is None:
            return (by_id[serial] for _, serial in self._order.down(before))
        return (by_id[serial] for _, serial in self._by_sender.down(senders, before))

    def at(self, low: Mark, high: Mark) -> Iterator[Message]:
        """Messages from one mark up to another, both included."""
        for mark in self._order.up((low[0], low[1] - 1)):
            if mark > high:
                return
            yield self._by_id[mark[1]]

    def before(self, mark: Mark, limit: int) -> list[Message]:
        """The last messages before a mark, ascending."""
        by_id = self._by_id
        return [by_id[serial] for serial in self._order.serials_down(mark, limit)]

    def after(self, mark: Mark, limit: int) -> list[Message]:
        """The first messages after a mark, ascending."""
        by_id = self._by_id
        return [by_id[serial] for serial in self._order.serials_up((mark[0], mark[1] + 1), limit)]

    def keeps_from(self, user_id: str) -> bool:
        """Whether there are messages that this user does not get to see."""
        return user_id in self._kept

    def last(self, since: int = 0, viewer: str = "") -> Message | None:
        """The newest message that is not silent and that the viewer gets to see, if it is later than ``since``."""
        last = self._last
        if viewer in self._kept:
            last = next((m for m in self.down() if not m.silent and kept_from(m) != viewer), None)
        return last if last is not None and last.created_at > since else None

    # --- counting them ---

    def count_after(self, time: int) -> int:
        """How many messages are later than a time."""
        return self._order.count_after(time)

    def of_others_after(self, time: int, user_id: str) -> int:
        """How many messages, silent ones apart, are later than a time and not this user's own."""
        count = self._order.count_after(time) - self._by_sender.count_after(user_id, time)
        if self._silent:
            count -= _count(self._silent, _ALL, time) - _count(self._silent, user_id, time)
        return count - _count(self._kept, user_id, time) if self._kept else count

    def mentions_after(self, time: int, user_id: str) -> int:
        """How many messages of others, silent ones apart, are later than a time and mention this user, or everybody."""
        count = _count(self._mentions, user_id, time) if self._mentions else 0
        if self._to_all:
            count += _count(self._to_all, _ALL, time) - _count(self._to_all, user_id, time)
        return count


_ALL = ""  # no user has an empty id


def _timelines_of(timelines: dict[str, Timeline], sender: User | None) -> Iterator[Timeline]:
    """The indexes a message stands in: that of all of its kind, and its sender's."""
    yield timelines.setdefault(_ALL, Timeline())
    if sender is not None:
        yield timelines.setdefault(sender.user_id, Timeline())


def _count(timelines: dict[str, Timeline], key: str, time: int) -> int:
    timeline = timelines.get(key)
    return timeline.count_after(time) if timeline is not None else 0
