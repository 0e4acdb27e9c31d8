"""Noting changes of messages and of channels in their logs."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.model import App, Channel, GroupChannel, Message, User

_OF_CHANNELS = (
    "channel.changed",
    "distinct.ended",
    "channel.frozen",
    "channel.unfrozen",
    "member.joined",
    "member.invited",
    "member.left",
    "member.declined",
    "user.banned",
    "user.muted",
    "user.unmuted",
    "metadata.changed",
    "operators.changed",
    "message.pinned",
    "message.unpinned",
    "message.deleted",
)
"""Events that everybody in a channel sees. New messages are not noted: the order of last messages has them."""

_OF_MEMBERS = ("channel.read", "channel.hidden", "channel.unhidden", "history.reset", "count_preference.changed")
"""Events that only one member sees."""

_OF_MESSAGES = ("message.updated", "message.reaction")


def listen(app: App) -> None:
    """Note the changes of an application."""

    def everybody(channel: Channel, **_: Any) -> None:
        if isinstance(channel, GroupChannel) and len(channel.members_by_join):
            app.places.note(channel, app.clock.stamp())

    def one(channel: Channel, user: User | None = None, **_: Any) -> None:
        if isinstance(channel, GroupChannel) and user is not None and channel.standing(user) is not None:
            app.places.of(user).channel_changes.note(channel.channel_url, channel.serial, app.clock.stamp())

    def changed(channel: Channel, message: Message, **_: Any) -> None:
        note(app, channel, message)
        if message is channel.messages.last():
            everybody(channel)

    def replied(channel: Channel, parent: Message, **_: Any) -> None:
        note(app, channel, parent)

    def deleted(channel: Channel, message: Message, **_: Any) -> None:
        note(app, channel, message, deleted=True)

    for event in _OF_CHANNELS:
        app.bus.on(event, everybody)
    for event in _OF_MEMBERS:
        app.bus.on(event, one)
    for event in _OF_MESSAGES:
        app.bus.on(event, changed)
    app.bus.on("thread.updated", replied)
    app.bus.on("message.deleted", deleted)


def note(app: App, channel: Channel, message: Message, *, deleted: bool = False) -> None:
    channel.message_changes.note(str(message.message_id), message.message_id, app.clock.stamp(), deleted=deleted)
