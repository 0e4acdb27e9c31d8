"""Members of group channels as they are answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

import orjson

from chatmock.core.jsontext import exact
from chatmock.core.schema import With
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.model import GroupChannel, Member, User

Keep = Callable[[Member], bool]
INVITED = ("invited_only", "invited_by_friend", "invited_by_non_friend")
"""The filters by which those are found who are only invited."""


@schemas.presents("member")
def present_member(row: Member | With) -> Any:
    """A member: the user's profile and what the channel knows of the user."""
    if isinstance(row, With):
        assert isinstance(row.entity, Member)
        return _shown(row.entity) | row.keys
    return _shown(row)


def _shown(member: Member) -> dict[str, Any]:
    user, mute = member.user, member.channel.mutes.get(member.user.user_id)
    shown = {
        "user_id": user.user_id,
        "nickname": user.nickname,
        "profile_url": user.profile_url,
        "last_seen_at": user.last_seen_at,
        "is_online": user.is_online,
        "is_active": user.is_active,
        "metadata": user.metadata,
        "require_auth_for_profile_image": False,
        "state": member.state,
        "role": "operator" if member.is_operator else "",
        "is_muted": mute is not None,
        "is_blocked_by_me": False,
        "is_blocking_me": False,
        "friend_name": None,
        "friend_discovery_key": None,
    }
    if mute is not None:
        shown |= {"muted_end_at": mute.end_at, "muted_description": mute.description}
    return shown


def everybody(channel: GroupChannel, viewer: User | None) -> Any:
    """All members as a user sees them; bytes where all see them alike, rendered once and again after a change."""
    if channel.mutes.rows or _is_choosy(viewer):
        return as_seen_by(viewer, channel.members_by_join)
    people: Iterable[Member] = channel.members_by_id.values()
    if channel.invited:
        people = chain(people, channel.invited.values())
    state = (channel.revision, sum([member.user.revision for member in people]))
    if channel.rendered_members is None or channel.rendered_members[0] != state:
        channel.rendered_members = (
            state,
            exact(orjson.dumps([present_member(member) for member in channel.members_by_join])),
        )
    return channel.rendered_members[1]


def _is_choosy(viewer: User | None) -> bool:
    """Whether a user blocks somebody, or is blocked."""
    return viewer is not None and bool(viewer.blocks.rows or viewer.blocked_by.rows)


def as_seen_by(viewer: User | None, members: Iterable[Member]) -> list[Member | With]:
    """Members with who blocks whom between them and a user."""
    if viewer is None or not _is_choosy(viewer):
        return list(members)
    return [
        With(
            member,
            is_blocked_by_me=member.user.user_id in viewer.blocks,
            is_blocking_me=member.user.user_id in viewer.blocked_by,
        )
        for member in members
    ]


def is_in_use(mode: str) -> Keep:
    """Whether a member's account is in use, or is not, or either, as ``mode`` says."""
    return lambda member: mode == "all" or member.user.is_active == (mode == "activated")
