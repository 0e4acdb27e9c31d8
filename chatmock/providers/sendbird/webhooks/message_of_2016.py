"""The webhook of 2016: of a message that was sent."""

from __future__ import annotations

from typing import Any

from chatmock.core.schema import With
from chatmock.providers.sendbird.model import CATEGORIES_2016, App, Channel, GroupChannel, Message, rare_of
from chatmock.providers.sendbird.webhooks.posting import Hooks
from chatmock.providers.sendbird.webhooks.tables import Listeners


def tell_of_message(hooks: Hooks, channel: Channel, message: Message, **_: Any) -> None:
    """A message was sent.

    The document's sample of an ADMM in a group channel has the category of open channels; its table of categories
    has group_channel:message_send, and so has this.
    """
    category = f"{channel.kind}_channel:message_send"
    if category not in hooks.wanted:
        return
    body: dict[str, Any] = {
        "type": message.type,
        "channel": channel,
        "payload": _file(message) if message.type == "FILE" else _text(message),
    }
    if message.user is not None:
        body["sender"] = message.user
    if hooks.app.webhook.include_members and isinstance(channel, GroupChannel):
        body["members"] = members_with_counts(hooks.app, channel, push_key="push_enabled")
    hooks.post(category, channel.channel_url, body)


def members_with_counts(app: App, channel: GroupChannel, *, push_key: str) -> list[With]:
    """The joined members with their unread counts and, under ``push_key``, whether they get pushes.

    The counts are those of this channel, a message that was just sent included.
    """
    since = app.visible_since(channel)
    return [
        With(member.user, {push_key: member.push_enabled, "unread_message_count": channel.unread(member, since)})
        for member in channel.members_by_join
        if not member.invited
    ]


def _text(message: Message) -> dict[str, Any]:
    text = {"custom_type": message.custom_type, "message": message.message, "data": message.data}
    if message.type == "MESG":
        return {**text, "translations": dict(rare_of(message).translations)}
    return text


def _file(message: Message) -> dict[str, Any]:
    file = message.file or {}
    return {
        "custom_type": message.custom_type,
        "url": file.get("url", ""),
        "content_size": file.get("size", 0),
        "data": file.get("data", ""),
        "content_type": file.get("type", ""),
        "filename": file.get("name", ""),
    }


LISTENERS: Listeners = {"message.sent": (CATEGORIES_2016, tell_of_message)}
"""Who is told what, by event."""
