"""From a command on a socket to its answer, and frames on their way out: what ``dispatch`` is for HTTP."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

import msgspec

from chatmock.core.application import Application
from chatmock.core.connection import Connection
from chatmock.core.dispatch import json_object
from chatmock.core.errors import Invalid, Refusal, Refused
from chatmock.core.exchange import Request
from chatmock.core.faults import Fault
from chatmock.core.frame import Frame
from chatmock.core.hub import Hub
from chatmock.core.inquiry import Inquiry
from chatmock.core.journal import REST, Entry
from chatmock.core.jsontext import parse
from chatmock.core.operation import Call, Operation
from chatmock.core.printable import printable
from chatmock.core.provider import Provider
from chatmock.core.sight import Sight

log = logging.getLogger("chatmock")


class Outcome(msgspec.Struct):
    """What became of a command: a result or a refusal, and the fault that spoils the answer on its way."""

    result: Any = None
    refusal: Refusal | None = None
    fault: Fault | None = None
    asked: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """What was sent, as far as it could be read."""


Conclude = Callable[[Outcome], None]
"""Answers a command in the provider's way."""


def carry_out(
    hub: Hub,
    connection: Connection,
    name: str,
    body: bytes,
    conclude: Conclude,
    sent: Mapping[str, Any] | None = None,
    *,
    is_body: bool = False,
) -> None:
    """The whole way of one command of a client; ``conclude`` answers it, at once or when an inquiry is over.

    ``sent`` is what the command brings where its provider has read it already, empty where the journal is to show the
    body; otherwise the body is one JSON object. Where it is the JSON of the body (``is_body``), the body is shown.
    """
    app: Application = connection.application
    call = Call(hub, Request("FRAME", name, body=body), app, None, connection)
    app.asked += 1
    app.journal.cause += 1
    who = connection.who
    entry = _entry(app, name, body, _from(who), len(who))
    if sent and not is_body:
        entry.read = sent
        entry.size += len(body)
    app.journal.add(entry)
    _go_on(hub, call, entry, partial(_carried_out, call, connection, sent), conclude)


def _go_on(
    hub: Hub,
    call: Call,
    entry: Entry,
    work: Callable[[], tuple[Any, Fault | None]],
    conclude: Conclude,
) -> None:
    """Do a command's work or the second half of it, and conclude it unless the work asks the tenant's own server first."""
    app: Application = call.app
    provider: Provider[Any] = app.provider
    outcome: Outcome
    connections = app.connections
    connections.asking = call.connection
    try:
        result, before = work()
        if type(result) is Inquiry:
            _wait(hub, call, entry, result, before, conclude)
            return
        faults = app.faults
        if faults.own or faults.of_group:
            outcome = _struck_after(call, provider, result, before)
        else:
            outcome = Outcome(result, None, before, call.body)
    except Stopped as stopped:
        outcome = stopped.outcome
    except Invalid as found:
        outcome = Outcome(refusal=provider.invalid(found))
    except Refusal as found:
        outcome = Outcome(refusal=found)
    except Exception as failure:
        name = printable(call.request.path)
        log.exception("%s failed inside chatmock", name)
        hub.broken.append(f"{name}: {type(failure).__name__}: {failure}")
        outcome = Outcome(refusal=provider.broken(f"{type(failure).__name__}: {failure}"))
    finally:
        connections.asking = None
    outcome.asked = call.body
    if outcome.refusal is not None:
        refusal = outcome.refusal
        entry.refusal = Refused(refusal.error.code, provider.message(refusal, app))
        entry.hint = call.headers.get("X-Chatmock-Hint", "")
    conclude(outcome)


def _wait(hub: Hub, call: Call, entry: Entry, inquiry: Inquiry, fault: Fault | None, conclude: Conclude) -> None:
    """Have a command go on once the tenant's own server has answered."""
    app: Application = call.app
    app.inquire(inquiry)

    def go_on() -> None:
        app.journal.cause += 1
        _go_on(hub, call, entry, lambda: (inquiry.result(), fault), conclude)
        app.concluded(inquiry)

    inquiry.on_end(go_on)


