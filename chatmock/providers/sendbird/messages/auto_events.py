"""Messages of the administration that tell of what happens in group channels, where the application wants them (today)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from chatmock.core.bus import Listener
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.messages.messages import send_message
from chatmock.providers.sendbird.model import EVENT_MESSAGES, App, Channel, Given, GroupChannel, User

_PATH = "/applications/settings/auto_event_message"


def _tell_of_leaving(app: App, channel: Channel, user: User, reason: str, **_: Any) -> None:
    tell(app, channel, "user_leave", reason, [user])


def _tell_of_ban(app: App, channel: Channel, user: User, inside: Any, by: User | None, **_: Any) -> None:
    if inside is not None:
        tell(app, channel, "user_leave", "admin_removed" if by is None else "channel_operator_removed", [user])


def _tell_of_joining(app: App, channel: Channel, users: Iterable[User], **_: Any) -> None:
    tell(app, channel, "user_join", "user_join", list(users))


def _tell_of_making(app: App, channel: Channel, **_: Any) -> None:
    is_public = isinstance(channel, GroupChannel) and channel.is_public
    tell(app, channel, "channel_create", "public_channel" if is_public else "private_channel")


def _tell_of_change(app: App, channel: Channel, **_: Any) -> None:
    tell(app, channel, "channel_change", "channel_change")


def tell(app: App, channel: Channel, event: str, case: str, users: Iterable[User] = ()) -> None:
    """Send the message of an event, if the application wants it; its words and its data are ruled."""
    if not isinstance(channel, GroupChannel) or not app.features.tells(event, case):
        return
    names = ", ".join(user.nickname or user.user_id for user in users)
    about = {"type": event.upper(), "case": case, "users": [{"user_id": user.user_id} for user in users]}
    said = {
        "message_type": "ADMM",
        "message": _WORDS[event].format(names),
        "data": orjson.dumps(about).decode(),
        "custom_type": "",
        "is_silent": False,
        "mention_type": "users",
        "mark_as_read": False,
    }
    send_message(app, channel, said)


_WORDS = {
    "user_leave": "{} left the channel.",
    "user_join": "{} joined the channel.",
    "channel_create": "The channel was created.",
    "channel_change": "The channel was changed.",
}


@api.get(_PATH, returns="auto_event_message")
def view_auto_event_messages(app: App) -> dict[str, Any]:
    """View of which events messages tell."""
    wanted = app.features.auto_event_messages
    shown = {event: {c: f"{event}.{c}" in wanted for c in cases} for event, cases in EVENT_MESSAGES.items()}
    return {"auto_event_message": shown}


@api.put(_PATH, accepts="auto_event_message.update", returns="auto_event_message")
def update_auto_event_messages(app: App, given: Given) -> dict[str, Any]:
    """Choose of which events messages tell; what is not given stays."""
    chosen = {
        f"{event}.{case}": wanted
        for event, cases in EVENT_MESSAGES.items()
        for case, wanted in given.get("auto_event_message", given).get(event, {}).items()
        if case in cases
    }
    every = [f"{event}.{case}" for event, cases in EVENT_MESSAGES.items() for case in cases]
    before = app.features.auto_event_messages
    app.features.auto_event_messages = [one for one in every if chosen.get(one, one in before)]
    return view_auto_event_messages(app)


LISTENERS: dict[str, Listener] = {
    "member.left": _tell_of_leaving,
    "user.banned": _tell_of_ban,
    "member.joined": _tell_of_joining,
    "channel.created": _tell_of_making,
    "channel.changed": _tell_of_change,
}
"""By event: send the messages that the application wants."""
