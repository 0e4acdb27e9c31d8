"""Freezing channels, banning users from them and muting users in them.

In 2016 all of it was for open channels only; group channels have it today, at the same addresses.
"""

from __future__ import annotations

from typing import Any

from chatmock.core.clock import SECOND
from chatmock.core.operation import Call
from chatmock.core.schema import With
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import not_banned, not_muted
from chatmock.providers.sendbird.finders import asking_user, find_user
from chatmock.providers.sendbird.model import (
    LONGEST,
    App,
    Ban,
    Channel,
    Given,
    GroupChannel,
    Member,
    Mute,
    OpenChannel,
    Participant,
    Sanction,
    User,
)
from chatmock.providers.sendbird.paging import page
from chatmock.providers.sendbird.views.group_channels import channel_for


@api.put("/open_channels/{channel_url}/freeze", accepts="open_channel.freeze", returns="open_channel", by="operator")
def freeze_open_channel(app: App, channel: OpenChannel, given: Given) -> OpenChannel:
    """Freeze an open channel, so that only operators may write there, or end that."""
    _freeze(app, channel, freeze=given["freeze"])
    return channel


@api.put("/group_channels/{channel_url}/freeze", accepts="open_channel.freeze", returns="group_channel", by="operator")
def freeze_group_channel(app: App, call: Call, channel: GroupChannel, given: Given) -> With:
    """Freeze a group channel, or end that (today)."""
    _freeze(app, channel, freeze=given["freeze"])
    return channel_for(app, channel, asking_user(call))


def _freeze(app: App, channel: Channel, *, freeze: bool) -> None:
    if channel.freeze != freeze:
        channel.freeze = freeze
        channel.revision += 1
        app.emit("channel.frozen" if freeze else "channel.unfrozen", channel=channel)


def milliseconds_of(seconds: int) -> int:
    """The milliseconds of a sanction's seconds; -1 is the longest."""
    return (LONGEST if seconds == -1 else seconds) * SECOND


def new_sanction(app: App, channel: Channel, given: Given) -> dict[str, Any]:
    """The fields of a new sanction, from a request."""
    user = find_user(app, given["user_id"])
    now = app.clock.now()
    return {
        "user": user,
        "channel_url": channel.channel_url,
        "clock": app.clock,
        "serial": app.ids.serial(),
        "start_at": now,
        "end_at": now + milliseconds_of(given["seconds"]),
        "description": given["description"],
    }


# --- bans ---


@api.post("/{channel_type}/{channel_url}/ban", accepts="ban.create", returns="ban.created", by="operator")
def ban_user(app: App, call: Call, channel: Channel, given: Given) -> With:
    """Ban a user from a channel, who is put out and stays out until the ban ends.

    The user need not be inside (recorded). A second ban takes the place of the first. A backend names by ``agent_id`` who
    bans.
    """
    by = find_user(app, given["agent_id"]) if "agent_id" in given else asking_user(call)
    ban = Ban(**new_sanction(app, channel, given))
    app.places.impose(channel, ban)
    expel(app, channel, ban, by=by)
    return With(ban, next_url=given["next_url"])


def expel(app: App, channel: Channel, ban: Ban, *, by: User | None = None) -> None:
    """Put a banned user out of a channel, and tell so; ``by`` is the operator who bans."""
    inside = _put_out(app, channel, ban.user)
    app.emit("user.banned", channel=channel, user=ban.user, ban=ban, inside=inside, by=by)


def _put_out(app: App, channel: Channel, user: User) -> Member | Participant | None:
    """Put a user out of a channel; returns what the user was there, None for a user who was not in it."""
    if isinstance(channel, GroupChannel) and (member := channel.standing(user)) is not None:
        app.places.leave(member)
        return member
    if isinstance(channel, OpenChannel) and (participant := channel.participants_by_id.get(user.user_id)) is not None:
        app.places.exit(participant)
        return participant
    return None


@api.get("/{channel_type}/{channel_url}/ban", accepts="page.list", returns="ban.page", by="member")
def list_bans(call: Call, channel: Channel) -> dict[str, Any]:
    """List the bans of a channel, the earliest first."""
    found = page(call, "banned_list", channel.bans.order, lasts)
    return (
        found if asking_user(call) is None else {**found, "banned_list": list(map(_for_client, found["banned_list"]))}
    )


def _for_client(ban: Ban) -> With:
    """A ban as client SDKs read it: v3 has the user's own keys beside it, v4 what is known of the ban in the user."""
    user = ban.user
    flat = {"user_id": user.user_id, "nickname": user.nickname, "profile_url": user.profile_url}
    return With(ban, user=With(user, **sanction_keys(ban)), **flat)


def lasts(sanction: Sanction) -> bool:
    return sanction.lasts


def _ban(channel: Channel, user: User) -> Ban:
    ban = channel.bans.own(user.user_id)
    if ban is None:
        raise not_banned()
    return ban


