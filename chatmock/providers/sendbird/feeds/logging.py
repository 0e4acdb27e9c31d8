"""What clients log of notifications (client: v4 of the SDKs)."""

from __future__ import annotations

import msgspec

from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.finders import asking_user
from chatmock.providers.sendbird.model import App, FeedChannel, Given, own_rare, rare_of


@api.post("/sdk/notification_statistics", accepts="notification.log", returns="empty", by="anybody")
def take_notification_statistics(app: App, call: Call, given: Given) -> None:
    """Note with a user's own notifications what was done with them; others are passed over."""
    user = asking_user(call)
    if user is None:
        return
    for entry in given["log_entries"]:
        about = entry["data"]
        channel = app.feeds.channels.get(about["channel_url"])
        if channel is not None and user.user_id in channel.members_by_id:
            topic = f"custom {about.get('topic', '')}" if about["action"] == "custom" else about["action"]
            _note(channel, about["message_id"], topic, entry["ts"])


def _note(channel: FeedChannel, notification_id: str, topic: str, at: int) -> None:
    message = channel.notifications.get(notification_id)
    notification = rare_of(message).notification if message is not None else None
    if message is not None and notification is not None and len(notification.logged) < MOST_LOGGED:
        logged = {topic: at, **notification.logged}
        own_rare(message).notification = msgspec.structs.replace(notification, logged=logged)


MOST_LOGGED = 30
"""Kinds of entries that are kept of one notification."""
