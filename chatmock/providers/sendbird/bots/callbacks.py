"""Callbacks of bots: messages of their channels, posted to their addresses."""

from __future__ import annotations

import re
from typing import Any

import orjson

from chatmock.core.bus import Listener
from chatmock.core.jsontext import exact
from chatmock.core.outbox import Delivery
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.bots.bots import identity
from chatmock.providers.sendbird.model import App, Bot, Channel, GroupChannel, Message, rare_of
from chatmock.providers.sendbird.webhooks.message_of_2016 import members_with_counts
from chatmock.providers.sendbird.webhooks.posting import HEADERS

SCHEMA = "bot.callback"
DELIVERY = "bot callback"
"""What the journal and faults call one."""


def _tell_bots(app: App, channel: Channel, message: Message, **_: Any) -> None:
    """Tell the bots of a channel of a message.

    Only of those of people: not the administration's, which have no sender as a callback must have, and not of bots, two
    of which would answer each other for ever.
    """
    if isinstance(channel, GroupChannel) and channel.bots and message.user is not None and message.user.bot is None:
        for bot in channel.bots.values():
            if bot.bot_callback_url and hears(bot, message):
                body = exact(orjson.dumps(notification(app, bot, channel, message)))
                lane = f"bot {bot.user.user_id}"
                app.outbox.post(Delivery(DELIVERY, lane, bot.bot_callback_url, HEADERS, body))


def hears(bot: Bot, message: Message) -> bool:
    """Whether a message is for a bot: in privacy mode, if it begins with a slash or mentions the bot."""
    return not bot.is_privacy_mode or message.message.startswith("/") or _mentions(message, bot)


def _mentions(message: Message, bot: Bot) -> bool:
    rare = rare_of(message)
    at = f"@{bot.user.user_id}"
    return (
        rare.mention_type == "channel"
        or bot.user in rare.mentioned
        or (at in message.message and re.search(rf"(?<!\w){re.escape(at)}(?!-?\w)", message.message) is not None)
    )


def notification(app: App, bot: Bot, channel: GroupChannel, message: Message) -> Any:
    """The body of a bot's callback about a message."""
    mentioned = [user.user_id for user in rare_of(message).mentioned]
    if bot.user.user_id not in mentioned and _mentions(message, bot):
        mentioned.append(bot.user.user_id)
    file = message.file or {}
    body = {
        "category": "bot_message_notification",
        "mentioned": mentioned,
        "ts": message.created_at,
        "message": {
            "text": message.message,
            "data": file.get("data", message.data),
            "files": [file] if file else [],
        },
        "channel": channel,
        "sender": message.user,
        "bot": identity(bot),
    }
    if bot.show_member:
        body["members"] = members_with_counts(app, channel, push_key="is_push_enabled")
    return schemas[SCHEMA].present(body)


LISTENERS: dict[str, Listener] = {
    "message.sent": _tell_bots,
}
"""By event: tell bots of messages."""
