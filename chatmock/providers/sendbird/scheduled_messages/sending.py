"""Sending scheduled messages when the clock has come so far, and what ends them before (today)."""

from __future__ import annotations

from typing import Any

from chatmock.core.bus import Listener
from chatmock.core.errors import Refusal
from chatmock.providers.sendbird.errors import not_found
from chatmock.providers.sendbird.messages.messages import send_message
from chatmock.providers.sendbird.model import FAILED, SENT, App, Channel, ScheduledMessage, User
from chatmock.providers.sendbird.moderation.writing import check_client


def _remove_of_user(app: App, channel: Channel, user: User, **_: Any) -> None:
    for scheduled in app.scheduled_messages.pending_of(user, channel.channel_url):
        app.scheduled_messages.remove(scheduled)


def _remove_of_channel(app: App, channel: Channel, **_: Any) -> None:
    for scheduled in app.scheduled_messages.of(channel.channel_url):
        app.scheduled_messages.remove(scheduled)


def _send_due(app: App, scheduled: ScheduledMessage) -> None:
    """Send a message whose time has come. What is refused then has failed, for the reason in ``error`` (ruled)."""
    try:
        send(app, scheduled)
    except Refusal as refusal:
        scheduled.error, scheduled.updated = app.provider.message(refusal, app), app.clock.stamp()
        app.scheduled_messages.end(scheduled, FAILED)


def send(app: App, scheduled: ScheduledMessage) -> None:
    """Send a scheduled message now. Raises what refuses it; nothing has changed then."""
    channel = app.group_channels.get(scheduled.channel_url)
    if channel is None:
        raise not_found(thing="Channel")
    if scheduled.by_client and scheduled.sender is not None:
        check_client(channel, scheduled.sender)
    message = send_message(app, channel, scheduled.given)
    scheduled.message_id, scheduled.sent_at, scheduled.updated = (
        message.message_id,
        message.created_at,
        message.created_at,
    )
    app.scheduled_messages.end(scheduled, SENT)


LISTENERS: dict[str, Listener] = {
    "scheduled_message.due": _send_due,
    "member.left": _remove_of_user,
    "user.banned": _remove_of_user,
    "channel.deleted": _remove_of_channel,
}
"""By event: send what is due; remove what waits for a user who leaves, or in a channel that goes (docs)."""
