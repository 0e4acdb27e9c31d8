"""The state of one socket."""

from __future__ import annotations

import msgspec

from chatmock.core.clock import Timer
from chatmock.providers.sendbird.model import Session, User


class Client(msgspec.Struct, eq=False):
    """The user who is logged in over a socket, and the session."""

    user: User
    session: Session
    expiring: bool
    """Whether the client can refresh its session: only then is it told when that ends."""
    came_with_token: bool
    sdk: str = "API"
    """The client's SDK, in the words of webhooks."""
    told: bool = False
    """That its session has ended; once, until it refreshes."""
    timer: Timer | None = None
    entered: set[str] = msgspec.field(default_factory=set)
    """The open channels this socket is in, by address."""

    @property
    def is_guest(self) -> bool:
        return not self.session.token
