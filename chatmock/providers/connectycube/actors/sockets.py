"""The chat connections of people: opened, lost, resumed, listened to, as a client's over a WebSocket."""

from __future__ import annotations

from base64 import b64encode
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from chatmock.core.actors import ActRefused, MissingDetail, UnknownDetail
from chatmock.core.connection import Connection
from chatmock.core.errors import Refused
from chatmock.core.exchange import Request
from chatmock.core.hub import Hub
from chatmock.providers.connectycube.actors.people import headers_of, user_of
from chatmock.providers.connectycube.model import App, Client, Dialog, User
from chatmock.providers.connectycube.sessions.callers import TOKEN

Given = dict[str, Any]
HOST = "127.0.0.1"
"""As people call the server."""
STANZAS = ("message", "presence", "iq")
_DETAILS = ("resource",)
_MANAGEMENT = "urn:xmpp:sm:3"


def connect(hub: Hub, app: App, who: str, given: Given) -> Given:
    """Log in to the chat and stay; an actor has one connection at the most. Gives its address."""
    user, details = user_of(app, who), given.get("details", {})
    for name in details:
        if name not in _DETAILS:
            raise UnknownDetail(name, _DETAILS)
    if str(user.id) in app.connections.held:
        return {"jid": app.connections.held[str(user.id)].state.client.jid}
    connection = _logged_in(hub, app, user)
    resource = f"<resource>{escape(str(details['resource']))}</resource>" if details.get("resource") else ""
    _say(
        hub,
        app,
        connection,
        f'<iq type="set" id="bind"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind">{resource}</bind></iq>',
    )
    if connection.state.client is None:
        raise _refused(app, f"{who}'s connect", connection)
    _say(hub, app, connection, f'<enable xmlns="{_MANAGEMENT}" resume="true"/>')
    _say(hub, app, connection, '<iq type="set" id="carbons"><enable xmlns="urn:xmpp:carbons:2"/></iq>')
    _keep(hub, app, user, connection)
    connection.outgoing.clear()
    _say(hub, app, connection, "<presence/>")
    return {"jid": connection.state.client.jid}


def drop(hub: Hub, app: App, who: str, given: Given) -> Given:
    """Lose the connection, without a goodbye: the actor's own or, where it has none, those of the user's clients."""
    user = user_of(app, who)
    held = app.connections.held.get(str(user.id))
    if held is not None:  # it has heard what came so far
        client: Client = held.state.client
        if client.management is not None:
            _say(hub, app, held, f'<a xmlns="{_MANAGEMENT}" h="{client.management.sent}"/>')
    for connection in app.connections.of(str(user.id)) if held is None else [held]:
        connection.drop(why="actor")
    return {}


def resumes(hub: Hub, app: App, who: str, given: Given) -> Given:
    """Come back where the connection was lost: what was sent meanwhile is received then."""
    user = user_of(app, who)
    lost = next((c for c in app.chat.of(user.id) if c.connection is None and c.management is not None), None)
    if lost is None or lost.management is None:
        raise MissingDetail("a lost connection", f"is missing: {who!r} has none to resume; connect(), then drop()")
    connection = _logged_in(hub, app, user)
    connection.outgoing.clear()
    previous, count = lost.management.resumption, lost.management.acknowledged
    _say(hub, app, connection, f'<resume xmlns="{_MANAGEMENT}" previd="{previous}" h="{count}"/>')
    if connection.state.client is None:
        raise _refused(app, f"{who}'s resumption", connection)
    _keep(hub, app, user, connection)
    return {"jid": lost.jid}


def received_stanzas(hub: Hub, app: App, who: str, given: Given) -> Given:
    """The stanzas that came over the connection, the oldest first; those of one name if it is said."""
    user = user_of(app, who)
    if str(user.id) not in app.connections.acted:
        raise MissingDetail(
            "a connection", f"is missing: {who!r} has none as an actor and heard nothing; connect() first"
        )
    connection, name = app.connections.held.get(str(user.id)), given.get("name")
    came = (_values(app, frame.payload) for frame in (connection.outgoing if connection is not None else ()))
    return {"stanzas": [one for one in came if one.get("name") in ((name,) if name else STANZAS)]}


