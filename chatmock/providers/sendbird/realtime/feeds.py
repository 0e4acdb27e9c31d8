"""Notifications as frames to the sockets of their user."""

from __future__ import annotations

from typing import Any

from chatmock.core.bus import Listener
from chatmock.providers.sendbird.model import App, FeedChannel, Member, Message
from chatmock.providers.sendbird.realtime.commands import read_mark
from chatmock.providers.sendbird.realtime.post import connections_inside, send
from chatmock.providers.sendbird.views.frames import message_body


def _push_notification(app: App, channel: FeedChannel, message: Message, **_: Any) -> None:
    if to := connections_inside(app, channel):
        send(app, "ADMM", message_body(app, channel, message), to, counted=True)


def _push_reading(app: App, channel: FeedChannel, member: Member, whole: bool, **_: Any) -> None:
    if whole and (to := connections_inside(app, channel)):
        send(app, "READ", read_mark(app, member), to, counted=True)


LISTENERS: dict[str, Listener] = {
    "notification.sent": _push_notification,
    "notifications.read": _push_reading,
}
"""By event: push notifications, and that all of them are read."""
