"""Login over a socket, and its end."""

from __future__ import annotations

from urllib.parse import parse_qsl

from chatmock.core.clock import day
from chatmock.core.connection import Connection
from chatmock.core.errors import Refusal, Refused
from chatmock.core.exchange import Request
from chatmock.core.faults import Fault, Phase
from chatmock.core.frames import note, spoil
from chatmock.core.hub import Hub
from chatmock.core.sight import Sight
from chatmock.providers.sendbird import errors
from chatmock.providers.sendbird.model import App, Session
from chatmock.providers.sendbird.realtime import expiry, rooms
from chatmock.providers.sendbird.realtime.client import Client
from chatmock.providers.sendbird.realtime.post import refuse, send
from chatmock.providers.sendbird.sessions import credentials
from chatmock.providers.sendbird.sessions.credentials import Credentials
from chatmock.providers.sendbird.sessions.greeting import greeting
from chatmock.providers.sendbird.sessions.opening import session_of

CONNECT, DISCONNECT = "connect", "disconnect"
_SDKS = {"JS": "JavaScript", "NET": ".NET", "Unity": ".NET"}
"""SDKs that webhooks call otherwise than their clients do (docs, 2021)."""


def connect(hub: Hub, request: Request, connection: Connection) -> None:
    """Log a client in, or refuse it and close. Every connection gets a first frame unasked."""
    given = credentials.credentials_of(request)
    app = hub.find("sendbird", given.app_id)
    if not isinstance(app, App):
        refuse(None, connection, errors.bad_app_id())
        return
    known = app.sessions.keys.get(given.key)
    connection.application, connection.who = app, given.user_id or (known.user.user_id if known is not None else "")
    fault = _strike(app, connection, request, "before")
    if fault is not None and (fault.silences or fault.status is not None):
        note(app, CONNECT, direction="in", user=connection.who).hint = f"a fault strikes: {fault.shown()}"
        connection.refusal = fault.status or 0
        spoil(fault, connection)
        return
    try:
        if fault is not None and fault.answers:
            raise app.provider.fault(fault, app)
        if app.limits.maintenance:
            raise errors.unavailable()
        session = session_of(app, given)
    except Refusal as refusal:
        entry = note(app, CONNECT, direction="in", user=connection.who)
        entry.refusal = Refused(refusal.error.code, errors.refusal_message(refusal, app.era))
        refuse(app, connection, refusal)
    else:
        note(app, CONNECT, "connected", direction="in", user=session.user.user_id, why=_why(request, given))
        _arrive(app, connection, session, given)
    if fault is not None:
        spoil(fault, connection)
    if (after := _strike(app, connection, request, "after")) is not None:
        spoil(after, connection)


def _why(request: Request, given: Credentials) -> str:
    """By what a client was let in, in words."""
    if request.origin == "actor":
        return "actor"
    return "session key" if given.key else "token" if given.token else "guest"


def _strike(app: App, connection: Connection, request: Request, phase: Phase) -> Fault | None:
    if not app.faults:
        return None
    sight = Sight((connection.who,), read=lambda: dict(parse_qsl(request.query)), who_is_all=True)
    return app.faults.strike(CONNECT, phase, sight)


def _arrive(app: App, connection: Connection, session: Session, given: Credentials) -> None:
    user = session.user
    connection.who = user.user_id
    sdk = _SDKS.get(given.platform, given.platform or "API")
    connection.state = Client(user, session, given.expiring, came_with_token=bool(session.token), sdk=sdk)
    app.connections.add(connection)
    user.connections += 1
    if user.connections == 1:
        app.statistics.count_online(1)
    user.has_ever_logged_in = True
    user.revision += 1
    app.statistics.count_active(day(app.clock.now()), user)
    if given.nickname is not None and given.nickname != user.nickname:
        user.nickname = given.nickname
        app.emit("user.updated", user=user)
    expiry.watch(app, connection)
    send(app, "LOGI", greeting(app, session), [connection])


def leave(connection: Connection) -> None:
    """Take a closed socket out of its open channels; its user goes offline with the last one."""
    app = connection.application
    if not isinstance(app, App) or not app.connections.remove(connection):
        return
    client: Client = connection.state
    expiry.unwatch(app, connection)
    client.user.connections -= 1
    client.user.revision += 1
    if not client.user.connections:
        app.statistics.count_online(-1)
        client.user.last_seen_at = app.clock.now()
    note(app, DISCONNECT, "disconnected", direction="in", user=connection.who, why=connection.why)
    for channel_url in client.entered:
        rooms.leave(app, client.user, channel_url)
