"""What is told of moderation: reports, the word filter, rates that are exceeded."""

from __future__ import annotations

from typing import Any

from chatmock.core.clock import SECOND
from chatmock.providers.sendbird.model import Channel, Message, Report, User
from chatmock.providers.sendbird.webhooks.messages import sdk
from chatmock.providers.sendbird.webhooks.objects import (
    members_of,
    mentions,
    payload,
    person,
    sender_of,
    short_channel,
)
from chatmock.providers.sendbird.webhooks.people import lane_of
from chatmock.providers.sendbird.webhooks.posting import Hooks
from chatmock.providers.sendbird.webhooks.tables import Listeners

OF_CHANNELS = {"open": "open_channel:report", "group": "group_channel:report"}
OF_MESSAGES, OF_USERS = "message:report", "user:report"
RATE = "alert:user_message_rate_limit_exceeded"
MASKED, BLOCKED = "profanity_filter:replace", "profanity_filter:block"
MODERATED = "profanity_filter:moderate"


def tell_of_report(
    hooks: Hooks,
    report: Report,
    channel: Channel | None,
    message: Message | None,
    user: User | None,
    offender: User | None,
    **_: Any,
) -> None:
    """Something was reported. The time is in seconds (docs: the sample)."""
    category = {"message": OF_MESSAGES, "user": OF_USERS}.get(report.report_type)
    if category is None and channel is not None:
        category = OF_CHANNELS[channel.kind]
    if category is None or category not in hooks.wanted:
        return
    body: dict[str, Any] = {
        "created_at": report.created_at // SECOND,
        "report_type": report.report_type,
        "report_category": report.report_category,
        "report_description": report.report_description,
    }
    if user is not None:
        body["reporting_user"] = person(user)
    if offender is not None:
        body["offending_user"] = person(offender)
    if message is not None:
        body["reported_message"] = _reported(message)
    if channel is not None:
        body["channel"] = short_channel(channel)
    lane = channel.channel_url if channel is not None else lane_of(offender) if offender is not None else "reports"
    hooks.post(category, lane, body)


def _reported(message: Message) -> dict[str, Any]:
    return {
        **sender_of(message),
        "type": message.type,
        "custom_type": message.custom_type,
        **mentions(message),
        "payload": payload(message),
    }


def tell_of_rate(hooks: Hooks, user: User, **_: Any) -> None:
    """A user sends more messages than the application's limits allow."""
    hooks.post(RATE, lane_of(user), {"user": person(user)})


def tell_of_masked_words(hooks: Hooks, channel: Channel, message: Message, text: str, **_: Any) -> None:
    """Words of a message were replaced by asterisks; ``text`` is how it was written."""
    body = {
        **sender_of(message),
        **members_of(hooks.app, channel),
        "custom_type": message.custom_type,
        "type": message.type,
        "replaced_text": text,
        "payload": payload(message),
        "channel": short_channel(channel),
        "sdk": sdk(hooks.app),
    }
    hooks.post(MASKED, channel.channel_url, body)


def tell_of_blocked_words(hooks: Hooks, channel: Channel, user: User | None, text: str, **_: Any) -> None:
    """A message was refused for its words."""
    sender = {"sender": person(user)} if user is not None else {}
    body = {"blocked_at": hooks.app.clock.now(), **sender, "message": text, "channel": short_channel(channel)}
    hooks.post(BLOCKED, channel.channel_url, body)


def tell_of_moderation(hooks: Hooks, channel: Channel, user: User, action: str, **_: Any) -> None:
    """A sender was muted, put out or banned for unwanted words."""
    body = {
        "moderated_at": hooks.app.clock.now(),
        "moderation_action": action,
        "sender": person(user),
        "channel": short_channel(channel),
    }
    hooks.post(MODERATED, channel.channel_url, body)


LISTENERS: Listeners = {
    "report.made": ((*OF_CHANNELS.values(), OF_MESSAGES, OF_USERS), tell_of_report),
    "rate.exceeded": ((RATE,), tell_of_rate),
    "words.masked": ((MASKED,), tell_of_masked_words),
    "words.blocked": ((BLOCKED,), tell_of_blocked_words),
    "user.moderated": ((MODERATED,), tell_of_moderation),
}
"""Who is told what, by event."""