def types(hub: Hub, app: App, who: str, given: Given) -> Given:
    """Begin to type in a dialog."""
    user = user_of(app, who)
    connection = app.connections.held.get(str(user.id))
    if connection is None:
        raise MissingDetail("a connection", f"is missing: only who is in the chat types; let {who!r} connect() first")
    dialog = app.dialogs.get(given["dialog_id"])
    kind, to = _address(app, dialog, user)
    state = '<composing xmlns="http://jabber.org/protocol/chatstates"/>'
    _ask(hub, app, who, connection, f"<message type={quoteattr(kind)} to={quoteattr(to)}>{state}</message>")
    return {}


def join_room(hub: Hub, app: App, who: str, dialog_id: str) -> None:
    """Join a room, where the actor is connected: others who have joined are told."""
    user = user_of(app, who)
    connection = app.connections.held.get(str(user.id))
    if connection is not None:
        _, to = _address(app, app.dialogs.get(dialog_id), user)
        x = '<x xmlns="http://jabber.org/protocol/muc"/>'
        _ask(hub, app, who, connection, f'<presence id="join" to={quoteattr(f"{to}/{user.id}")}>{x}</presence>')


def _logged_in(hub: Hub, app: App, user: User) -> Connection:
    connection = Connection("actor")
    provider = app.provider
    provider.connect(hub, Request("GET", "/", origin="actor"), connection)
    opening = f'<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="{HOST}" version="1.0"/>'
    _say(hub, app, connection, opening)
    plain = f"\0{user.id}-{app.app_id}\0{headers_of(app, user)[TOKEN]}"
    secret = b64encode(plain.encode()).decode()
    _say(hub, app, connection, f'<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">{secret}</auth>')
    if connection.state.user is None:
        raise _refused(app, f"the login of {user.login or user.id}", connection)
    _say(hub, app, connection, opening)
    return connection


def _keep(hub: Hub, app: App, user: User, connection: Connection) -> None:
    connection.on_output = lambda: _look(hub, connection)
    app.connections.held[str(user.id)] = connection
    app.connections.acted.add(str(user.id))


def _look(hub: Hub, connection: Connection) -> None:
    """Notice that an actor's connection was closed, as no server does."""
    if connection.closed:
        connection.application.provider.closed(hub, connection)


def _say(hub: Hub, app: App, connection: Connection, text: str) -> None:
    app.provider.received(hub, connection, text)


def _ask(hub: Hub, app: App, who: str, connection: Connection, text: str) -> None:
    """Send a stanza. Raises ActRefused where it comes back with an error."""
    before = len(connection.outgoing)
    _say(hub, app, connection, text)
    for frame in list(connection.outgoing)[before:]:
        values = _values(app, frame.payload)
        if values.get("type") == "error":
            error = values["error"]
            raise ActRefused(f"{who}'s {values['name']}", Refused(int(error["code"]), error["text"]["text"]), values)


def _refused(app: App, what: str, connection: Connection) -> ActRefused:
    last = _values(app, connection.outgoing[-1].payload) if connection.outgoing else {}
    return ActRefused(what, Refused(str(last.get("name", "refused")), str(last)), last)


def _address(app: App, dialog: Dialog | None, user: User) -> tuple[str, str]:
    """The type of a message in a dialog, and to whom it goes."""
    if dialog is None:
        raise MissingDetail("dialog_id", "names no dialog")
    opponent = dialog.opponent(user.id) if dialog.is_private else None
    if opponent is not None:
        return "chat", f"{opponent.id}-{app.app_id}@{HOST}"
    return "groupchat", f"{app.app_id}_{dialog.id}@muc.{HOST}"


def _values(app: App, text: bytes) -> Given:
    return dict(app.journal.parsed(text) or {}) if app.journal.parsed is not None else {}
