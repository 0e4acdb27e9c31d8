"""Conversation lists: for each account the pairs and groups it talks in, the newest last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

import msgspec

from chatmock.core.clock import Clock
from chatmock.core.ids import Ids
from chatmock.core.table import Order
from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.serial_order import SerialOrder
from chatmock.providers.tencent.model.values import Emit

C2C, GROUP = 1, 2
"""Types of conversations."""


class Talk(Protocol):
    """A pair or a group, as a conversation list sees it."""

    placed: list[Any]
    """The rows that have their place by it: they are moved when it goes on."""

    @property
    def position(self) -> int:
        """The time of its last message, in seconds."""


class Recent(msgspec.Struct, eq=False):
    """A conversation of one account."""

    user_id: str
    serial: int
    type: int
    peer: str
    """The other's UserID, or the GroupId."""
    talk: Talk
    pinned: int = 0
    """Since when, in seconds; 0 for not."""
    marks: int = 0
    """Its marks, as bits."""
    custom_mark: str = ""
    contact_groups: dict[str, None] = msgspec.field(default_factory=dict)
    """The conversation groups it is in."""

    @property
    def is_marked(self) -> bool:
        """Whether it has a mark, or is in a conversation group."""
        return bool(self.marks or self.custom_mark or self.contact_groups)

    def __repr__(self) -> str:
        return f"<Recent of {self.user_id} with {self.peer}>"


