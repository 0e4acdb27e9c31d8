"""Reading notifications in feed channels (client: v4 of the SDKs)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from chatmock.providers.sendbird.model import READ, App, FeedChannel, Member, own_rare, rare_of


def mark_notifications_read(app: App, member: Member, ids: Iterable[str] | None) -> dict[str, Any]:
    """Mark notifications of a feed channel as read: all of them, or those with these ids."""
    channel = member.channel
    assert isinstance(channel, FeedChannel)
    wanted = set(ids) if ids is not None else None
    if wanted is None:
        rows = list(channel.unread_messages.values())
    else:
        named = (channel.notifications.get(one) for one in wanted)
        rows = [m for m in named if m is not None and m.message_id in channel.unread_messages]
    for message in rows:
        if (notification := rare_of(message).notification) is not None:
            own_rare(message).notification = msgspec.structs.replace(notification, status=READ)
        del channel.unread_messages[message.message_id]
    if wanted is None:
        member.read_at = app.clock.stamp()
    app.emit("notifications.read", channel=channel, user=member.user, member=member, whole=wanted is None)
    return {
        "ts": member.read_at,
        "channel_url": channel.channel_url,
        "user_id": member.user.user_id,
        "unread_message_count": channel.unread(member, app.visible_since(channel)),
        "total_unread_count": app.totals.of(member.user),
    }
