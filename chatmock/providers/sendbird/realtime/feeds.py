"""Notifications as frames to the sockets of their user."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.model import App, FeedChannel, Member, Message
from chatmock.providers.sendbird.realtime.commands import read_mark
from chatmock.providers.sendbird.realtime.post import connections_inside, send
from chatmock.providers.sendbird.views.frames import message_body


def listen(app: App) -> None:
    """Push notifications, and that all of them are read."""

    def sent(channel: FeedChannel, message: Message, **_: Any) -> None:
        if to := connections_inside(app, channel):
            send(app, "ADMM", message_body(app, channel, message), to, counted=True)

    def read(channel: FeedChannel, member: Member, whole: bool, **_: Any) -> None:
        if whole and (to := connections_inside(app, channel)):
            send(app, "READ", read_mark(app, member), to, counted=True)

    app.bus.on("notification.sent", sent)
    app.bus.on("notifications.read", read)
