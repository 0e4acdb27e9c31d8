"""Open channels over sockets: a user is in one while one of the user's sockets is."""

from __future__ import annotations

from typing import Any

from chatmock.core.connection import Connection
from chatmock.providers.sendbird import errors
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels import participants
from chatmock.providers.sendbird.model import App, Given, OpenChannel, User
from chatmock.providers.sendbird.views.frames import person


@api.command("ENTR", accepts="frame.entr", returns="frame.entry")
def enter_channel(app: App, connection: Connection, caller: User, given: Given) -> dict[str, Any]:
    """Enter an open channel."""
    channel = _room(app, given)
    participants.enter(app, channel, caller)
    connection.state.entered.add(channel.channel_url)
    return entry(app, channel, caller)


@api.command("EXIT", accepts="frame.exit", returns="frame.entry")
def exit_channel(app: App, connection: Connection, caller: User, given: Given) -> dict[str, Any]:
    """Leave an open channel."""
    channel = _room(app, given)
    connection.state.entered.discard(channel.channel_url)
    leave(app, caller, channel.channel_url)
    return entry(app, channel, caller)


def _room(app: App, given: Given) -> OpenChannel:
    channel = app.channel(given["channel_url"])
    if channel is None:
        raise errors.no_channel()
    if not isinstance(channel, OpenChannel):
        raise errors.wrong_channel_type()
    return channel


def leave(app: App, user: User, channel_url: str) -> None:
    """Make a user leave an open channel, unless another socket of the user is still in it."""
    channel = app.open_channels.get(channel_url)
    others = app.connections.of(user.user_id)
    if channel is not None and not any(channel_url in other.state.entered for other in others):
        participants.exit(app, channel, user)


def entry(app: App, channel: OpenChannel, user: User) -> dict[str, Any]:
    """The answer to entering and leaving. The v3 SDKs read the counts at the top, v4 reads them, and the whole user, in ``data`` (client)."""
    now = app.clock.present()
    counts = {"participant_count": channel.participant_count, "edge_ts": now}
    return {
        "channel_url": channel.channel_url,
        "channel_type": channel.kind,
        **counts,
        "enter_ts": now,
        "ts": now,
        "subchannel_id": 0,
        "data": {**person(user), **counts},
    }
