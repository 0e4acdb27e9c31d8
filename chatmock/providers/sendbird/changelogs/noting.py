"""Noting changes of messages, of channels and of friends in their logs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chatmock.providers.sendbird.model import EVENTS, App, Channel, GroupChannel, Message, User


def listen(app: App) -> None:
    """Note the changes of an application, as the table of events says."""

    def everybody(channel: Channel, **_: Any) -> None:
        if isinstance(channel, GroupChannel) and len(channel.members_by_join):
            app.places.note_with_all(channel, app.clock.stamp())

    def one(channel: Channel, user: User | None = None, **_: Any) -> None:
        if isinstance(channel, GroupChannel) and user is not None and (member := channel.standing(user)) is not None:
            app.places.note(member, app.clock.stamp())

    def changed(channel: Channel, message: Message, **_: Any) -> None:
        note(app, channel, message)
        if message is channel.messages.last():
            everybody(channel)

    def replied(channel: Channel, parent: Message, **_: Any) -> None:
        note(app, channel, parent)

    def deleted(channel: Channel, message: Message, **_: Any) -> None:
        everybody(channel)
        note(app, channel, message, deleted=True)

    listeners: dict[str, Callable[..., None]] = {
        "everybody": everybody,
        "user": one,
        "message": changed,
        "parent": replied,
        "gone": deleted,
    }
    for name, event in EVENTS.items():
        if event.noted:
            app.bus.on(name, listeners[event.noted])
    app.bus.on("user.updated", app.friends.note_profile)


def note(app: App, channel: Channel, message: Message, *, deleted: bool = False) -> None:
    channel.message_changes.note(str(message.message_id), message.message_id, app.clock.stamp(), deleted=deleted)
