"""Group channels: channels of invited members."""

from __future__ import annotations

from chatmock.core.operation import Call
from chatmock.core.schema import With
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels import properties
from chatmock.providers.sendbird.channels.members import check_viewer
from chatmock.providers.sendbird.errors import invalid_value, not_authorized
from chatmock.providers.sendbird.finders import asking_user, find_user, found_users
from chatmock.providers.sendbird.model import App, FeedChannel, Given, GroupChannel, User
from chatmock.providers.sendbird.views.group_channels import channel_answer, channel_for

DEFAULT_NAME = "Group Channel"
"""Today (client: UIKit knows a channel that has no name of its own by it) and in 2016 (recorded)."""


@api.post("/group_channels", accepts="group_channel.create", returns="group_channel", by="anybody")
def create_group_channel(app: App, call: Call, given: Given) -> With:
    """Create a group channel of the given users; nobody else becomes a member (recorded).

    With ``is_distinct`` the channel of exactly these members is answered where there is one. Unknown ids are dropped,
    or refused under ``strict`` (400111); in 2016 they are refused (400201). Those who are banned from channels of its
    custom type are refused (400108; ruled).
    """
    users = _invitees(app, given)
    operators = properties.named_operators(app, given) or {}
    inviter = find_user(app, given["inviter_id"]) if "inviter_id" in given else asking_user(call)
    is_super = given["is_super"] or given["is_broadcast"] or given["is_exclusive"]
    _check_distinct(distinct=given["is_distinct"], is_super=is_super)
    if (custom_type := given["custom_type"]) and any(id_ in app.type_rules.get(custom_type).bans for id_ in users):
        raise not_authorized(reason="User is banned.")
    if given["is_distinct"] and (existing := app.places.distinct.get(frozenset(users))) is not None:
        return channel_answer(app, call, existing, is_created=False)
    channel = _new_channel(app, call, given, operators, inviter)
    _take_in(app, channel, users, given, inviter)
    return channel_answer(app, call, channel, is_created=True)


def make_group_channel(app: App, users: dict[str, User], inviter: User | None, given: Given) -> GroupChannel:
    """Make a group channel without a request: name, cover_url, data, custom_type and is_distinct are given."""
    channel = GroupChannel(
        channel_url=properties.new_url(app, "group", given),
        serial=app.ids.serial(),
        created=app.clock.stamp(),
        name=given["name"],
        cover_url=given["cover_url"] or properties.default_cover(app),
        data=given["data"],
        custom_type=given["custom_type"],
        max_length_message=app.default_max_length,
        created_by=inviter,
    )
    _take_in(app, channel, users, given, inviter)
    return channel


def _take_in(app: App, channel: GroupChannel, users: dict[str, User], given: Given, inviter: User | None) -> None:
    """Take a new channel in, with its people."""
    app.add_channel(channel)
    _, invited = _join(app, channel, users, channel.created, given, inviter)
    if given["is_distinct"]:
        app.places.make_distinct(channel)
    app.emit("channel.created", channel=channel)
    if invited:
        app.emit("member.invited", channel=channel, users=invited, inviter=inviter)


def _new_channel(app: App, call: Call, given: Given, operators: dict[str, User], inviter: User | None) -> GroupChannel:
    return GroupChannel(
        channel_url=properties.new_url(app, "group", given),
        serial=app.ids.serial(),
        created=app.clock.stamp(),
        name=given.get("name", DEFAULT_NAME),
        cover_url=properties.cover_of(app, call, given),
        data=given["data"],
        custom_type=given["custom_type"],
        max_length_message=app.default_max_length,
        operators_by_id=operators,
        created_by=inviter,
        is_public=given["is_public"],
        access_code=given.get("access_code", ""),
        is_super=given["is_super"],
        is_broadcast=given["is_broadcast"],
        is_exclusive=given["is_exclusive"],
        block_sdk_user_channel_join=given["block_sdk_user_channel_join"],
        is_ephemeral=given["is_ephemeral"],
    )


def _invitees(app: App, given: Given) -> dict[str, User]:
    """The users a request names by ``user_ids``, or by ``users``: whole objects or ids (client: the official Python SDK)."""
    also = [user["user_id"] if isinstance(user, dict) else user for user in given.get("users", ())]
    ids = [*given.get("user_ids", ()), *also]
    if app.era == "2016":
        return found_users(app, ids)
    if given.get("strict") and any(user_id not in app.users for user_id in ids):
        raise invalid_value(field="user_ids")
    return {user_id: app.users[user_id] for user_id in ids if user_id in app.users}


