"""Dialogs, and who is in one. ``date_sent`` is in seconds, other times are milliseconds."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from chatmock.core.clock import SECOND
from chatmock.providers.connectycube.model.history import History
from chatmock.providers.connectycube.model.message import Message
from chatmock.providers.connectycube.model.user import User
from chatmock.providers.connectycube.model.values import Dated

BROADCAST, GROUP, PRIVATE, PUBLIC = 1, 2, 3, 4
"""The types of dialogs, as the wire has them."""
MOST_ADMINS = 5


class Occupant(msgspec.Struct, eq=False):
    """A user in a dialog: of a broadcast every user is one, of a public dialog whoever subscribed."""

    dialog: Dialog
    user: User
    notifies: bool = True
    """Whether pushes are made for it."""
    hidden: bool = False
    """Whether the user has deleted the dialog for itself, which holds until somebody says something."""
    muted: bool = False
    """Silent by the administration: no push is made for it."""

    def __repr__(self) -> str:
        return f"<Occupant {self.user.id} of {self.dialog.id}>"

    @property
    def serial(self) -> int:
        return self.dialog.serial

    @property
    def unread(self) -> int:
        """Messages that the user has not read, and that count: those of groups and private dialogs."""
        return self.dialog.history.unread(self.user.id) if self.dialog.type in (GROUP, PRIVATE) else 0


class Dialog(Dated, msgspec.Struct, eq=False):
    """A conversation of two, of some, of whoever subscribes, or to everybody."""

    id: str
    serial: int
    type: int
    user_id: int
    """The owner."""
    created: int
    updated: int
    name: str | None = None
    description: str | None = None
    photo: str | None = None
    extensions: dict[str, str] | None = None
    permissions: dict[str, bool] | None = None
    data: dict[str, Any] | None = None
    is_e2ee: bool = False
    admins: list[int] = msgspec.field(default_factory=list)
    pinned: list[str] = msgspec.field(default_factory=list)
    """Ids of messages."""
    occupants: dict[int, Occupant] = msgspec.field(default_factory=dict)
    """By the user's id."""
    history: History = msgspec.field(default_factory=History)
    hidden_by: dict[int, Occupant] = msgspec.field(default_factory=dict)
    """Occupants who have deleted it for themselves."""
    placed: set[Occupant] = msgspec.field(default_factory=set)
    """Occupants in whose lists it has a place: only those have to be told that it moves."""

    most_admins: ClassVar[int] = MOST_ADMINS

    def __repr__(self) -> str:
        return f"<Dialog {self.id} of type {self.type}>"

    @property
    def is_private(self) -> bool:
        return self.type == PRIVATE

    @property
    def lists_occupants(self) -> bool:
        """Whether everybody inside sees who is; of the other types they are only counted."""
        return self.type in (GROUP, PRIVATE)

    @property
    def occupants_ids(self) -> list[int]:
        return sorted(self.occupants) if self.lists_occupants else []

    def has(self, user: User) -> bool:
        return user.id in self.occupants

    def is_owner(self, user: User) -> bool:
        return user.id == self.user_id

    def is_admin(self, user: User) -> bool:
        """Whether a user is its owner or one of its admins."""
        return user.id == self.user_id or user.id in self.admins

    def may_write(self, user: User) -> bool:
        """Whether a user may say something: in a broadcast only those who lead it."""
        return self.has(user) and (self.type != BROADCAST or self.is_admin(user))

    def opponent(self, user_id: int) -> User | None:
        """The other one of a private dialog, as long as there is one."""
        for own, occupant in self.occupants.items():
            if own != user_id:
                return occupant.user
        return None

    def last(self, user_id: int) -> Message | None:
        """The newest message that a user sees."""
        return self.history.last(user_id)

    @property
    def last_sent(self) -> int:
        """Seconds: when the newest message was sent, or the dialog was made."""
        newest = self.history.last(0)
        return self.created // SECOND if newest is None else newest.date_sent