class Stopped(Exception):
    """A fault strikes before a command has had its effect."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome = outcome


def _carried_out(call: Call, connection: Connection, sent: Mapping[str, Any] | None) -> tuple[Any, Fault | None]:
    """The result of a command, and the fault that slows its answer down."""
    provider: Provider[Any] = call.app.provider
    raw = call.body = (json_object(provider, call.request.body) if call.request.body else {}) if sent is None else sent
    operation: Operation | None = provider.api.commands.get(call.request.path)
    if operation is None:
        raise provider.unknown_command(call)
    call.operation = operation
    call.caller = provider.speaks(connection)
    faults, before = call.app.faults, None
    if faults.own or faults.of_group:
        before = _strike(call, connection, "before")
        if before is not None and before.answers:
            raise Stopped(Outcome(refusal=provider.fault(before, call.app), fault=before))
        if before is not None and before.silences:
            raise Stopped(Outcome(fault=before))
    call.given = operation.accept.accept(raw) if operation.accept is not None else dict(raw)
    return operation.handler(*[resolve(call) for resolve in operation.resolvers]), before


def _struck_after(call: Call, provider: Provider[Any], result: Any, before: Fault | None) -> Outcome:
    assert call.connection is not None
    after = _strike(call, call.connection, "after")
    if after is not None and after.answers:
        return Outcome(refusal=provider.fault(after, call.app), fault=after)
    return Outcome(result, fault=after or before)


def _strike(call: Call, connection: Connection, phase: Any) -> Fault | None:
    read = call.app.journal.parsed
    sight = Sight(
        (connection.who,), read=lambda: read(call.request.body) if read is not None else call.body, who_is_all=True
    )
    struck: Fault | None = call.app.faults.strike(call.request.path, phase, sight)
    return struck


# --- frames on their way out ---


def push(
    app: Application,
    name: str,
    body: bytes,
    receivers: Sequence[Connection],
    made: Frame | Callable[[Connection], Frame],
    fault: Fault | None = None,
    late: float = 0.0,
) -> None:
    """Send a frame to connections; ``made`` is the frame, or makes each receiver's own. One entry in the journal.

    ``late`` are the seconds of real time after which it is queued.
    """
    number = len(receivers)
    if not number:
        return
    facts = _to(receivers[0].who) if number == 1 else {"direction": "out", "to": [one.who for one in receivers]}
    entry = _entry(app, name, body, facts, 8 * number)
    faults = app.faults
    if fault is None and (faults.own or faults.of_group):
        point = f"frame {name}"
        sight = Sight(facts["to"], read=partial(app.journal.parsed or parse, body), who_is_all=True)
        fault = faults.strike(point, "before", sight) or faults.strike(point, "after", sight)
    if fault is not None:
        entry.hint = f"a fault strikes: {fault.shown()}"
        entry.size += len(entry.hint)
    app.journal.add(entry)
    for connection in receivers:
        frame = made if isinstance(made, Frame) else made(connection)
        if fault is not None and fault.user_id in (None, connection.who):
            spoil(fault, connection, frame)
        elif late:
            connection.send_late(frame, late)
        else:
            connection.send(frame)


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
        connection.drop(at_once=False, why="fault")
    elif fault.close_code is not None:
        connection.close(fault.close_code, why="fault")


def note(app: Application, name: str, kind: str = "frame", **facts: str) -> Entry:
    """Write into the journal that a socket came or went: ``connected`` or ``disconnected``, or a try to be let in."""
    if app.connections.asking is None:  # else it is of a command
        app.journal.cause += 1
    entry = _entry(app, name, b"", facts, sum(map(len, facts.values())))
    entry.kind = kind
    app.journal.add(entry)
    return entry


@lru_cache(maxsize=1024)
def _from(who: str) -> dict[str, Any]:
    """The facts of frames that come of somebody: most entries of the journal share theirs with others."""
    return {"direction": "in", "user": who}


@lru_cache(maxsize=1024)
def _to(who: str) -> dict[str, Any]:
    """The facts of frames that go to one connection of somebody alone."""
    return {"direction": "out", "to": [who]}


def _entry(app: Application, name: str, body: bytes, facts: dict[str, Any], held: int) -> Entry:
    """``held`` are the bytes that the facts take."""
    journal = app.journal
    return Entry(
        "frame",
        app.clock.now(),
        next(journal.numbers),
        name,
        body=body,
        facts=facts,
        parsed=journal.parsed,
        mask=journal.mask,
        size=REST + len(body) + held,
    )
