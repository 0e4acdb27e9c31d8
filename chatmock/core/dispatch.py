"""From a request to its answer, step by step; the same for every provider and for calls from inside the process."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import msgspec
import orjson

from chatmock.core.api import Operation
from chatmock.core.application import Application, Hub
from chatmock.core.connection import Connection
from chatmock.core.errors import Invalid, Refusal
from chatmock.core.faults import Fault, Phase
from chatmock.core.journal import Entry
from chatmock.core.jsontext import parse
from chatmock.core.later import Later
from chatmock.core.provider import Provider, Speaker
from chatmock.core.texts import Texts

log = logging.getLogger("chatmock")


class Request(msgspec.Struct, gc=False, eq=False):
    """What a client sent. ``path`` and ``query`` are still percent-encoded; a form replaces the body where there is one.

    ``problem`` says what the server found wrong before anything could be read: size or form. ``origin`` becomes the kind
    of its entry in the journal: request, or actor. ``waited`` is the fault whose delay is over. ``secure``: by https.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = {}
    body: bytes = b""
    form: Texts | None = None
    problem: str = ""
    origin: str = "request"
    waited: Fault | None = None
    secure: bool = False


class Answer(msgspec.Struct, gc=False, eq=False):
    """What goes back; ``fault`` tells the server how to spoil it.

    Status 202 is none that leaves: the request has to be dispatched again, ``waited``, after the fault's delay, or
    ``later`` has to be waited for.
    """

    status: int
    body: bytes
    headers: dict[str, str] = {}
    fault: Fault | None = None
    content_type: str = "application/json"
    later: Later | None = None
    """The answer has to be waited for; ``finish`` gives it then."""
    finish: Callable[[Any], Answer] | None = None


@dataclass(frozen=True, slots=True)
class Binary:
    """A result that is not JSON: a file."""

    content: bytes
    content_type: str


class Call:
    """One request on its way: who asks, what was found for it so far."""

    __slots__ = (
        "app",
        "body",
        "caller",
        "connection",
        "found",
        "given",
        "headers",
        "hub",
        "operation",
        "path",
        "provider",
        "request",
    )

    hub: Hub

    def __init__(self, hub: Hub, provider: Speaker, request: Request) -> None:
        self.hub = hub
        self.provider = provider
        self.request = request
        self.app: Any = None
        self.caller: Any = None
        self.connection: Connection | None = None
        """The socket a command came over; None for a request."""
        self.operation: Operation | None = None
        self.path: list[str] = []
        self.given: dict[str, Any] = {}
        self.body: Mapping[str, Any] = {}
        """The JSON object that was sent, before a schema looked at it."""
        self.found: dict[str, Any] = {}
        self.headers: dict[str, str] = {}


class Struck(Exception):
    """A fault strikes in place of an answer."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def dispatch(hub: Hub, request: Request) -> Answer:
    """The whole way of one request. Whatever happens, the answer is in the provider's own shape, and journalled."""
    provider = hub.speaker(request.path)
    call = Call(hub, provider, request)
    api = provider.api
    parts = request.path.strip("/").split("/")
    if "" in parts:
        parts = [part for part in parts if part]
    operation, raw = api.match(parts, request.method, provider.auth(request))
    call.operation = operation
    call.path = [unquote(text) if "%" in text else text for text in raw]
    fault: Fault | None = None
    code = 0
    content_type = "application/json"
    try:
        call.app = provider.authenticate(call, operation)
        if operation is None:
            raise provider.unknown_path(call)
        if call.app is not None and call.app.limits.latency and request.waited is None and request.origin == "request":
            return Answer(202, b"", fault=Fault("*", delay=call.app.limits.latency))
        if call.app is not None and call.app.faults:
            fault = _strike(call, operation, "before")
            if fault is not None and fault.delay and not request.waited:
                return Answer(202, b"", fault=fault)
        call.given = _decode(call, operation)
        result = operation.handler(*[resolve(call) for resolve in operation.resolvers])
        if isinstance(result, Binary):
            status, body, content_type = 200, result.content, result.content_type
        elif isinstance(result, Later):
            return Answer(202, b"", call.headers, later=result, finish=lambda outcome: _finish(call, outcome))
        else:
            status, body = 200, render(hub, operation, result)
        if call.app is not None and call.app.faults:
            fault = _strike(call, operation, "after") or fault
    except Struck as struck:
        fault = struck.fault
        status, body, code = _spoiled(call, fault)
    except Invalid as found:
        status, body, code = _refused(call, provider.invalid(found))
    except Refusal as found:
        status, body, code = _refused(call, found)
    except Exception as failure:
        log.exception("%s %s failed inside chatmock", request.method, request.path)
        hub.broken.append(f"{request.method} {request.path}: {type(failure).__name__}: {failure}")
        status, body, code = _refused(call, provider.broken(f"{type(failure).__name__}: {failure}"))
    _journal(call, status, body, code)
    return Answer(status, body, call.headers, fault, content_type)