def _check_distinct(*, distinct: bool, is_super: bool) -> None:
    """A super channel is not distinct (live, later years: 400111)."""
    if distinct and is_super:
        raise invalid_value(field="is_distinct")


def _join(
    app: App, channel: GroupChannel, users: dict[str, User], at: int, given: Given, inviter: User | None
) -> tuple[list[User], list[User]]:
    """Make users members, or invite those who want to be asked or for whom ``invitation_status`` says so.

    The channel is hidden for those whose ``hidden_status`` says so. Returns who has joined and who was invited.
    """
    joined: list[User] = []
    invited: list[User] = []
    for user in users.values():
        if channel.standing(user) is not None:
            continue
        status = given.get("invitation_status", {}).get(user.user_id)
        at_once = user is inviter or (app.accepts_at_once(user) if status is None else status == "joined")
        hidden = given.get("hidden_status", {}).get(user.user_id, "unhidden")
        auto = hidden != "hidden_prevent_auto_unhide"
        details = {"inviter": inviter, "hidden": hidden != "unhidden", "auto_unhide": auto}
        (app.places.join if at_once else app.places.invite)(channel, user, at, **details)
        (joined if at_once else invited).append(user)
    return joined, invited


@api.get("/sdk/group_channels/{channel_url}", accepts="group_channel.view", returns="group_channel", by="anybody")
@api.get("/group_channels/{channel_url}", accepts="group_channel.view", returns="group_channel", by="anybody")
def view_group_channel(app: App, call: Call, channel: GroupChannel | FeedChannel, given: Given) -> With:
    """View a group channel, with ``user_id``, or for a client, as that user sees it.

    A feed channel is there too, for its own user and for a backend.
    """
    check_viewer(channel, asking_user(call))
    return channel_for(
        app,
        channel,
        find_user(app, given["user_id"]) if "user_id" in given else asking_user(call),
        members=given["member"] or given["show_member"],
        read_receipt=given["read_receipt"] or given["show_read_receipt"],
        delivery_receipt=given["show_delivery_receipt"],
        active_mode=given["member_active_mode"],
    )


# --- changing one ---


@api.put("/group_channels/{channel_url}", accepts="group_channel.update", returns="group_channel", by="member")
def update_group_channel(app: App, call: Call, channel: GroupChannel, given: Given) -> With:
    """Change a group channel; what is not given stays. A broadcast channel stays a super one (400111; ruled)."""
    distinct, is_super = given.get("is_distinct", channel.is_distinct), given.get("is_super", channel.is_super)
    _check_distinct(distinct=distinct, is_super=is_super)
    if channel.is_broadcast and not is_super:
        raise invalid_value(field="is_super")
    before = properties.changeable(channel)
    properties.change(app, call, channel, given)
    channel.is_public = given.get("is_public", channel.is_public)
    channel.access_code = given.get("access_code", channel.access_code)
    channel.is_super = is_super
    if distinct and not channel.is_distinct:
        app.places.make_distinct(channel)
    elif not distinct:
        app.places.end_distinct(channel)
    if changes := properties.changes_since(before, channel):
        app.emit("channel.changed", channel=channel, changes=changes, by=asking_user(call))
    return channel_answer(app, call, channel)


@api.delete("/group_channels/{channel_url}", returns="empty", by="operator")
def delete_group_channel(app: App, channel: GroupChannel) -> None:
    """Delete a group channel with its messages."""
    members = list(channel.members_by_join)
    app.remove_channel(channel)
    app.emit("channel.deleted", channel=channel, users=[member.user for member in members], members=members)


@api.post("/group_channels/{channel_url}/invite", accepts="group_channel.invite", returns="group_channel", by="member")
def invite(app: App, call: Call, channel: GroupChannel, given: Given) -> With:
    """Make users members, or invite those who want to be asked; members are skipped.

    Banned ones are refused (400108).
    """
    users = _invitees(app, given)
    if any(user_id in channel.bans for user_id in users):
        raise not_authorized(reason="User is banned.")
    inviter = find_user(app, given["inviter_id"]) if "inviter_id" in given else asking_user(call)
    joined, invited = _join(app, channel, users, app.clock.stamp(), given, inviter)
    if joined:
        app.emit("member.joined", channel=channel, users=joined)
    if invited:
        app.emit("member.invited", channel=channel, users=invited, inviter=inviter)
    return channel_answer(app, call, channel)
