"""Group channels: channels of invited members."""

from __future__ import annotations

from typing import Any

from chatmock.core.dispatch import Call
from chatmock.core.schema import With
from chatmock.providers.sendbird import channels
from chatmock.providers.sendbird.api import api, find_user, found_users, page, schemas
from chatmock.providers.sendbird.errors import invalid_value, not_found
from chatmock.providers.sendbird.model import App, Given, GroupChannel, Member, User
from chatmock.providers.sendbird.users import leave

DEFAULT_NAMES = {"2016": "Group Channel", "today": "group channel"}


@api.post("/group_channels", accepts="group_channel.create", returns="group_channel")
def create_group_channel(app: App, call: Call, given: Given) -> With:
    """Create a group channel of the given users; nobody else becomes a member (recorded).

    With ``is_distinct`` the channel of exactly these members is answered where there is one. Unknown ids are refused
    (400201); in the era of today they are dropped, or refused under ``strict`` (400111).
    """
    users = _invited(app, given)
    operators = channels.named_operators(app, given) or {}
    inviter = find_user(app, given["inviter_id"]) if "inviter_id" in given else None
    distinct = given.get("is_distinct", False)
    if distinct and given.get("is_super"):
        raise invalid_value(field="is_distinct")
    if distinct and (existing := app.distinct.get(frozenset(users))) is not None:
        return seen(app, existing, members=True)
    channel = GroupChannel(
        channel_url=channels.new_url(app, call, "group", given),
        serial=app.ids.serial(),
        created=app.clock.stamp(),
        name=given.get("name", DEFAULT_NAMES[app.era]),
        cover_url=channels.cover(app, call, given),
        data=given.get("data", ""),
        custom_type=given.get("custom_type", ""),
        is_public=given.get("is_public", False),
        is_super=given.get("is_super", False),
        is_ephemeral=given.get("is_ephemeral", False),
        max_length_message=app.default_max_length,
        operators_by_id=operators,
        created_by=inviter,
    )
    app.add_channel(channel)
    for user in users.values():
        app.add_member(channel, user, channel.created)
    if distinct:
        app.make_distinct(channel)
    app.emit("channel.created", channel=channel)
    return seen(app, channel, members=True)


def _invited(app: App, given: Given) -> dict[str, User]:
    """The users a request names by ``user_ids``, or as whole objects by ``users`` (the official Python SDK does both)."""
    ids = list(given.get("user_ids", ()))
    for user in given.get("users", ()):
        if not isinstance(user.get("user_id"), str):
            raise invalid_value(field="users")
        ids.append(user["user_id"])
    if app.era == "2016":
        return found_users(app, ids)
    unknown = [user_id for user_id in ids if user_id not in app.users]
    if unknown and given.get("strict"):
        raise invalid_value(field="user_ids")
    return {user_id: app.users[user_id] for user_id in ids if user_id in app.users}


def seen(
    app: App, channel: GroupChannel, viewer: User | None = None, *, members: bool = False, read_receipt: bool = False
) -> With:
    """A group channel as it is answered: as one of its members sees it, or as nobody in particular (0 unread)."""
    since = app.since(channel)
    member = channel.members_by_id.get(viewer.user_id) if viewer is not None else None
    shown = With(
        channel,
        unread_message_count=channel.unread(member, since) if member is not None else 0,
        last_message=channel.messages.last(since),
    )
    if member is not None:
        shown.keys["is_push_enabled"] = member.push_enabled
    if members:
        shown.keys["members"] = list(channel.members_by_join)
    if read_receipt:
        shown.keys["read_receipt"] = {member.user.user_id: member.read_at for member in channel.members_by_join}
    return shown


