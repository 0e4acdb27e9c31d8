"""The messages of one dialog in order, with what each user has of them; counts are kept, never made anew."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

import msgspec

from chatmock.core.timeline import Mark, Timeline
from chatmock.core.timelines import Timelines
from chatmock.providers.connectycube.model.message import Message

Span = tuple[Mark | None, Mark | None]
"""From one mark, included, up to another, excluded; None is the beginning or the end."""
EVERYTHING: Span = (None, None)


class Standing(msgspec.Struct, eq=False):
    """What one user has of a history: numbers of messages."""

    own: int = 0
    """Said by the user."""
    read: int = 0
    """Said by others, and read by the user or hidden from the user."""
    delivered: int = 0
    """Said by others, and delivered to the user or hidden from the user."""
    hidden: Timeline | None = None
    """Marks of the messages that the user has deleted for itself."""

    def hides(self, message: Message) -> bool:
        return self.hidden is not None and message.mark in self.hidden


class History:
    """The messages of one dialog by ``date_sent``, equal ones in the order of their coming."""

    __slots__ = ("_by_sender", "_by_serial", "_by_type", "_hiders", "_order", "_to_tell", "standings")

    def __init__(self) -> None:
        self._by_serial: dict[int, Message] = {}
        self._order = Timeline()
        self._by_sender = Timelines()
        self._by_type = Timelines()
        self.standings: dict[int, Standing] = {}
        """By the user's id; of those who have said or read something."""
        self._hiders: dict[int, Standing] = {}
        """Those of them who have deleted something for themselves."""
        self._to_tell: list[tuple[set[str], str]] = []
        """Who counted since the last change: a set, and the name to put into it at the next one."""

    def tell_once(self, behind: set[str], name: str) -> None:
        """Put a name into a set at the next change of what is unread by anybody."""
        self._to_tell.append((behind, name))

    def drop_any(self) -> None:
        """Let a message go, whichever, out of a tenant that is gone: the orders still name it. Raises KeyError without one."""
        self._by_serial.popitem()

    def tell(self) -> None:
        """Something has changed."""
        for behind, name in self._to_tell:
            behind.add(name)
        self._to_tell.clear()

    def __len__(self) -> int:
        return len(self._by_serial)

    def __iter__(self) -> Iterator[Message]:
        """The messages, oldest first."""
        return self._pick(self._order.up())

    def standing(self, user_id: int) -> Standing:
        found = self.standings.get(user_id)
        if found is None:
            found = self.standings[user_id] = Standing()
        return found

    # --- changing it: ``Messages`` and ``Dialogs`` are the doors ---

    def add(self, message: Message) -> None:
        """Take a message in, with the marks it has."""
        if self._to_tell:
            self.tell()
        at, serial = message.date_sent, message.serial
        self._by_serial[serial] = message
        self._order.add(at, serial)
        self._by_sender.add(str(message.sender_id), at, serial)
        if message.attachments:
            for kind in message.types:
                self._by_type.add(kind, at, serial)
        self.standing(message.sender_id).own += 1
        for user_id in message.read_by or ():
            self.standing(user_id).read += 1
        for user_id in message.delivered_to or ():
            self.standing(user_id).delivered += 1

    def remove(self, message: Message) -> None:
        if self._to_tell:
            self.tell()
        at, serial = message.mark
        del self._by_serial[serial]
        self._order.remove(at, serial)
        self._by_sender.remove(str(message.sender_id), at, serial)
        for kind in message.types:
            self._by_type.remove(kind, at, serial)
        if (own := self.standings.get(message.sender_id)) is not None:
            own.own -= 1
        hiders = self.hidden_from(message)
        for user_id in hiders:
            hidden = self._hiders[user_id].hidden
            assert hidden is not None
            hidden.remove(at, serial)
        for user_id in {*(message.read_by or ()), *hiders} - {message.sender_id}:
            if (one := self.standings.get(user_id)) is not None:
                one.read -= 1
        for user_id in {*(message.delivered_to or ()), *hiders} - {message.sender_id}:
            if (one := self.standings.get(user_id)) is not None:
                one.delivered -= 1

    def forget(self, user_id: int) -> None:
        """A user is no more."""
        self.tell()
        self.standings.pop(user_id, None)
        self._hiders.pop(user_id, None)

    def deliver(self, message: Message, user_id: int) -> bool:
        """Mark a message as delivered; False where it was, or is the user's own."""
        if message.is_delivered_to(user_id):
            return False
        if message.delivered_to is None:
            message.delivered_to = {}
        message.delivered_to[user_id] = None
        message.rendered = None
        standing = self.standing(user_id)
        if not standing.hides(message):
            standing.delivered += 1
        return True

    def read(self, message: Message, user_id: int) -> bool:
        """Mark a message as read, and so as delivered; False where it was read, or is the user's own."""
        if message.is_read_by(user_id):
            return False
        self.deliver(message, user_id)
        if self._to_tell:
            self.tell()
        if message.read_by is None:
            message.read_by = {}
        message.read_by[user_id] = None
        standing = self.standing(user_id)
        if not standing.hides(message):
            standing.read += 1
        return True

    def hide(self, message: Message, user_id: int) -> bool:
        """Delete a message for one user; False where it was deleted already."""
        standing = self.standing(user_id)
        if standing.hides(message):
            return False
        if self._to_tell:
            self.tell()
        if standing.hidden is None:
            standing.hidden = Timeline()
            self._hiders[user_id] = standing
        standing.hidden.add(*message.mark)
        standing.read += not message.is_read_by(user_id)
        standing.delivered += not message.is_delivered_to(user_id)
        return True

    def hide_all(self, user_id: int) -> None:
        """Delete for one user what there is."""
        self.tell()
        standing = self.standing(user_id)
        standing.hidden = self._order.copy()
        self._hiders[user_id] = standing
        standing.read = standing.delivered = len(self) - standing.own

    # --- counting ---

    def unread(self, user_id: int) -> int:
        """How many messages of others a user has not read, those apart that the user has deleted for itself."""
        standing = self.standings.get(user_id)
        return len(self) if standing is None else len(self) - standing.own - standing.read

    def undelivered(self, user_id: int) -> int:
        standing = self.standings.get(user_id)
        return len(self) if standing is None else len(self) - standing.own - standing.delivered

    def is_visible(self, message: Message, user_id: int) -> bool:
        """Whether a user has not deleted a message for itself."""
        standing = self.standings.get(user_id)
        return standing is None or not standing.hides(message)

    def hidden_from(self, message: Message) -> list[int]:
        """The ids of those who have deleted a message for themselves."""
        return sorted(user_id for user_id, one in self._hiders.items() if one.hides(message))

    def count(self, user_id: int, span: Span = EVERYTHING) -> int:
        """How many messages a user sees in a span."""
        hidden = self._hidden(user_id)
        low, high = self._ranks(span)
        return self._seen_before(high, hidden) - self._seen_before(low, hidden)

    # --- reading ---

    def page(
        self, user_id: int, skip: int, limit: int, *, newest_first: bool = False, span: Span = EVERYTHING
    ) -> list[Message]:
        """Some of the messages that a user sees in a span; costs as much as the page is long."""
        hidden = self._hidden(user_id)
        low, high = self._ranks(span)
        first, end = self._seen_before(low, hidden), self._seen_before(high, hidden)
        if newest_first:
            first, end = max(first, end - skip - limit), end - skip
        else:
            first, end = first + skip, min(first + skip + limit, end)
        if first >= end:
            return []
        rank = self._rank_of(first, hidden)
        at, serial = self._order.at(rank)
        if hidden is None:
            serials = self._order.serials_up((at, serial), end - first)
        else:
            seen = (mark for mark in self._order.up((at, serial - 1)) if mark not in hidden)
            serials = [serial for _, serial in islice(seen, end - first)]
        if newest_first:
            serials.reverse()
        return list(map(self._by_serial.__getitem__, serials))

    def walk(
        self,
        user_id: int,
        *,
        newest_first: bool = False,
        span: Span = EVERYTHING,
        senders: list[int] | None = None,
        types: list[str] | None = None,
    ) -> Iterator[Message]:
        """The messages that a user sees in a span, one by one: those of some senders, or with attachments of some types."""
        hidden = self._hidden(user_id)
        low, high = span
        begin = high if newest_first else None if low is None else (low[0], low[1] - 1)
        for mark in self._marks(begin, newest_first, senders, types):
            if (newest_first and low is not None and mark < low) or (
                not newest_first and high is not None and mark >= high
            ):
                return
            if hidden is None or mark not in hidden:
                yield self._by_serial[mark[1]]

    def last(self, user_id: int) -> Message | None:
        """The newest message that a user sees."""
        if self._hidden(user_id) is None:
            serial = self._order.newest()
            return None if serial is None else self._by_serial[serial]
        return next(iter(self.page(user_id, 0, 1, newest_first=True)), None)

    def _marks(
        self, begin: Mark | None, newest_first: bool, senders: list[int] | None, types: list[str] | None
    ) -> Iterator[Mark]:
        if senders is not None:
            names = sorted({str(sender) for sender in senders})
            return self._by_sender.down(names, begin) if newest_first else self._by_sender.up(names, begin)
        if types is not None:
            kinds = sorted(set(types))
            marks = self._by_type.down(kinds, begin) if newest_first else self._by_type.up(kinds, begin)
            return iter(dict.fromkeys(marks)) if len(kinds) > 1 else marks  # one message may have several
        return self._order.down(begin) if newest_first else self._order.up(begin)

    def _hidden(self, user_id: int) -> Timeline | None:
        standing = self.standings.get(user_id)
        return standing.hidden if standing is not None and standing.hidden else None

    def _ranks(self, span: Span) -> tuple[int, int]:
        low, high = span
        first = 0 if low is None else self._order.rank(low)
        return first, max(first, len(self) if high is None else self._order.rank(high))

    def _seen_before(self, rank: int, hidden: Timeline | None) -> int:
        """How many of the first ``rank`` messages are not hidden."""
        if hidden is None or rank == 0:
            return rank
        return rank - (len(hidden) if rank == len(self) else hidden.rank(self._order.at(rank)))

    def _rank_of(self, seen: int, hidden: Timeline | None) -> int:
        """The rank of the first message before which ``seen`` are not hidden, and which is not itself."""
        if hidden is None:
            return seen
        return bisect_left(range(len(self)), seen + 1, key=lambda rank: self._seen_before(rank + 1, hidden))

    def _pick(self, marks: Iterator[Mark]) -> Iterator[Message]:
        return (self._by_serial[serial] for _, serial in marks)
