"""Somebody wants to be in a group, or is wanted there."""

from __future__ import annotations

import msgspec

APPLIES, NEEDS_CONSENT, INVITED = 0, 2, 3
"""An account asks for itself; a member asks for another one; an invited account has to agree."""

REQUESTS = (APPLIES, NEEDS_CONSENT, INVITED)


class JoinRequest(msgspec.Struct, eq=False):
    """What somebody has to answer."""

    kind: int
    asker: str
    """Who applies, or who invites."""
    user_id: str
    """Who is to come in."""
    time: int
    """Milliseconds; no other of the group has it."""
    message: str = ""
    data: str = ""
    """Data of the application beside it."""

    number: int = 0
    """Which one it is among the requests of all groups; 0 as long as nobody knows it."""

    @property
    def key(self) -> str:
        return request_key(self.kind, self.user_id)


def request_key(kind: int, user_id: str) -> str:
    """The key of a group's request of some kind that somebody come in."""
    return f"{kind} {user_id}"
