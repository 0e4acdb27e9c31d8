"""What comes over a connection: the stream is opened, the client logs in, its stanzas are carried out and answered."""

from __future__ import annotations

from itertools import count

from chatmock.core.connection import Connection
from chatmock.core.frames import carry_out
from chatmock.core.hub import Hub
from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.chat import answers, binding, conditions, login
from chatmock.providers.connectycube.chat.element import CLIENT, Element, element, to_text
from chatmock.providers.connectycube.chat.names import (
    BIND,
    CARBONS,
    CLIENT_STATE,
    DISCO_INFO,
    DISCO_ITEMS,
    FRAMING,
    LAST,
    MANAGEMENT,
    MOBILE,
    PING,
    PRIVACY,
    ROSTER,
    ROSTER_VERSIONS,
    SASL,
    SESSION,
    STANZAS,
    STATUS_STREAMING,
    STREAMS,
)
from chatmock.providers.connectycube.chat.parser import BadXml, Parser
from chatmock.providers.connectycube.chat.stream import Phase, Stream
from chatmock.providers.connectycube.model import COUNTS, App

IQS = {
    BIND: "iq bind",
    SESSION: "iq session",
    CARBONS: "iq carbons",
    PING: "iq ping",
    LAST: "iq last",
    STATUS_STREAMING: "iq subscribe",
    MOBILE: "iq mobile",
    PRIVACY: "iq privacy",
    ROSTER: "iq roster",
    DISCO_INFO: "iq disco",
    DISCO_ITEMS: "iq disco",
}
OTHERS = {MANAGEMENT: ("enable", "resume", "r", "a"), CLIENT_STATE: ("active", "inactive")}
"""Commands that are no stanzas, by their namespaces."""
_numbers = count(1)
"""Of streams."""
_BEFORE_LOGIN = (
    element("sm", MANAGEMENT),
    element("mechanisms", SASL, element("mechanism", SASL, "PLAIN")),
)
_AFTER_LOGIN = (
    element("sm", MANAGEMENT),
    element("mobile", MOBILE),
    element("csi", CLIENT_STATE),
    element("ver", ROSTER_VERSIONS),
    element("bind", BIND),
    element("session", SESSION),
)


@api.finder
def find_stanza(connection: Connection) -> Element:
    """The stanza that is carried out."""
    stanza: Element = connection.state.stanza
    return stanza


# --- the connection ---


def open_socket(hub: Hub, connection: Connection) -> None:
    """A WebSocket has been opened (RFC 7395)."""
    connection.state = Stream(connection, Parser(_ignore, framed=True), framed=True)


def open_stream(hub: Hub, connection: Connection) -> None:
    """A client has connected over TCP."""
    parser = Parser(
        lambda one: _element(hub, connection.state, one, b""),
        lambda root: _root(hub, connection.state, root),
        lambda: _goodbye(connection.state),
    )
    connection.state = Stream(connection, parser, framed=False)


def receive(hub: Hub, connection: Connection, data: str | bytes) -> None:
    """Deal with what came: a message of a WebSocket, or some bytes of a stream."""
    stream: Stream = connection.state
    try:
        if not stream.framed:
            stream.parser.feed(data if isinstance(data, bytes) else data.encode())
        elif isinstance(data, bytes):
            raise BadXml("bad-format", "a message is text")
        elif data and not data.isspace():
            text = data.encode("utf-8", "surrogatepass")
            _element(hub, stream, stream.parser.frame(text), text)
    except BadXml as found:
        stream.fail(found.condition, found.reason)


def end(hub: Hub, connection: Connection) -> None:
    """The connection is gone."""
    stream: Stream | None = connection.state
    app = connection.application
    if stream is not None and stream.client is not None and isinstance(app, App):
        binding.detach(app, stream.client)


# --- the stream ---


def _root(hub: Hub, stream: Stream, root: Element) -> None:
    if root.name != "stream" or root.xmlns != STREAMS:
        stream.fail("invalid-namespace", "a stream is opened by stream:stream")
        return
    _open(hub, stream, root)


