"""Banning users from all channels of a custom type, and muting them there (today; docs: the Platform API's moderation).

A custom type needs no settings, and no channel, for that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chatmock.core.operation import Call
from chatmock.core.schema import With
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.custom_types.applying import channels_of
from chatmock.providers.sendbird.model import App, Ban, Given, Mute, User
from chatmock.providers.sendbird.moderation.sanctions import expel, lasts, milliseconds_of, sanction_keys
from chatmock.providers.sendbird.paging import page
from chatmock.providers.sendbird.users.users import new_user

_PATH = "/applications/settings_by_channel_custom_type/{custom_type}"


# --- bans ---


@api.post(_PATH + "/ban", accepts="custom_type.ban", returns="empty")
def ban_users_by_custom_type(app: App, custom_type: str, given: Given) -> None:
    """Ban users from all channels of a custom type, who are put out of those they are in.

    Unknown users are skipped, or made where ``on_demand_upsert`` says so (docs).
    """
    rows = {row["user_id"]: row for row in given["banned_list"]}
    for user in _users(app, rows, upsert=given["on_demand_upsert"]):
        row = rows[user.user_id]
        ban_by_custom_type(app, custom_type, user, row.get("seconds", -1), row.get("description", ""))


def ban_by_custom_type(app: App, custom_type: str, user: User, seconds: int = -1, description: str = "") -> None:
    ban = Ban(**_fields(app, user, seconds, description))
    app.type_rules.impose(app.type_rules.own(custom_type), ban)
    for channel in list(channels_of(app, user, custom_type)):
        expel(app, channel, ban)


def _users(app: App, user_ids: Iterable[str], *, upsert: bool) -> list[User]:
    """The users of ids, each once; unknown ones are skipped, or made."""
    found = [(user_id, app.users.get(user_id)) for user_id in dict.fromkeys(user_ids)]
    return [user or new_user(app, user_id) for user_id, user in found if user is not None or upsert]


def _fields(app: App, user: User, seconds: int, description: str) -> dict[str, Any]:
    now = app.clock.now()
    return {
        "user": user,
        "channel_url": "",
        "clock": app.clock,
        "serial": app.ids.serial(),
        "start_at": now,
        "end_at": now + milliseconds_of(seconds),
        "description": description,
    }


@api.get(_PATH + "/ban", accepts="page.list", returns="ban.page")
def list_bans_by_custom_type(app: App, call: Call, custom_type: str) -> dict[str, Any]:
    """List the bans from channels of a custom type, the earliest first; those from single channels are not among them."""
    return page(call, "banned_list", app.type_rules.get(custom_type).bans.order, lasts)


@api.delete(_PATH + "/ban", accepts="custom_type.users", returns="empty")
def unban_users_by_custom_type(app: App, custom_type: str, given: Given) -> None:
    """End bans from channels of a custom type; users who are not banned are skipped."""
    bans = app.type_rules.get(custom_type).bans
    for user_id in given["user_ids"]:
        if (ban := bans.rows.get(user_id)) is not None:
            bans.remove(ban)


@api.post("/users/{user_id}/banned_channel_custom_types", accepts="custom_type.list", returns="empty")
def ban_user_by_custom_types(app: App, user: User, given: Given) -> None:
    """Ban a user from all channels of custom types, without an end."""
    for custom_type in dict.fromkeys(given["channel_custom_types"]):
        ban_by_custom_type(app, custom_type, user)


# --- mutes ---


@api.post(_PATH + "/mute", accepts="custom_type.mute", returns="empty")
def mute_users_by_custom_type(app: App, custom_type: str, given: Given) -> None:
    """Mute users in all channels of a custom type. Unknown users are skipped, or made, as for bans."""
    for user in _users(app, given["user_ids"], upsert=given["on_demand_upsert"]):
        mute_by_custom_type(app, custom_type, user, given["seconds"], given["description"])


def mute_by_custom_type(app: App, custom_type: str, user: User, seconds: int = -1, description: str = "") -> None:
    mute = Mute(**_fields(app, user, seconds, description))
    app.type_rules.impose(app.type_rules.own(custom_type), mute)
    for channel in list(channels_of(app, user, custom_type)):
        app.emit("user.muted", channel=channel, user=user, mute=mute)


@api.get(_PATH + "/mute", accepts="page.list", returns="mute.page")
def list_mutes_by_custom_type(app: App, call: Call, custom_type: str) -> dict[str, Any]:
    """List the users muted in channels of a custom type, the earliest mute first."""
    found = page(call, "muted_list", app.type_rules.get(custom_type).mutes.order, lasts)
    return {**found, "muted_list": [With(mute.user, **sanction_keys(mute)) for mute in found["muted_list"]]}


@api.delete(_PATH + "/mute", accepts="custom_type.users", returns="empty")
def unmute_users_by_custom_type(app: App, custom_type: str, given: Given) -> None:
    """End mutes in channels of a custom type; users who are not muted are skipped.

    Nobody is told of an end where the user is still muted in the channel itself.
    """
    mutes = app.type_rules.get(custom_type).mutes
    for user_id in given["user_ids"]:
        if (mute := mutes.rows.get(user_id)) is not None:
            mutes.remove(mute)
            if mute.lasts:
                for channel in [c for c in channels_of(app, mute.user, custom_type) if user_id not in c.mutes]:
                    app.emit("user.unmuted", channel=channel, user=mute.user, mute=mute)


@api.post("/users/{user_id}/muted_channel_custom_types", accepts="custom_type.list", returns="empty")
def mute_user_by_custom_types(app: App, user: User, given: Given) -> None:
    """Mute a user in all channels of custom types, without an end."""
    for custom_type in dict.fromkeys(given["channel_custom_types"]):
        mute_by_custom_type(app, custom_type, user)
