"""What becomes of users whose messages the word filter finds too often in a channel (today)."""

from __future__ import annotations

from typing import Any

from chatmock.core.bus import Listener
from chatmock.core.clock import SECOND
from chatmock.providers.sendbird.channels.leaving import leave
from chatmock.providers.sendbird.channels.participants import exit
from chatmock.providers.sendbird.model import (
    LONGEST,
    App,
    Ban,
    Channel,
    GroupChannel,
    Message,
    Mute,
    OpenChannel,
    User,
)
from chatmock.providers.sendbird.moderation.profanity import mask_text
from chatmock.providers.sendbird.moderation.sanctions import expel

_ACTIONS = {1: "mute", 2: "kick", 3: "ban"}


def _count_masked(app: App, channel: Channel, message: Message, text: str, **_: Any) -> None:
    if message.user is not None and mask_text(app, channel, text) != text:  # not the domain filter alone
        _count(app, channel, message.user)


def _count_blocked(app: App, channel: Channel, user: User | None, **_: Any) -> None:
    if user is not None:
        _count(app, channel, user)


def _count(app: App, channel: Channel, user: User) -> None:
    settings = app.settings_for(channel)
    action = _ACTIONS.get(settings.moderation_action)
    if action is None or not settings.moderation_count:
        return
    now = app.clock.stamp()
    since = now - settings.moderation_duration * SECOND
    found = [at for at in channel.word_finds.pop(user.user_id, ()) if at > since] + [now]
    if len(found) < settings.moderation_count:
        channel.word_finds[user.user_id] = found
        return
    _moderate(app, channel, user, action)
    app.emit("user.moderated", channel=channel, user=user, action=action)


def _moderate(app: App, channel: Channel, user: User, action: str) -> None:
    """Mute, kick or ban a user; a mute and a ban have no end (docs)."""
    if action == "mute":
        mute = _sanction(app, Mute, channel, user)
        app.places.impose(channel, mute)
        app.emit("user.muted", channel=channel, user=user, mute=mute)
    elif action == "ban":
        ban = _sanction(app, Ban, channel, user)
        app.places.impose(channel, ban)
        expel(app, channel, ban)
    elif isinstance(channel, GroupChannel):
        leave(app, channel, user, reason="admin_removed")
    elif isinstance(channel, OpenChannel):
        exit(app, channel, user)


def _sanction(app: App, kind: type[Any], channel: Channel, user: User) -> Any:
    now = app.clock.now()
    return kind(user, channel.channel_url, app.clock, app.ids.serial(), now, now + LONGEST * SECOND)


LISTENERS: dict[str, Listener] = {
    "words.masked": _count_masked,
    "words.blocked": _count_blocked,
}
"""By event: count the finds of the word filter, and moderate whoever has too many."""