def _open(hub: Hub, stream: Stream, one: Element) -> None:
    """The client opens its side: the server opens its own, and says what may be done."""
    domain = one.get("to") or stream.domain
    if len(domain) > 255 or not domain.isprintable() or any(letter in domain for letter in " /@<>&\"'"):
        stream.fail("improper-addressing", "to is the name of the server")
        return
    if (version := one.get("version", "1.0")).partition(".")[0] in ("", "0"):
        stream.fail("unsupported-version", f"there is no version {version[:20]}")
        return
    if stream.phase is not Phase.OPENING:
        stream.fail("bad-format", "the stream is open")
        return
    stream.open(domain, f"chatmock-{next(_numbers)}")
    if stream.user is None:
        stream.phase = Phase.LOGIN
        stream.offer(*_BEFORE_LOGIN)
    else:
        stream.phase = Phase.BINDING
        stream.offer(*_AFTER_LOGIN)


def _goodbye(stream: Stream) -> None:
    """The client closes its side: it comes back by a new login only."""
    stream.said_goodbye = True
    stream.close("client")


def _element(hub: Hub, stream: Stream, one: Element, text: bytes) -> None:
    """Deal with one element; ``text`` is what it was made of, empty where that is not at hand."""
    if stream.connection.closed:
        return
    if one.xmlns == FRAMING and stream.framed:
        if one.name == "open":
            _open(hub, stream, one)
        elif one.name == "close":
            _goodbye(stream)
        else:
            stream.fail("unsupported-stanza-type", "a frame is opened or closed")
    elif stream.phase is Phase.OPENING:
        stream.fail("bad-format", "the stream is not open")
    elif one.xmlns == SASL:
        _login(hub, stream, one)
    elif one.name in STANZAS and one.xmlns in (CLIENT, ""):
        _stanza(hub, stream, one, text)
    elif one.name in OTHERS.get(one.xmlns, ()):
        if stream.phase is Phase.LOGIN or (stream.phase is Phase.BINDING and one.xmlns != MANAGEMENT):
            stream.fail("not-authorized", "log in first")
        else:
            _carry_out(hub, stream, one.name, one, text)
    elif one.name in STANZAS:
        stream.fail("invalid-namespace", "stanzas are of jabber:client")
    else:
        stream.fail("unsupported-stanza-type", "the server knows no such element")


def _login(hub: Hub, stream: Stream, one: Element) -> None:
    if stream.phase is not Phase.LOGIN:
        stream.fail("policy-violation", "somebody has logged in already")
    elif one.name == "auth":
        login.log_in(hub, stream, one)
    else:
        stream.send(element("failure", SASL, element("aborted" if one.name == "abort" else "malformed-request", SASL)))


def _stanza(hub: Hub, stream: Stream, one: Element, text: bytes) -> None:
    if one.xmlns == "":  # in a frame, none is the stream's own (client)
        one = Element(one.name, CLIENT, one.attributes, one.content)
    if one.name != "iq":
        name = one.name
    else:
        first = next(one.children, None)
        name = IQS.get(first.xmlns, "iq") if first is not None else "iq"
        if (kind := one.get("type")) in ("result", "error"):
            name = "iq answer"
        elif kind not in ("get", "set") or _is_for_a_client(one.get("to")):
            name = "iq"
    if stream.phase is not Phase.READY and (stream.phase is not Phase.BINDING or name != "iq bind"):
        if one.get("type") != "error":
            stream.send(answers.error_of(one, conditions.not_authorized(), stream.domain))
        return
    _carry_out(hub, stream, name, one, text)
    if (client := stream.client) is not None and client.management is not None:
        client.management.received = (client.management.received + 1) % COUNTS


def _is_for_a_client(address: str) -> bool:
    """Whether an address is that of one client of a user: the server passes its iqs on, whatever they ask."""
    local, _, rest = address.partition("@")
    return "/" in rest and "_" not in local


def _carry_out(hub: Hub, stream: Stream, name: str, one: Element, text: bytes) -> None:
    stream.stanza = one
    connection = stream.connection
    body = text or to_text(one).encode()
    carry_out(hub, connection, name, body, lambda outcome: answers.answer(connection, one, outcome), {})


def _ignore(one: Element) -> None:
    """Messages of a WebSocket are asked for one by one."""
