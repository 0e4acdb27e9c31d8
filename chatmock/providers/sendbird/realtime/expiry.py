"""The end of a session, of which each client that can refresh it is told once."""

from __future__ import annotations

from functools import partial

from chatmock.core.connection import Connection
from chatmock.core.errors import Refusal
from chatmock.providers.sendbird.errors import key_expired, user_deactivated, user_deleted
from chatmock.providers.sendbird.model import NEVER, App, User
from chatmock.providers.sendbird.realtime.post import send

_FINAL = (user_deactivated.code, user_deleted.code)


def watch(app: App, connection: Connection) -> None:
    """Tell the client when its session ends by the clock."""
    client = connection.state
    unwatch(app, connection)
    if client.expiring and client.session.expires_at != NEVER:
        client.timer = app.clock.call_at(
            client.session.expires_at, partial(_look, app, connection), "a session may run out"
        )


def unwatch(app: App, connection: Connection) -> None:
    client = connection.state
    if client.timer is not None:
        app.clock.cancel(client.timer)
        client.timer = None


def _look(app: App, connection: Connection) -> None:
    if connection.closed:
        return
    reason = app.sessions.end_of(connection.state.session)
    if reason is None:  # another of the user's sockets has renewed the same session
        watch(app, connection)
    else:
        _tell(app, connection, reason)


def look_at(app: App, user: User) -> None:
    """Tell those of a user's clients whose session is over."""
    for connection in app.connections.of(user.user_id):
        if (reason := app.sessions.end_of(connection.state.session)) is not None:
            _tell(app, connection, reason)


def _tell(app: App, connection: Connection, reason: Refusal) -> None:
    """Say why a session is over. A second word about the same key would make a v4 client ask its app again (client)."""
    client, code = connection.state, reason.error.code
    again = code == key_expired.code and client.told
    client.told = True
    if client.expiring and not again:
        send(app, "EXPR", {"expires_in": 0, "reason": code}, [connection])
    if code in _FINAL:
        connection.close(why="session")
