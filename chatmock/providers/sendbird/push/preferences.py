"""The user's choices about push notifications: in general, and from one group channel."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.core.zones import is_timezone
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import invalid_value, not_authorized
from chatmock.providers.sendbird.model import App, Given, GroupChannel, Member, User
from chatmock.providers.sendbird.push.schedules import split_at_midnight

DEFAULTS: Given = {
    "do_not_disturb": False,
    "timezone": "UTC",
    "start_hour": 0,
    "start_min": 0,
    "end_hour": 0,
    "end_min": 0,
    "push_trigger_option": "all",
    "push_sound": "default",
    "dnd_schedules": [],
    "snooze_enabled": False,
    "block_push_from_bots": False,
    "push_blocked_bot_ids": [],
    "enable_push_for_replies": False,
}


def preference(user: User) -> Given:
    """All choices of a user, with the defaults of those never made."""
    return {**DEFAULTS, **user.push_preference}


@api.get("/users/{user_id}/push_preference", returns="push_preference", by="self")
def view_push_preference(user: User) -> Given:
    """View when a user wants push notifications."""
    return preference(user)


@api.put("/users/{user_id}/push_preference", accepts="push_preference.update", returns="push_preference", by="self")
def update_push_preference(app: App, user: User, given: Given) -> Given:
    """Change when a user wants push notifications; what is not given stays.

    Hours and minutes are those of the given time zone; hours of every day take the place of those of single days,
    and the other way round. Errors: 400111 for a time zone that does not exist.
    """
    if not is_timezone(given.get("timezone", "UTC")):
        raise invalid_value(field="timezone")
    if given.get("push_trigger_option") == "false":  # the SDKs' spelling of off
        given["push_trigger_option"] = "off"
    if "dnd_schedules" in given:
        given["dnd_schedules"] = split_at_midnight(given["dnd_schedules"])
    if "start_hour" in given or "end_hour" in given:
        given = {"dnd_schedules": [], **given}
    user.push_preference = {**user.push_preference, **given}
    app.emit("push_preference.changed", user=user, preference=preference(user))
    return preference(user)


@api.delete("/users/{user_id}/push_preference", returns="empty", by="self")
def delete_push_preference(app: App, user: User) -> None:
    """Reset a user's push preference to its defaults."""
    user.push_preference = {}
    app.emit("push_preference.changed", user=user, preference=preference(user))


@api.get("/users/{user_id}/push_preference/{channel_url}", returns="channel_push_preference", by="self")
def view_channel_push_preference(call: Call, user: User, channel: GroupChannel) -> dict[str, Any]:
    """View whether a member wants push notifications from a group channel."""
    return _channel_preference(call, _member(channel, user))


@api.put(
    "/users/{user_id}/push_preference/{channel_url}",
    accepts="channel_push_preference.update",
    returns="channel_push_preference",
    by="self",
)
def update_channel_push_preference(
    app: App, call: Call, user: User, channel: GroupChannel, given: Given
) -> dict[str, Any]:
    """Change whether a member wants push notifications from a group channel.

    By ``enable``, or today by ``push_trigger_option``, which counts where both are given.
    """
    member = _member(channel, user)
    trigger = given.get("push_trigger_option") or ("all" if given["enable"] else "off")
    member.push_enabled = trigger not in ("off", "false")
    member.push_mentions_only = trigger == "mention_only"
    member.push_always = given.get("push_trigger_option") == "all"
    member.push_sound = given.get("push_sound", member.push_sound)
    app.emit("channel_push_preference.changed", member=member, sound=_sound(member))
    return _channel_preference(call, member)


def _member(channel: GroupChannel, user: User) -> Member:
    member = channel.members_by_id.get(user.user_id)
    if member is None:
        raise not_authorized(reason="User is not a member.")
    return member


def _channel_preference(call: Call, member: Member) -> dict[str, Any]:
    """The choice as it is answered: one never made is ``default`` to a client; a backend's SDKs raise at that word."""
    trigger = "default" if isinstance(call.caller, User) and not member.chose_push else member.push_trigger_option
    return {"enable": member.push_enabled, "push_trigger_option": trigger, "push_sound": _sound(member)}


def _sound(member: Member) -> str:
    return str(member.push_sound or preference(member.user)["push_sound"])