class Recents:
    """The conversations of all accounts."""

    def __init__(self, clock: Clock, ids: Ids, emit: Emit) -> None:
        self._clock = clock
        self._ids = ids
        self._emit = emit
        self._rows: dict[str, dict[tuple[int, str], Recent]] = {}
        self._orders: dict[str, Order[Recent]] = {}
        """Of those accounts whose list was asked for."""
        self._pinned: dict[str, dict[Recent, None]] = {}
        self._marked: dict[str, SerialOrder[Recent]] = {}
        """Those that have a mark, or are in a conversation group."""
        self.contact_groups: dict[str, dict[str, int]] = {}
        """The conversation groups of each account: their numbers by name."""
        self._inside: dict[tuple[str, str], dict[Recent, None]] = {}
        """The conversations in each of them, by whose it is and its name."""

    def __iter__(self) -> Iterator[Recent]:
        return (recent for own in self._rows.values() for recent in list(own.values()))

    def get(self, user_id: str, kind: int, peer: str) -> Recent | None:
        return self._rows.get(user_id, {}).get((kind, peer))

    def order(self, user_id: str) -> Order[Recent]:
        """The list of an account, by the time of the last message."""
        found = self._orders.get(user_id)
        if found is None:
            found = self._orders[user_id] = Order(
                lambda recent: recent.talk.position, placed=lambda recent: recent.talk.placed.append(recent)
            )
            for recent in self._rows.get(user_id, {}).values():
                found.add(recent)
        return found

    def pins_of(self, user_id: str) -> list[Recent]:
        """The conversations that an account has pinned, the first pinned first."""
        return list(self._pinned.get(user_id, ()))

    def marked(self, user_id: str) -> SerialOrder[Recent]:
        """The conversations of an account that have a mark, or are in a conversation group."""
        found = self._marked.get(user_id)
        return SerialOrder(()) if found is None else found

    def conversations_in(self, user_id: str, name: str) -> Iterable[Recent]:
        """The conversations in a conversation group of an account."""
        return self._inside.get((user_id, name), ())

    def groups_of(self, user_id: str) -> dict[str, int]:
        """The conversation groups of an account: their numbers by name."""
        return self.contact_groups.get(user_id, {})

    # --- what an account does with its list ---

    def pin(self, recent: Recent, by: Caller, *, pinned: bool) -> None:
        """Pin a conversation to the top, or let it go. Emits conversation.pinned where that is new."""
        if pinned == (recent.pinned > 0):
            return
        self.set_pinned(recent, self._clock.seconds() if pinned else 0)
        self._emit("conversation.pinned", recent=recent, pinned=pinned, by=by)

    def set_pinned(self, recent: Recent, since: int) -> None:
        """Have a conversation pinned since a time in seconds, 0 for not: by its account, or by a seed."""
        recent.pinned = since
        if since:
            self._pinned.setdefault(recent.user_id, {})[recent] = None
        elif (own := self._pinned.get(recent.user_id)) is not None:
            own.pop(recent, None)
            if not own:
                del self._pinned[recent.user_id]

    def mark(self, recent: Recent, by: Caller, *, marks: int | None = None, custom: str | None = None) -> None:
        """Mark a conversation; None leaves a mark. Emits conversation.marked."""
        recent.marks = recent.marks if marks is None else marks
        recent.custom_mark = recent.custom_mark if custom is None else custom
        self._note_marked(recent)
        self._emit("conversation.marked", recent=recent, by=by)

    def delete(self, recent: Recent, by: Caller) -> None:
        """Take a conversation off its list. Emits conversation.deleted."""
        self.remove(recent)
        self._emit("conversation.deleted", recent=recent, by=by)

    def make_group(self, user_id: str, name: str, recents: list[Recent], by: Caller) -> int:
        """Make a conversation group; gives its number. Emits conversation_group.created."""
        number = self.contact_groups.setdefault(user_id, {})[name] = self._ids.serial()
        for recent in recents:
            self.put_into(recent, name)
        self._emit("conversation_group.created", user_id=user_id, name=name, recents=recents, by=by)
        return number

    def delete_group(self, user_id: str, name: str, by: Caller) -> None:
        """Emits conversation_group.deleted."""
        number = self.contact_groups[user_id].pop(name)
        if not self.contact_groups[user_id]:
            del self.contact_groups[user_id]
        for recent in list(self.conversations_in(user_id, name)):
            self._take_from(recent, name)
        self._emit("conversation_group.deleted", user_id=user_id, name=name, number=number, by=by)

    def rename_group(self, user_id: str, name: str, new: str, by: Caller) -> None:
        """Emits conversation_group.renamed."""
        own = self.contact_groups[user_id]
        own[new] = own.pop(name)
        for recent in list(self.conversations_in(user_id, name)):
            self._take_from(recent, name)
            self.put_into(recent, new)
        self._emit("conversation_group.renamed", user_id=user_id, name=name, new=new, by=by)

    def regroup(self, user_id: str, name: str, changes: list[tuple[Recent, bool]], by: Caller) -> None:
        """Put conversations into a group, or take them out. Emits conversation_group.changed."""
        for recent, inside in changes:
            if inside:
                self.put_into(recent, name)
            else:
                self._take_from(recent, name)
        self._emit("conversation_group.changed", user_id=user_id, name=name, changes=changes, by=by)

    def put_into(self, recent: Recent, name: str) -> None:
        """Have a conversation in a conversation group: by its account, or by a seed."""
        recent.contact_groups[name] = None
        self._inside.setdefault((recent.user_id, name), {})[recent] = None
        self._note_marked(recent)

    def put_marks(self, recent: Recent, marks: int, custom: str) -> None:
        """Have a conversation marked as a seed says."""
        recent.marks, recent.custom_mark = marks, custom
        self._note_marked(recent)

    def _take_from(self, recent: Recent, name: str) -> None:
        if name in recent.contact_groups:
            del recent.contact_groups[name]
            own = self._inside[recent.user_id, name]
            del own[recent]
            if not own:
                del self._inside[recent.user_id, name]
            self._note_marked(recent)

    def _note_marked(self, recent: Recent) -> None:
        """Have a conversation on the list of those that are marked, or not."""
        order = self._marked.get(recent.user_id)
        if recent.is_marked:
            if order is None:
                order = self._marked[recent.user_id] = SerialOrder(())
            order.add(recent)
        elif order is not None:
            order.remove(recent)
            if not len(order):
                del self._marked[recent.user_id]

    # --- what puts it there ---

    def note(self, user_id: str, peer: str, talk: Talk, kind: int = C2C) -> Recent:
        """Have a conversation on an account's list."""
        own = self._rows.get(user_id)
        if own is None:
            own = self._rows[user_id] = {}
        found = own.get((kind, peer))
        if found is None:
            found = own[kind, peer] = Recent(user_id, self._ids.serial(), kind, peer, talk)
            if (order := self._orders.get(user_id)) is not None:
                order.add(found)
        return found

    def move(self, talk: Talk) -> None:
        """A conversation has gone on: those who have it on a list that was read get it at its end."""
        if talk.placed:
            placed, talk.placed = talk.placed, []
            for recent in placed:
                order = self._orders.get(recent.user_id)
                if order is not None and recent in order:
                    order.touch(recent)

    def remove(self, recent: Recent) -> None:
        """The conversation is not on the list any more."""
        self.set_pinned(recent, 0)
        for name in list(recent.contact_groups):
            self._take_from(recent, name)
        self.put_marks(recent, 0, "")
        own = self._rows[recent.user_id]
        del own[recent.type, recent.peer]
        if not own:
            del self._rows[recent.user_id]
        if (order := self._orders.get(recent.user_id)) is not None:
            order.remove(recent)

    def drop(self, talk: Any) -> None:
        """A pair is no more: neither has it on a list."""
        one, other = talk.people
        for user_id, peer in {one: other, other: one}.items():
            if (recent := self.get(user_id, C2C, peer)) is not None:
                self.remove(recent)

    def forget(self, user_id: str) -> None:
        """An account is no more."""
        for recent in list(self._rows.get(user_id, {}).values()):
            self.remove(recent)
        self._orders.pop(user_id, None)
        self.contact_groups.pop(user_id, None)
