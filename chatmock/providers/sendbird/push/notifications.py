"""Push notifications to the devices of offline members, kept in the journal."""

from __future__ import annotations

from typing import Any

import orjson

from chatmock.core.bus import Listener
from chatmock.core.journal import Entry
from chatmock.core.jsontext import exact
from chatmock.core.zones import on_the_wall
from chatmock.providers.sendbird.model import (
    App,
    Channel,
    Given,
    GroupChannel,
    Member,
    Message,
    User,
    parent_of,
    rare_of,
)
from chatmock.providers.sendbird.push.payloads import notification, payload
from chatmock.providers.sendbird.push.preferences import preference
from chatmock.providers.sendbird.push.schedules import DAYS, is_within
from chatmock.providers.sendbird.push.templates import notification_text


def _push_where_devices_are(app: App, channel: Channel, message: Message, **_: Any) -> None:
    if isinstance(channel, GroupChannel) and channel.with_devices:
        push(app, channel, message)


def push(app: App, channel: GroupChannel, message: Message) -> None:
    """Journal a notification for each device of each member who gets one."""
    if message.silent or _suppressed(message):
        return
    now = app.clock.now()
    for member in channel.with_devices.values():
        chosen = preference(member.user)
        if (
            not _reachable(member, message)
            or not _follows(channel, member, message)
            or not _welcome(chosen, member, message)
            or resting(chosen, now)
        ):
            continue
        title = message.user.nickname if message.user is not None else channel.name
        body = notification_text(app, member.user.push_template, channel, message)
        for device in member.user.devices.values():
            if device.token_type == CALLS:
                continue
            sound = member.push_sound or _sound(app, chosen["push_sound"], device.token_type)
            about = notification(app, member, message, sound)
            facts = {
                "user_id": member.user.user_id,
                "token_type": device.token_type,
                "token": device.token,
                "channel_url": channel.channel_url,
                "message_id": message.message_id,
                "title": title,
                "body": body,
                "sound": sound,
            }
            sent = exact(orjson.dumps(payload(device.token_type, title, body, about)))
            app.journal.add(Entry("push", now, app.journal.next_number, body=sent, facts=facts))


CALLS = "apns_voip"
"""Devices of this type ring for calls and show no message (ruled)."""
_SERVICES = {"gcm": ("FCM", "GCM"), "apns": ("APNS",), "huawei": ("HMS",)}
"""The types of configurations that devices of each kind are reached by."""


def _sound(app: App, chosen: str, token_type: str) -> str:
    """The sound of a notification: the user's own choice, or that of the push configuration."""
    if chosen != "default":
        return chosen
    rows = (row for row in app.push_configurations.values() if row.push_type in _SERVICES.get(token_type, ()))
    return next((row.push_sound for row in rows if row.push_sound), chosen)


def _suppressed(message: Message) -> bool:
    return rare_of(message).message_events.get("send_push_notification") == "none"


def _reachable(member: Member, message: Message) -> bool:
    """Whether the member is elsewhere, and hears of this sender at all."""
    user, sender = member.user, message.user
    return not user.is_online and user is not sender and (sender is None or sender.user_id not in user.blocks)


def _follows(channel: Channel, member: Member, message: Message) -> bool:
    """Whether the member has not turned off the thread a reply is in."""
    parent = channel.messages.get(parent_of(message))
    return parent is None or rare_of(parent).thread_push.get(member.user.user_id, True)


def _welcome(chosen: Given, member: Member, message: Message) -> bool:
    """Whether the member wants notifications of such a message; the choice for the channel wins."""
    trigger = member.push_trigger_option if member.chose_push else chosen["push_trigger_option"]
    if trigger == "off" or (trigger == "mention_only" and not _mentions(message, member.user)):
        return False
    sender = message.user
    if sender is None or sender.bot is None:
        return True
    return not chosen["block_push_from_bots"] and sender.user_id not in chosen["push_blocked_bot_ids"]


def _mentions(message: Message, user: User) -> bool:
    rare = rare_of(message)
    return rare.mention_type == "channel" or user in rare.mentioned


def resting(chosen: Given, now: int) -> bool:
    """Whether it is within the user's do-not-disturb hours, or in a snooze.

    The hours may pass midnight; a start that is also the end means all day.
    """
    if chosen["snooze_enabled"] and chosen.get("snooze_start_ts", 0) <= now < chosen.get("snooze_end_ts", 0):
        return True
    if not chosen["do_not_disturb"]:
        return False
    day, minute = on_the_wall(now, chosen["timezone"])
    windows = [chosen]
    if week := chosen["dnd_schedules"]:
        windows = [window for row in week if row["day_of_week"] == DAYS[day] for window in row["time_windows"]]
    return any(is_within(window, minute) for window in windows)


LISTENERS: dict[str, Listener] = {
    "message.sent": _push_where_devices_are,
}
"""By event: send push notifications about messages of an application."""