def _refused(call: Call, refusal: Refusal) -> tuple[int, bytes, int]:
    """Status, body and code of a refusal. Nobody may keep the refusal itself: its traceback holds on to all of the call."""
    status, answer = call.provider.refused(refusal, call.app)
    return status, orjson.dumps(answer), refusal.error.code


def _finish(call: Call, outcome: Any) -> Answer:
    """The answer of an operation that had to be waited for: its result, or the refusal for being late."""
    if isinstance(outcome, Refusal):
        status, body = call.provider.refused(outcome, call.app)
        return Answer(status, orjson.dumps(body), call.headers)
    assert call.operation is not None
    return Answer(200, render(call.hub, call.operation, outcome), call.headers)


def render(hub: Hub, operation: Operation, result: Any) -> bytes:
    """The bytes of an operation's result; under ``strict`` they are checked against its schema first."""
    if result is None:
        return b"{}"
    schema = operation.result
    shown = schema.present(result) if schema is not None else result
    body = shown if type(shown) is bytes else orjson.dumps(shown)
    if hub.strict and schema is not None and (found := schema.check(orjson.loads(body))):
        raise AssertionError(f"the answer of {operation.name} breaks its schema {schema.name}: {'; '.join(found[:5])}")
    return body


def _decode(call: Call, operation: Operation) -> dict[str, Any]:
    """What the request brings, accepted by the operation's schema."""
    request = call.request
    if request.problem:
        raise call.provider.bad_body(request.problem)
    raw: Mapping[str, Any] | Texts
    if request.form is not None:
        raw = request.form
    elif request.body and request.method != "GET":
        raw = call.body = _json_object(call, request.body)
    elif request.query:
        return operation.accept.accept_query(request.query) if operation.accept is not None else {}
    else:
        raw = {}
    return operation.accept.accept(raw) if operation.accept is not None else {}


def _json_object(call: Call, body: bytes) -> dict[str, Any]:
    try:
        raw = parse(body)
    except ValueError:
        raise call.provider.bad_body("json") from None
    if not isinstance(raw, dict):
        raise call.provider.bad_body("object")
    return raw


def _strike(call: Call, operation: Operation, phase: Phase) -> Fault | None:
    """The fault that slows the answer down, if there is one; raises Struck for one that replaces it."""
    if phase == "before" and call.request.waited is not None:
        return call.request.waited
    fault: Fault | None = call.app.faults.strike(operation.name, phase)
    if fault is not None and not fault.only_slows:
        raise Struck(fault)
    return fault


def _spoiled(call: Call, fault: Fault) -> tuple[int, bytes, int]:
    assert isinstance(call.provider, Provider)
    status, body, code = _refused(call, call.provider.fault(fault))
    return fault.status or status, body, code


def _journal(call: Call, status: int, body: bytes, code: int) -> None:
    app: Application | None = call.app
    if app is None:
        if not isinstance(call.provider, Provider):
            return
        app = next(iter(call.hub.of(call.provider.name)), None)
        if app is None:
            return
    request = call.request
    operation = call.operation
    journal = app.journal
    journal.add(
        Entry(
            request.origin,
            app.clock.now(),
            journal.next_number,
            operation.name if operation is not None else "",
            request.method,
            request.path,
            request.query,
            request.headers,
            request.body,
            status,
            body,
            code,
            call.headers.get("X-Chatmock-Hint", ""),
        )
    )
