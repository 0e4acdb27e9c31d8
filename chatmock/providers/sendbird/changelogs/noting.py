"""Noting changes of messages, of channels and of friends in their logs."""

from __future__ import annotations

from typing import Any

from chatmock.core.bus import Listener
from chatmock.providers.sendbird.model import EVENTS, App, Channel, GroupChannel, Message, User


def _note_with_everybody(app: App, channel: Channel, **_: Any) -> None:
    if isinstance(channel, GroupChannel) and len(channel.members_by_join):
        app.places.note_with_all(channel, app.clock.stamp())


def _note_with_one(app: App, channel: Channel, user: User | None = None, **_: Any) -> None:
    if isinstance(channel, GroupChannel) and user is not None and (member := channel.standing(user)) is not None:
        app.places.note(member, app.clock.stamp())


def _note_message(app: App, channel: Channel, message: Message, **_: Any) -> None:
    note(app, channel, message)
    if message is channel.messages.last():
        _note_with_everybody(app, channel)


def _note_parent(app: App, channel: Channel, parent: Message, **_: Any) -> None:
    note(app, channel, parent)


def _note_deletion(app: App, channel: Channel, message: Message, **_: Any) -> None:
    _note_with_everybody(app, channel)
    note(app, channel, message, deleted=True)


def _note_profile(app: App, user: User) -> None:
    app.friends.note_profile(user)


def note(app: App, channel: Channel, message: Message, *, deleted: bool = False) -> None:
    channel.message_changes.note(str(message.message_id), message.message_id, app.clock.stamp(), deleted=deleted)


_LISTENERS: dict[str, Listener] = {
    "everybody": _note_with_everybody,
    "user": _note_with_one,
    "message": _note_message,
    "parent": _note_parent,
    "gone": _note_deletion,
}
LISTENERS: dict[str, Listener] = {
    **{name: _LISTENERS[event.noted] for name, event in EVENTS.items() if event.noted},
    "user.updated": _note_profile,
}
"""By event: note it, as the table of events says."""
