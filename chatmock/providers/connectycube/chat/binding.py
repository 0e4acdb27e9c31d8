"""From a login to a client: a resource is bound, and goes again."""

from __future__ import annotations

from chatmock.core.clock import SECOND
from chatmock.core.connection import Connection
from chatmock.core.frames import note
from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.chat import conditions
from chatmock.providers.connectycube.chat.element import Element, element
from chatmock.providers.connectycube.chat.names import BIND, SESSION
from chatmock.providers.connectycube.chat.presence import announce_absence
from chatmock.providers.connectycube.chat.stream import Phase, Stream
from chatmock.providers.connectycube.model import App, Client

CONNECT, DISCONNECT = "connect", "disconnect"
"""How the journal calls the coming and going of a client."""
_LONGEST = 1023
"""Characters of a resource (RFC 7622)."""


@api.command("iq bind")
def bind(app: App, connection: Connection, stanza: Element) -> Element:
    """Bind a resource: the one that is asked for, or a new one. Another client that has it ends with ``conflict``."""
    stream: Stream = connection.state
    if stream.client is not None:
        raise conditions.not_allowed(reason="A resource is bound already.")
    if stream.user is None or stream.user.id not in app.users:
        raise conditions.not_authorized()
    wanted = stanza.child("bind", BIND)
    if wanted is None or stanza.get("type") != "set":
        raise conditions.bad_request(reason="A resource is bound by a set.")
    resource = wanted.text_of("resource", BIND).strip()
    if len(resource) > _LONGEST or not resource.isprintable():
        raise conditions.bad_request(reason="The resource is too long, or has characters that no resource has.")
    if not resource:  # the JavaScript SDK drops messages of senders whose address has its own resource in it (client)
        resource = f"{app.clock.seconds()}-chatmock-{app.ids.serial()}"
    elif (earlier := app.chat.client(stream.user.id, resource)) is not None:
        replace_client(app, earlier)
    client = Client(stream.user, app.app_id, resource, stream.domain, connection)
    stream.client, stream.phase = client, Phase.READY
    app.chat.add(client)
    app.connections.add(connection)
    note(app, CONNECT, "connected", direction="in", user=connection.who, why="login")
    app.users.connect(stream.user)
    return element("bind", BIND, element("jid", BIND, client.jid))


@api.command("iq session")
def open_session(stanza: Element) -> None:
    """Begin a session, which a bound client has already; older SDKs wait for the answer (client)."""
    if stanza.child("session", SESSION) is None:
        raise conditions.bad_request(reason="There is no session in it.")


def replace_client(
    app: App, client: Client, condition: str = "conflict", text: str = "Replaced by new connection"
) -> None:
    """End a client because another one takes its resource, or for another reason."""
    connection = client.connection
    end_client(app, client)
    if connection is not None:
        connection.state.fail(condition, text)


def detach(app: App, client: Client) -> None:
    """The client's connection is lost: it is kept for a while where it can be resumed, else it ends."""
    connection, management = client.connection, client.management
    if connection is None:
        return
    app.connections.remove(connection)
    note(app, DISCONNECT, "disconnected", direction="in", user=connection.who, why=connection.why)
    client.connection = None
    seconds = app.settings.resumption_seconds
    if management is None or not management.resumption or management.overflown or connection.state.said_goodbye:
        end_client(app, client)
    else:
        client.timer = app.clock.call_at(
            app.clock.now() + seconds * SECOND, lambda: end_client(app, client), "a lost connection is given up"
        )


def leave_connection(app: App, client: Client) -> Connection | None:
    """The client is not on its connection any more; returns it, where there was one."""
    connection, client.connection = client.connection, None
    if connection is not None:
        app.connections.remove(connection)
        note(app, DISCONNECT, "disconnected", direction="in", user=connection.who, why=connection.why or "session")
        connection.state.client = None
    return connection


def end_client(app: App, client: Client) -> None:
    """The client is no more. Private messages that it never got wait for its user's next one."""
    if app.chat.client(client.user.id, client.resource) is not client:
        return
    if client.timer is not None:
        app.clock.cancel(client.timer)
        client.timer = None
    leave_connection(app, client)
    client.mark_inactive(False)
    announce_absence(app, client)
    app.chat.remove(client)
    if app.settings.queues_offline_messages and not app.chat.of(client.user.id):
        for stanza in client.missed():
            app.chat.keep(client.user.id, stanza.late())
    if client.user.id in app.users:
        app.users.disconnect(client.user)
