"""One device in the chat: a bound resource of a user, connected or waiting to be resumed."""

from __future__ import annotations

from collections import deque
from html import escape
from typing import Any

import msgspec

from chatmock.core.clock import Timer
from chatmock.core.connection import Connection
from chatmock.providers.connectycube.model.user import User

COUNTS = 2**32
"""Counters of stanzas begin anew after so many (XEP-0198)."""


class Management(msgspec.Struct, eq=False):
    """Stanzas that are counted both ways, and kept until the client says that it has them (XEP-0198)."""

    resumption: str = ""
    """The id by which a lost connection is resumed, once; empty where it cannot be."""
    keeps: bool = False
    """Whether stanzas are kept until the client has them: whoever can resume gets them later, by another client if need be."""
    received: int = 0
    sent: int = 0
    acknowledged: int = 0
    kept: deque[Any] = msgspec.field(default_factory=deque)
    """Those after the last that was acknowledged; empty where none are."""
    size: int = 0
    """Bytes of them."""
    overflown: bool = False
    """Whether it was too much to be kept: what is lost then is not resumed."""
    asked: bool = False
    """Whether the client was asked how many it has."""


class Client(msgspec.Struct, eq=False):
    """A device; ``connection`` is None while it waits to be resumed."""

    user: User
    app_id: int
    resource: str
    domain: str
    """As the client calls the server: other clients may call it otherwise."""
    connection: Connection | None = None
    available: bool = False
    presence: Any = None
    """What it said of itself last."""
    carbons: bool = False
    inactive: bool = False
    management: Management | None = None
    timer: Timer | None = None
    """When it is given up, while it waits to be resumed."""
    rooms: dict[str, None] = msgspec.field(default_factory=dict)
    """Ids of the dialogs that it has joined."""
    watched: dict[int, None] = msgspec.field(default_factory=dict)
    """Ids of users whose coming and going it is told."""
    active_list: str | None = None
    """The privacy list that holds for it; empty for none, None for the user's default one."""
    bare: str = ""
    jid: str = ""
    written_bare: str = ""
    """The addresses as they stand in attributes."""
    written_jid: str = ""

    def __post_init__(self) -> None:
        self.bare = f"{self.user.id}-{self.app_id}@{self.domain}"
        self.jid = f"{self.bare}/{self.resource}"
        self.written_bare, self.written_jid = escape(self.bare), escape(self.jid)

    def mark_inactive(self, inactive: bool) -> None:
        """The app is in the background, or is no more: pushes are made for users who are nowhere else."""
        if self.inactive is not inactive:
            self.inactive = inactive
            self.user.inactive += 1 if inactive else -1

    def missed(self) -> list[Any]:
        """Private messages that it may not have got, and nobody else of its user's clients has."""
        return [one for one, _ in self.management.kept if one.sent_at is not None] if self.management else []

    def __repr__(self) -> str:
        return f"<Client {self.jid}{'' if self.connection is not None else ' away'}>"
