"""Conversation lists: for each account the pairs and groups it talks in, the newest last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from chatmock.core.ids import Ids
from chatmock.core.table import Order

C2C, GROUP = 1, 2
"""Types of conversations."""


class Talk(Protocol):
    """A pair or a group, as a conversation list sees it."""

    placed: list[Any]
    """The rows that have their place by it: they are moved when it goes on."""

    @property
    def position(self) -> int:
        """The time of its last message, in seconds."""


@dataclass(slots=True, eq=False)
class Recent:
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
    contact_groups: dict[str, None] = field(default_factory=dict)
    """The conversation groups it is in."""

    def __repr__(self) -> str:
        return f"<Recent of {self.user_id} with {self.peer}>"


class Recents:
    """The conversations of all accounts."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._rows: dict[str, dict[tuple[int, str], Recent]] = {}
        self._orders: dict[str, Order[Recent]] = {}
        """Of those accounts whose list was asked for."""

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

    def note(self, user_id: str, peer: str, talk: Talk, kind: int = C2C) -> Recent:
        """Have a conversation on an account's list."""
        own = self._rows.setdefault(user_id, {})
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
