"""What goes over ConnectyCube's chat, read from the tables that deal with it; and its pushes.

XML has no JSON Schema: the payload of an element is a text that begins as such an element does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chatmock.core.ways import Message, Way
from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.chat.login import COMMAND
from chatmock.providers.connectycube.chat.names import FRAMING, MANAGEMENT, SASL, STANZAS, STREAMS
from chatmock.providers.connectycube.chat.talk import IQS, OTHERS

_SOCKET = (
    "XMPP: over a WebSocket each message is one element (RFC 7395), over TCP the elements stand in one stream (RFC 6120). "
    "`docs/connectycube-chat.md` names what is in them."
)
_PUSHES = "The text that a device would show. chatmock sends none of it: the journal has it."
_ANSWERS = {
    "enabled": (MANAGEMENT, "The stream can be resumed."),
    "resumed": (MANAGEMENT, "The stream goes on."),
    "failed": (MANAGEMENT, "The stream cannot be resumed."),
    "r": (MANAGEMENT, "How many stanzas has the client?"),
    "a": (MANAGEMENT, "So many stanzas has the server."),
    "success": (SASL, "The client is logged in."),
    "failure": (SASL, "The login has failed."),
    "open": (FRAMING, "The server opens its side."),
    "close": (FRAMING, "The server closes its side."),
    "stream:features": (STREAMS, "The client may do this next."),
    "stream:error": (STREAMS, "The stream ends with an error."),
}
"""The elements of a server that are no stanzas."""
_REPLIES = {"enable": ("enabled", "failed"), "resume": ("resumed", "failed"), "r": ("a",)}


def ways() -> tuple[Way, ...]:
    """The ways of the provider."""
    text = Message("push", {"type": "string"}, "A message for somebody who is away, or a push of a back end.")
    return (
        Way("socket", _SOCKET, (*_commands(), *_elements()), "/", "application/xml"),
        Way("push", _PUSHES, (text,), content_type="text/plain"),
    )


def _commands() -> Iterator[Message]:
    namespaces = {name: xmlns for xmlns, name in IQS.items()}
    others = {name: xmlns for xmlns, names in OTHERS.items() for name in names} | {COMMAND: SASL}
    for name, operation in api.commands.items():
        element = name.partition(" ")[0]
        xmlns = others.get(name, "")
        payload = _asking(namespaces[name]) if name in namespaces else _element(element, xmlns)
        answers = ("iq",) if element == "iq" and name != "iq answer" else _REPLIES.get(name, ())
        answers = ("success", "failure") if name == COMMAND else answers
        yield Message(name, payload, operation.summary, True, tuple(f"server {one}" for one in answers))


def _elements() -> Iterator[Message]:
    for name in sorted(STANZAS):
        yield Message(name, _element(name), "A stanza of the server, or of somebody else.")
    for name, (xmlns, summary) in _ANSWERS.items():
        yield Message(name, _element(name, xmlns), summary)


def _element(name: str, xmlns: str = "") -> dict[str, Any]:
    """A text that is an element."""
    inside = f"[^>]*{_literal(xmlns)}" if xmlns else ""
    return {"type": "string", "pattern": rf"^<{name}[\s/>]" + inside}


def _asking(xmlns: str) -> dict[str, Any]:
    """A text that is an iq about something."""
    return {"type": "string", "pattern": rf"^<iq[\s>][\s\S]*{_literal(xmlns)}"}


def _literal(xmlns: str) -> str:
    """A namespace in a pattern, which Python, Rust and JavaScript read alike."""
    return xmlns.replace(".", r"\.")
