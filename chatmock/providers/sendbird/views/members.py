"""Answers with members of group channels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

import orjson

from chatmock.core.jsontext import exact
from chatmock.core.schema import With
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.model import GroupChannel, Member, User, friend_keys

Filter = Callable[[Member], bool]


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
    if channel.mutes.rows or channel.mutes.of_type or _is_choosy(viewer):
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
    """Whether a user has blocks of either kind, or friends."""
    return viewer is not None and bool(
        viewer.blocks.rows or viewer.blocked_by.rows or (viewer.circle is not None and viewer.circle.friends.rows)
    )


def members_for(viewer: User | None, members: Iterable[Member]) -> list[Member | With]:
    """Members for a viewer, with the blocks between them and the names of friends."""
    if viewer is None or not _is_choosy(viewer):
        return list(members)
    return [With(member, member_keys(viewer, member)) for member in members]


def member_keys(viewer: User, member: Member) -> dict[str, Any]:
    """The keys of a member that are between the member and the viewer."""
    user_id = member.user.user_id
    return {
        "is_blocked_by_me": user_id in viewer.blocks,
        "is_blocking_me": user_id in viewer.blocked_by,
        **friend_keys(viewer.friend(user_id)),
    }


def standing_filter(state: str) -> Filter:
    """Whether a member has joined or is only invited, by whomever, a friend of the member or somebody else."""
    match state:
        case "joined_only":
            return lambda member: not member.invited
        case "invited_only":
            return lambda member: member.invited
        case "invited_by_friend":
            return lambda member: member.invited and member.is_invited_by_friend
        case "invited_by_non_friend":
            return lambda member: member.invited and not member.is_invited_by_friend
    return lambda member: True


def activity_filter(mode: str) -> Filter:
    """Whether a member passes the filter by activity."""
    return lambda member: mode == "all" or member.user.is_active == (mode == "activated")