@schemas.presents("member")
def present_member(member: Member) -> dict[str, Any]:
    """A member: the user's profile and what the channel knows of the user."""
    user, channel = member.user, member.channel
    return {
        "user_id": user.user_id,
        "nickname": user.nickname,
        "profile_url": user.profile_url,
        "last_seen_at": user.last_seen_at,
        "is_online": user.is_online,
        "is_active": user.is_active,
        "metadata": user.metadata,
        "require_auth_for_profile_image": False,
        "state": "joined",
        "role": "operator" if user.user_id in channel.operators_by_id else "",
        "is_muted": user.user_id in channel.mutes,
        "is_blocked_by_me": False,
        "is_blocking_me": False,
        "friend_name": None,
        "friend_discovery_key": None,
    }


@api.get("/group_channels/{channel_url}", accepts="group_channel.view", returns="group_channel")
def view_group_channel(app: App, channel: GroupChannel, given: Given) -> With:
    """View a group channel, with ``user_id`` as that member sees it."""
    viewer = find_user(app, given["user_id"]) if "user_id" in given else None
    members = given.get("member") or given.get("show_member") or False
    return seen(
        app,
        channel,
        viewer,
        members=members,
        read_receipt=given.get("read_receipt") or given.get("show_read_receipt") or False,
    )


@api.put("/group_channels/{channel_url}", accepts="group_channel.update", returns="group_channel")
def update_group_channel(app: App, call: Call, channel: GroupChannel, given: Given) -> With:
    """Change a group channel; what is not given stays."""
    channels.change(app, call, channel, given)
    if given.get("is_distinct") is True:
        app.make_distinct(channel)
    elif given.get("is_distinct") is False:
        app.end_distinct(channel)
    app.emit("channel.changed", channel=channel)
    return seen(app, channel, members=True)


@api.delete("/group_channels/{channel_url}", returns="empty")
def delete_group_channel(app: App, channel: GroupChannel) -> None:
    """Delete a group channel with its messages."""
    app.remove_channel(channel)
    app.emit("channel.deleted", channel=channel)


@api.get("/group_channels/{channel_url}/members", accepts="member.list", returns="member.page")
def list_members(call: Call, channel: GroupChannel) -> dict[str, Any]:
    """List the members of a channel, the first who joined first."""
    return page(call, "members", channel.members_by_join)


@api.get("/group_channels/{channel_url}/members/{user_id}", returns="membership")
def check_member(channel: GroupChannel, user: User) -> dict[str, Any]:
    """Check whether a user is a member of a channel."""
    is_member = user.user_id in channel.members_by_id
    return {"is_member": is_member, "state": "joined" if is_member else "none"}


@api.post("/group_channels/{channel_url}/invite", accepts="group_channel.invite", returns="group_channel")
def invite(app: App, channel: GroupChannel, given: Given) -> With:
    """Make users members; those who are already stay as they are."""
    new = [user for user in _invited(app, given).values() if user.user_id not in channel.members_by_id]
    joined = app.clock.stamp()
    for user in new:
        app.add_member(channel, user, joined)
    if new:
        app.emit("member.joined", channel=channel, users=new)
    return seen(app, channel, members=True)


@api.put("/group_channels/{channel_url}/hide", accepts="group_channel.hide", returns="empty")
def hide(app: App, channel: GroupChannel, given: Given) -> None:
    """Hide a channel from a member's own list, until the next message."""
    member = find_member(app, channel, given["user_id"])
    member.hidden = True
    app.emit("channel.hidden", channel=channel, user=member.user)


def find_member(app: App, channel: GroupChannel, user_id: str) -> Member:
    """The membership of a user who has to exist and to be a member."""
    member = channel.members_by_id.get(find_user(app, user_id).user_id)
    if member is None:
        raise not_found(thing="Member")
    return member


@api.put("/group_channels/{channel_url}/leave", accepts="group_channel.leave", returns="empty")
def leave_group_channel(app: App, channel: GroupChannel, given: Given) -> None:
    """Make users leave a channel (deprecated: one by ``user_id``); who is no member is passed over."""
    ids = [*given.get("user_ids", ()), *([given["user_id"]] if "user_id" in given else ())]
    for user in found_users(app, ids).values():
        leave(app, channel, user)
