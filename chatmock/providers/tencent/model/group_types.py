"""The types of groups, and the rules that come with each (docs, 2024)."""

from __future__ import annotations

import msgspec


class GroupType(msgspec.Struct, frozen=True):
    """What is allowed in a type of group."""

    name: str
    """As it stands on the wire."""
    asks: bool = False
    """Whether somebody who wants to join has to be let in, where nothing else is said."""
    joins: bool = True
    """Whether one may join by oneself at all."""
    invites: bool = False
    """Whether any member may bring others in."""
    owner_leaves: bool = False
    mutes: bool = True
    counts_unread: bool = True
    keeps_history: bool = True
    adds: bool = True
    """Whether members may be added and taken out by the REST API."""
    has_admins: bool = True
    receipts: bool = True
    """Whether messages may ask for receipts that they were read."""
    counters: bool = True
    most: int = 200
    """How many members it has at the most, where nothing else is said."""
    bound: int = 6000
    """The most that may be said."""
    prefix: str = "@TGS#"
    """How ids begin that the server makes."""


TYPES = {
    each.name: each
    for each in (
        GroupType("Private", joins=False, invites=True, owner_leaves=True, mutes=False, has_admins=False),
        GroupType("Public", asks=True),
        GroupType("ChatRoom", counts_unread=False, most=6000),
        GroupType(
            "AVChatRoom",
            counts_unread=False,
            keeps_history=False,
            adds=False,
            receipts=False,
            most=1_000_000,
            bound=1_000_000,
        ),
        GroupType(
            "Community",
            invites=True,
            receipts=False,
            counters=False,
            most=100_000,
            bound=1_000_000,
            prefix="@TGS#_",
        ),
    )
}
OTHER_NAMES = {"Work": "Private", "Meeting": "ChatRoom"}
"""What the SDKs call two of them, by names of their own."""
