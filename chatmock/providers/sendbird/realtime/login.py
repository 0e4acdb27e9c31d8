"""Sockets come and go: who it is, the first frame, and what remains to be done in the end."""

from __future__ import annotations

from chatmock.core.application import Hub
from chatmock.core.clock import day
from chatmock.core.connection import Connection
from chatmock.core.dispatch import Request
from chatmock.core.errors import Refusal
from chatmock.core.faults import Fault, Phase
from chatmock.core.frames import note, spoil
from chatmock.providers.sendbird import errors
from chatmock.providers.sendbird.model import App, User
from chatmock.providers.sendbird.realtime import credentials, expiry, rooms
from chatmock.providers.sendbird.realtime.client import Client
from chatmock.providers.sendbird.realtime.credentials import Credentials
from chatmock.providers.sendbird.realtime.greeting import greeting
from chatmock.providers.sendbird.realtime.post import refuse, send
from chatmock.providers.sendbird.session import Session
from chatmock.providers.sendbird.users import new_user

LONGEST_ID = 90
"""Bytes (as of users made over HTTP)."""
CONNECT, DISCONNECT = "connect", "disconnect"


def connect(hub: Hub, request: Request, connection: Connection) -> None:
    """Log a client in, or say why not and close. The first frame comes unasked, on every connect alike."""
    given = credentials.of(request)
    app = hub.find("sendbird", given.app_id)
    if not isinstance(app, App):
        refuse(None, connection, errors.bad_app_id())
        return
    known = app.sessions.keys.get(given.key)
    connection.application, connection.who = app, given.user_id or (known.user.user_id if known is not None else "")
    entry = note(app, CONNECT, direction="in", user=connection.who)
    fault = _strike(app, connection, "before")
    if fault is not None and (fault.silences or fault.status is not None):
        connection.refusal = fault.status or 0
        spoil(fault, connection)
        return
    try:
        if fault is not None and fault.answers:
            raise connection.provider.fault(fault)
        if app.limits.maintenance:
            raise errors.unavailable()
        session = session_of(app, given)
    except Refusal as refusal:
        entry.code = refusal.error.code
        refuse(app, connection, refusal)
    else:
        entry.facts["user"] = session.user.user_id
        _arrive(app, connection, session, given)
    if fault is not None:
        spoil(fault, connection)
    if (after := _strike(app, connection, "after")) is not None:
        spoil(after, connection)


def _strike(app: App, connection: Connection, phase: Phase) -> Fault | None:
    return app.faults.strike(CONNECT, phase, (connection.who,)) if app.faults else None


def session_of(app: App, given: Credentials) -> Session:
    """The session a client opens, or goes on with by its key; a user nobody knows yet is made.

    Errors: those of sessions; 400105 without a user id, 400305 for one that is too long.
    """
    user_id, sessions = given.user_id, app.sessions
    if given.key:
        known = sessions.keys.get(given.key)
        reason = errors.key_expired() if known is None else sessions.ended(app, known)
        if known is not None and reason is None:
            return known
        if reason is not None and not given.token:
            raise reason
        user_id = user_id or (known.user.user_id if known is not None else "")
    if not user_id:
        raise errors.required(field="user_id")
    if len(user_id.encode()) > LONGEST_ID:
        raise errors.user_id_too_long()
    user = app.users.get(user_id)
    if user is None:
        user = _stranger(app, user_id, given)
    sessions.check(app, user, given.token)
    return sessions.open(app, user, given.token, expiring=given.expiring)


def _stranger(app: App, user_id: str, given: Credentials) -> User:
    """A new user: without a token, where guests may come in."""
    if given.token or app.sessions.settings.guests == "deny":
        raise errors.bad_access_token()
    user = new_user(app, user_id)
    app.emit("user.created", user=user)
    return user


def _arrive(app: App, connection: Connection, session: Session, given: Credentials) -> None:
    user = session.user
    connection.who = user.user_id
    connection.state = Client(user, session, given.expiring, came_with_token=bool(session.token))
    app.connections.add(connection)
    user.connections += 1
    user.has_ever_logged_in = True
    user.revision += 1
    app.active.setdefault(day(app.clock.now()), set()).add(user.user_id)
    if given.nickname is not None and given.nickname != user.nickname:
        user.nickname = given.nickname
        app.emit("user.updated", user=user)
    expiry.watch(app, connection)
    app.emit("user.connected", user=user)
    send(app, "LOGI", greeting(app, session), [connection])


def leave(connection: Connection) -> None:
    """A socket is gone: its user is out of the open channels it was in, and offline if it was the last one."""
    app = connection.application
    if not isinstance(app, App) or not app.connections.remove(connection):
        return
    client: Client = connection.state
    expiry.unwatch(app, connection)
    client.user.connections -= 1
    client.user.revision += 1
    if not client.user.connections:
        client.user.last_seen_at = app.clock.now()
    note(app, DISCONNECT, direction="in", user=connection.who)
    for channel_url in client.entered:
        rooms.leave(app, client.user, channel_url)
    app.emit("user.disconnected", user=client.user)