@api.get("/{channel_type}/{channel_url}/ban/{banned_user_id}", returns="ban", by="member")
def view_ban(channel: Channel, banned_user: User) -> Ban:
    """View a ban, without the ``next_url`` it was made with (recorded)."""
    return _ban(channel, banned_user)


@api.put("/{channel_type}/{channel_url}/ban/{banned_user_id}", accepts="ban.update", returns="ban", by="operator")
def update_ban(app: App, channel: Channel, banned_user: User, given: Given) -> Ban:
    """Change the duration of a ban, counted from now, and its description."""
    ban = _ban(channel, banned_user)
    ban.end_at = app.clock.now() + milliseconds_of(given["seconds"])
    ban.description = given.get("description", ban.description)
    app.emit("ban.updated", channel=channel, user=banned_user, ban=ban)
    return ban


@api.delete("/{channel_type}/{channel_url}/ban/{banned_user_id}", returns="empty", by="operator")
def unban_user(app: App, channel: Channel, banned_user: User) -> None:
    """End a ban. Errors: 400201 for a user who is not banned (live, later years)."""
    ban = _ban(channel, banned_user)
    app.places.lift(channel, ban)
    app.emit("user.unbanned", channel=channel, user=banned_user, ban=ban)


@api.get("/users/{user_id}/ban", accepts="page.list", returns="user.ban.page", by="self")
def list_bans_of_user(app: App, call: Call, user: User) -> dict[str, Any]:
    """List the channels a user is banned from, the earliest ban first."""
    found = page(call, "banned_channels", app.places.of(user).bans.order, lasts)
    bans = [With(ban, channel=app.channel(ban.channel_url)) for ban in found["banned_channels"]]
    return {**found, "banned_channels": bans}


# --- mutes ---


@api.post("/open_channels/{channel_url}/mute", accepts="mute.create", returns="open_channel", by="operator")
def mute_user(app: App, channel: OpenChannel, given: Given) -> OpenChannel:
    """Mute a user in an open channel; answers the channel (recorded). The user need not be inside (recorded)."""
    _mute(app, channel, given)
    return channel


@api.post("/group_channels/{channel_url}/mute", accepts="mute.create", returns="group_channel", by="operator")
def mute_user_in_group_channel(app: App, call: Call, channel: GroupChannel, given: Given) -> With:
    """Mute a user in a group channel (today); answers the channel, as the SDKs' types say."""
    _mute(app, channel, given)
    return channel_for(app, channel, asking_user(call))


def _mute(app: App, channel: Channel, given: Given) -> None:
    mute = Mute(**new_sanction(app, channel, given))
    app.places.impose(channel, mute)
    app.emit("user.muted", channel=channel, user=mute.user, mute=mute)


@api.get("/{channel_type}/{channel_url}/mute", accepts="page.list", returns="mute.page", by="member")
def list_mutes(call: Call, channel: Channel) -> dict[str, Any]:
    """List the users muted in a channel, the earliest mute first. The rows are users, not wrapped as bans are (recorded)."""
    found = page(call, "muted_list", channel.mutes.order, lasts)
    return {**found, "muted_list": [With(mute.user, **sanction_keys(mute)) for mute in found["muted_list"]]}


def sanction_keys(row: Sanction) -> dict[str, Any]:
    return {"remaining_duration": row.remaining_duration, "end_at": row.end_at, "description": row.description}


@api.get("/{channel_type}/{channel_url}/mute/{muted_user_id}", returns="mute", by="member")
def view_mute(channel: Channel, muted_user: User) -> With | dict[str, Any]:
    """View whether a user is muted in a channel."""
    mute = channel.mutes.get(muted_user.user_id)
    return With(mute, is_muted=True) if mute is not None else {"is_muted": False}


@api.delete("/{channel_type}/{channel_url}/mute/{muted_user_id}", returns="empty", by="operator")
def unmute_user(app: App, channel: Channel, muted_user: User) -> None:
    """End a mute. A mute in all channels of the custom type goes on, and then nobody is told of an end.

    Errors: 400201 for a user who is not muted, as for bans.
    """
    mute = channel.mutes.own(muted_user.user_id)
    if mute is None:
        raise not_muted()
    app.places.lift(channel, mute)
    if muted_user.user_id not in channel.mutes:
        app.emit("user.unmuted", channel=channel, user=muted_user, mute=mute)


@api.get("/users/{user_id}/mute", accepts="page.list", returns="user.mute.page", by="self")
def list_mutes_of_user(app: App, call: Call, user: User) -> dict[str, Any]:
    """List the channels a user is muted in, the earliest mute first. The rows are channels (docs)."""
    found = page(call, "muted_channels", app.places.of(user).mutes.order, lasts)
    channels = [With(app.channel(mute.channel_url), **sanction_keys(mute)) for mute in found["muted_channels"]]
    return {**found, "muted_channels": channels}
