"""Answers with members of group channels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

import orjson

from chatmock.core.jsontext import exact
from chatmock.core.schema import With
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.model import GroupChannel, Member, User

Filter = Callable[[Member], bool]
INVITED = ("invited_only", "invited_by_friend", "invited_by_non_friend")
"""Filters that find invited users only."""


@schemas.presents("member")
def present_member(row: Member | With) -> Any:
    """A member: the user's profile and what the channel knows of the user."""
    if isinstance(row, With):
        assert isinstance(row.entity, Member)
        return _member_view(row.entity) | row.keys
    return _member_view(row)


def _member_view(member: Member) -> dict[str, Any]:
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


def member_list(channel: GroupChannel, viewer: User | None) -> Any:
    """All members for a viewer; bytes, rendered once for each change, where every viewer sees the same."""
    if channel.mutes.has_any or _is_choosy(viewer):
        return members_for(viewer, channel.members_by_join)
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
    """Whether a user has blocks of either kind."""
    return viewer is not None and bool(viewer.blocks.rows or viewer.blocked_by.rows)


def members_for(viewer: User | None, members: Iterable[Member]) -> list[Member | With]:
    """Members for a viewer, with the blocks between them."""
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


def activity_filter(mode: str) -> Filter:
    """Whether a member passes the filter by activity."""
    return lambda member: mode == "all" or member.user.is_active == (mode == "activated")
