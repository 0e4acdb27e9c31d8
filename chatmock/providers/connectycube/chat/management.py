"""Stream management (XEP-0198): counting stanzas, and going on where a connection was lost."""

from __future__ import annotations

from chatmock.core.connection import Connection
from chatmock.core.frames import note
from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.chat.binding import CONNECT, leave_connection
from chatmock.providers.connectycube.chat.element import Element, element
from chatmock.providers.connectycube.chat.names import MANAGEMENT, STANZA_ERRORS
from chatmock.providers.connectycube.chat.post import acknowledge, send_again
from chatmock.providers.connectycube.chat.stream import Phase, Stream
from chatmock.providers.connectycube.model import COUNTS, App, Client, Management

_YES = ("true", "1")
_DIGITS = 10


@api.command("enable")
def enable(app: App, connection: Connection, stanza: Element) -> Element:
    """Count stanzas from now on; ``resume`` asks for an id by which a lost connection is resumed."""
    stream: Stream = connection.state
    client = stream.client
    if client is None or client.management is not None:
        return _failed("unexpected-request")
    management = client.management = Management()
    seconds = app.settings.resumption_seconds
    if stanza.get("resume") not in _YES or not seconds:
        return element("enabled", MANAGEMENT)
    management.resumption = app.ids.hex(32)
    management.keeps = True
    app.chat.resumable[management.resumption] = client
    return element("enabled", MANAGEMENT, id=management.resumption, resume="true", max=str(seconds))


@api.command("resume")
def resume(app: App, connection: Connection, stanza: Element) -> Element | None:
    """Go on where a connection was lost: what the client has not got is sent again. An id is good once."""
    stream: Stream = connection.state
    count, previous = count_in(stanza), stanza.get("previd")
    if stream.user is None or stream.client is not None:
        return _failed("unexpected-request")
    client = app.chat.resumable.get(previous)
    if client is None or client.user is not stream.user:
        return _failed("item-not-found")
    management = client.management
    assert management is not None
    if count is None:
        return _failed("bad-request")
    if management.overflown:
        return _failed("item-not-found")
    del app.chat.resumable[previous]
    management.resumption = ""
    _take_over(app, stream, client)
    acknowledge(client, count)
    stream.send(element("resumed", MANAGEMENT, previd=previous, h=str(management.received)))
    send_again(app, client)
    return None


def _take_over(app: App, stream: Stream, client: Client) -> None:
    """The client is on this stream from now on; one on which it still is ends with ``conflict``."""
    before = leave_connection(app, client)
    if before is not None:
        before.state.fail("conflict", "Replaced by new connection")
    if client.timer is not None:
        app.clock.cancel(client.timer)
        client.timer = None
    client.connection = stream.connection
    stream.client, stream.phase = client, Phase.READY
    stream.domain = client.domain
    app.connections.add(stream.connection)
    note(app, CONNECT, "connected", direction="in", user=stream.connection.who, why="resumption")


@api.command("r")
def tell_count(connection: Connection) -> Element:
    """Say how many stanzas of the client have been dealt with."""
    client: Client | None = connection.state.client
    if client is None or client.management is None:
        return _failed("unexpected-request")
    return element("a", MANAGEMENT, h=str(client.management.received))


@api.command("a")
def take_count(connection: Connection, stanza: Element) -> Element | None:
    """Learn how many stanzas the client has."""
    client: Client | None = connection.state.client
    count = count_in(stanza)
    if client is None or client.management is None or count is None:
        return _failed("unexpected-request" if count is not None else "bad-request")
    acknowledge(client, count)
    return None


def count_in(one: Element) -> int | None:
    """The counter an element brings; None where it brings none."""
    text = one.get("h")
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS):
        return None
    return int(text) % COUNTS


def _failed(condition: str) -> Element:
    return element("failed", MANAGEMENT, element(condition, STANZA_ERRORS))
