"""From a command on a socket to its answer, and frames on their way out: what ``dispatch`` is for HTTP."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chatmock.core.api import Operation
from chatmock.core.application import Application, Hub
from chatmock.core.connection import Connection
from chatmock.core.dispatch import Call, Request
from chatmock.core.errors import Invalid, Refusal
from chatmock.core.faults import Fault
from chatmock.core.frame import Frame
from chatmock.core.journal import Entry
from chatmock.core.jsontext import parse
from chatmock.core.provider import Provider

log = logging.getLogger("chatmock")


@dataclass(slots=True)
class Outcome:
    """What became of a command: a result or a refusal, and the fault that spoils the answer on its way."""

    result: Any = None
    refusal: Refusal | None = None
    fault: Fault | None = None
    asked: Mapping[str, Any] = field(default_factory=dict)
    """What was sent, as far as it could be read."""


def carry_out(hub: Hub, connection: Connection, name: str, body: bytes) -> Outcome:
    """The whole way of one command of a client, but for its answer, whose shape is the provider's."""
    app, provider = connection.application, connection.provider
    assert app is not None
    call = Call(hub, provider, Request("FRAME", name, body=body))
    call.app, call.connection = app, connection
    entry = _entry(app, name, body, direction="in", user=connection.who)
    app.journal.add(entry)
    app.connections.asking = connection
    try:
        outcome = _carry_out(call, provider, connection, provider.api.commands.get(name))
    except Invalid as found:
        outcome = Outcome(refusal=provider.invalid(found))
    except Refusal as found:
        outcome = Outcome(refusal=found)
    except Exception as failure:
        log.exception("%s failed inside chatmock", name)
        hub.broken.append(f"{name}: {type(failure).__name__}: {failure}")
        outcome = Outcome(refusal=provider.broken(f"{type(failure).__name__}: {failure}"))
    finally:
        app.connections.asking = None
    outcome.asked = call.body
    if outcome.refusal is not None:
        entry.code = outcome.refusal.error.code
        entry.hint = call.headers.get("X-Chatmock-Hint", "")
    return outcome


def _carry_out(call: Call, provider: Provider, connection: Connection, operation: Operation | None) -> Outcome:
    raw = _object(call, provider)
    if operation is None:
        raise provider.unknown_command(call)
    call.operation = operation
    call.caller = provider.speaks(connection)
    before = _strike(call, connection, "before")
    if before is not None and before.answers:
        return Outcome(refusal=provider.fault(before), fault=before)
    if before is not None and before.silences:
        return Outcome(fault=before)
    call.given = operation.accept.accept(raw) if operation.accept is not None else raw
    result = operation.handler(*[resolve(call) for resolve in operation.resolvers])
    after = _strike(call, connection, "after")
    if after is not None and after.answers:
        return Outcome(refusal=provider.fault(after), fault=after)
    return Outcome(result, fault=after or before)


def _object(call: Call, provider: Provider) -> dict[str, Any]:
    body = call.request.body
    try:
        raw = parse(body) if body else {}
    except ValueError:
        raise provider.bad_body("json") from None
    if not isinstance(raw, dict):
        raise provider.bad_body("object")
    call.body = raw
    return raw


def _strike(call: Call, connection: Connection, phase: Any) -> Fault | None:
    faults = call.app.faults
    struck: Fault | None = faults.strike(call.request.path, phase, (connection.who,)) if faults else None
    return struck


# --- frames on their way out ---


def push(
    app: Application,
    name: str,
    body: bytes,
    receivers: Sequence[Connection],
    made: Frame | Callable[[Connection], Frame],
    fault: Fault | None = None,
) -> None:
    """Send a frame to connections; ``made`` is the frame, or makes each receiver's own. One entry in the journal."""
    if not receivers:
        return
    entry = _entry(app, name, body, direction="out", to=[connection.who for connection in receivers])
    point = f"frame {name}"
    if fault is None and app.faults:
        fault = app.faults.strike(point, "before", entry.facts["to"]) or app.faults.strike(
            point, "after", entry.facts["to"]
        )
    if fault is not None:
        entry.hint = f"a fault strikes: {fault.shown()}"
    app.journal.add(entry)
    for connection in receivers:
        frame = made if isinstance(made, Frame) else made(connection)
        if fault is None or fault.user_id not in (None, connection.who):
            connection.send(frame)
        else:
            spoil(fault, connection, frame)


def spoil(fault: Fault, connection: Connection, frame: Frame | None = None) -> None:
    """Do to a connection what a fault says, where it can with the frame sent (phase ``after``) or instead of it."""
    if fault.delay:
        connection.hold(fault.delay)
    if frame is not None and (fault.phase == "after" or not fault.silences) and not fault.withhold:
        frame = Frame(frame.payload[: len(frame.payload) // 2], frame.binary) if fault.broken_json else frame
        for _ in range(2 if fault.duplicate else 1):
            connection.send(frame)
    if fault.stall:
        connection.stall()
    elif fault.disconnect:
        connection.drop(at_once=False)
    elif fault.close_code is not None:
        connection.close(fault.close_code)


def note(app: Application, name: str, **facts: Any) -> Entry:
    """Write into the journal that a socket came or went."""
    entry = _entry(app, name, b"", **facts)
    app.journal.add(entry)
    return entry


def _entry(app: Application, name: str, body: bytes, **facts: Any) -> Entry:
    journal = app.journal
    return Entry("frame", app.clock.now(), journal.next_number, operation=name, body=body, facts=facts)
