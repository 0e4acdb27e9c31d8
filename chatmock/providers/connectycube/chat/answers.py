"""Answers to what a client sent: results of iqs, and stanzas that come back with an error."""

from __future__ import annotations

from chatmock.core.connection import Connection
from chatmock.core.errors import Refusal
from chatmock.core.faults import Fault
from chatmock.core.frame import Frame
from chatmock.core.frames import Outcome, push, spoil
from chatmock.providers.connectycube.chat.conditions import condition_of
from chatmock.providers.connectycube.chat.element import CLIENT, Element, element, to_text
from chatmock.providers.connectycube.chat.names import MUC, ROOMS, STANZA_ERRORS, STANZAS
from chatmock.providers.connectycube.chat.post import deliver
from chatmock.providers.connectycube.chat.stanza import Stanza

UNANSWERED = Element("")
"""The result of what somebody else answers."""


def answer(connection: Connection, asked: Element, outcome: Outcome) -> None:
    """Answer what was carried out, where it is answered: every iq is, others where they are refused."""
    fault, kind = outcome.fault, asked.get("type")
    told: Element | None = None
    if outcome.refusal is not None:
        if kind not in ("error", "result"):
            told = error_of(asked, outcome.refusal, connection.state.domain)
    elif fault is not None and fault.phase == "before" and fault.silences:
        pass  # nothing has happened, and nobody is told
    elif outcome.result is UNANSWERED:
        pass
    elif asked.name == "iq":
        if kind in ("get", "set"):
            own = {"type": "result", "id": asked.get("id"), "from": asked.get("to")}
            content = [outcome.result] if outcome.result is not None else []
            told = Element("iq", CLIENT, {name: value for name, value in own.items() if value}, content)
    else:
        told = outcome.result
    if told is not None:
        _send(connection, told, fault)
    elif fault is not None:
        spoil(fault, connection)


def _send(connection: Connection, told: Element, fault: Fault | None) -> None:
    """Send an answer; one that is a stanza is counted and kept as every other one."""
    app, stream = connection.application, connection.state
    if told.name in STANZAS and stream.client is not None:
        deliver(app, Stanza(told, sender=told.get("from")), [stream.client], fault)
    else:
        text = to_text(told).encode()
        push(app, told.name, text, [connection], Frame(text), fault)


def error_of(asked: Element, refusal: Refusal, domain: str) -> Element:
    """The stanza as it comes back to who sent it, with the error."""
    code, kind, condition, sentence = condition_of(refusal)
    told = element(
        "error",
        CLIENT,
        element(condition, STANZA_ERRORS),
        Element("text", STANZA_ERRORS, {"xml:lang": "en"}, [sentence]),
        code=str(code),
        type=kind,
    )
    content = list(asked.content)
    if asked.name == "presence" and asked.child("x", MUC) is None and f"@{ROOMS}" in asked.get("to"):
        content.append(element("x", MUC))  # without it the JavaScript SDK takes it for no answer (client)
    own = {name: asked.get(name) for name in ("id",) if asked.get(name)}
    return Element(asked.name, CLIENT, {**own, "type": "error", "from": asked.get("to") or domain}, [*content, told])
