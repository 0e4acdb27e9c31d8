"""One connection as XMPP sees it: a WebSocket whose messages are elements, or a stream over TCP."""

from __future__ import annotations

from enum import IntEnum

from chatmock.core.connection import Connection
from chatmock.core.frame import Frame
from chatmock.providers.connectycube.chat.element import CLIENT, Element, element, in_attribute, to_text
from chatmock.providers.connectycube.chat.names import FRAMING, STREAM_ERRORS, STREAMS
from chatmock.providers.connectycube.chat.parser import Parser
from chatmock.providers.connectycube.model import Client, User

_TRIES = 5
"""Logins that may fail on one stream (RFC 6120, 6.4.4)."""


class Phase(IntEnum):
    """How far a client has come."""

    OPENING = 0
    """It has to open a stream."""
    LOGIN = 1
    BINDING = 2
    """It is logged in, and asks for a resource or resumes one."""
    READY = 3


class Stream:
    """What is known of a connection, beside what its client is."""

    __slots__ = (
        "client",
        "connection",
        "domain",
        "framed",
        "parser",
        "phase",
        "said_goodbye",
        "stanza",
        "started",
        "tries",
        "user",
    )

    def __init__(self, connection: Connection, parser: Parser, *, framed: bool) -> None:
        self.connection = connection
        self.parser = parser
        self.framed = framed
        self.phase = Phase.OPENING
        self.domain = "localhost"
        """As the client calls the server."""
        self.user: User | None = None
        """Who has logged in."""
        self.client: Client | None = None
        """The resource that is bound."""
        self.stanza = Element("")
        """What is carried out at present."""
        self.started = False
        """Whether the server has opened its side, too."""
        self.said_goodbye = False
        """Whether the client has closed its side: what it has lost then is not resumed."""
        self.tries = _TRIES

    def __repr__(self) -> str:
        return f"<Stream of {self.client or self.user or 'nobody yet'}>"

    def send(self, one: Element) -> None:
        """Send what is no stanza: a part of the negotiation."""
        self.connection.send(Frame(to_text(one).encode()))

    def open(self, domain: str, number: str) -> None:
        """Open the server's side of the stream."""
        self.domain = domain
        self.started = True
        if self.framed:
            head = f'<open xmlns="{FRAMING}" from="{in_attribute(domain)}" id="{number}" version="1.0" xml:lang="en"/>'
        else:
            head = (
                f'<?xml version="1.0"?><stream:stream xmlns="{CLIENT}" xmlns:stream="{STREAMS}" '
                f'from="{in_attribute(domain)}" id="{number}" version="1.0" xml:lang="en">'
            )
        self.connection.send(Frame(head.encode()))

    def offer(self, *features: Element) -> None:
        """Say what the client may do next."""
        content = "".join(map(to_text, features))
        text = f'<stream:features xmlns:stream="{STREAMS}">{content}</stream:features>'
        self.connection.send(Frame(text.encode()))

    def close(self, why: str = "server") -> None:
        """End the stream: say so, and end the connection when that is sent."""
        if self.connection.closed:
            return
        self.connection.send(Frame(f'<close xmlns="{FRAMING}"/>'.encode() if self.framed else b"</stream:stream>"))
        self.connection.close(why=why)

    def fail(self, condition: str, text: str = "") -> None:
        """End the stream with an error (RFC 6120, 4.9). The client is gone for good, it cannot resume."""
        if self.connection.closed:
            return
        if not self.started:
            self.open(self.domain, "error")
        told = to_text(element(condition, STREAM_ERRORS))
        if text:
            told += to_text(Element("text", STREAM_ERRORS, {"xml:lang": "en"}, [text]))
        error = f'<stream:error xmlns:stream="{STREAMS}">{told}</stream:error>'
        self.connection.send(Frame(error.encode()))
        self.said_goodbye = True
        self.close()
