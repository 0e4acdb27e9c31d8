"""Commands from a socket, carried out one by one, each with its answer."""

from __future__ import annotations

from typing import Any

from chatmock.core.connection import Connection
from chatmock.core.frames import Outcome, carry_out, spoil
from chatmock.core.hub import Hub
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import refusal_message
from chatmock.providers.sendbird.model import App
from chatmock.providers.sendbird.realtime.post import SCHEMAS, send

_NAME = 4
"""Letters of a command."""
ANSWERED_BY = {"PING": "PONG"}
"""Everything else is answered by a frame of its own name."""
_LATE = {"READ": 0.002}
"""Seconds until a command is answered. To the v4 JavaScript SDK an answer within the millisecond of a READ is none: it
waits for another until it fails with 800180 (client)."""


def carry_out_lines(hub: Hub, connection: Connection, text: str) -> None:
    """Carry out what a client sent: one command in a line."""
    for line in text.split("\n"):
        if line and not connection.closed and connection.state is not None:
            _carry_out_one(hub, connection, line[:_NAME], line[_NAME:])


def _carry_out_one(hub: Hub, connection: Connection, name: str, body: str) -> None:
    carry_out(
        hub, connection, name, body.encode("utf-8", "surrogatepass"), lambda outcome: _answer(connection, name, outcome)
    )


def _answer(connection: Connection, name: str, outcome: Outcome) -> None:
    """Answer one command with its outcome."""
    app, fault, refusal = connection.application, outcome.fault, outcome.refusal
    assert isinstance(app, App)
    req_id = outcome.asked.get("req_id")
    if refusal is not None:
        # without a req_id nobody waits for it, and the Flutter SDKs take it for the end of the connection
        if isinstance(req_id, str) and req_id:
            error = {
                "error": True,
                "code": refusal.error.code,
                "message": refusal_message(refusal, app.era),
                "req_id": req_id,
            }
            send(app, "EROR", error, [connection])
        return
    if outcome.result is None:
        if fault is not None:
            spoil(fault, connection)
        return
    answer: dict[str, Any] = outcome.result
    if isinstance(req_id, str):
        answer = {**answer, "req_id": req_id}
    operation = api.commands[name]
    command = ANSWERED_BY.get(name, name)
    schema, late = operation.returns or SCHEMAS[command], _LATE.get(name, 0.0)
    send(app, command, answer, [connection], fault=fault, schema=schema, late=late)
