"""What is told of announcements: channels they make, messages they send."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.model import Announcement, App, Channel, Given, Message
from chatmock.providers.sendbird.webhooks.objects import channel_view, payload, sender_of
from chatmock.providers.sendbird.webhooks.posting import Hooks
from chatmock.providers.sendbird.webhooks.tables import Listeners

MADE, SENT = "announcement:create_channels", "announcement:send_messages"


def tell_of_made_channel(hooks: Hooks, announcement: Announcement, channel: Channel, **_: Any) -> None:
    """An announcement made a channel for those who had none with its sender."""
    hooks.post(MADE, channel.channel_url, {**_keys_of(hooks.app, announcement), "channel": channel_view(channel)})


def tell_of_sent_message(
    hooks: Hooks, announcement: Announcement, channel: Channel, message: Message, **_: Any
) -> None:
    """The message of an announcement was sent to a channel; the keys of ``message`` are ruled."""
    said = {**sender_of(message), "message": payload(message), "channel": channel_view(channel)}
    hooks.post(SENT, channel.channel_url, {**_keys_of(hooks.app, announcement), **said})


def _keys_of(app: App, announcement: Announcement) -> Given:
    return {
        "announcement_id": announcement.unique_id,
        "announcement_group": announcement.announcement_group,
        "created_at": app.clock.now(),
    }


LISTENERS: Listeners = {
    "announcement.channel_made": ((MADE,), tell_of_made_channel),
    "announcement.message_sent": ((SENT,), tell_of_sent_message),
}
