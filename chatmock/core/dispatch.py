"""From a request to its answer, step by step; the same for every provider and for calls from inside the process."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

import orjson

from chatmock.core.application import Application
from chatmock.core.clock import monotonic
from chatmock.core.errors import Invalid, Refusal, Refused
from chatmock.core.exchange import Answer, Binary, Request
from chatmock.core.faults import Fault
from chatmock.core.hub import Hub
from chatmock.core.inquiry import Inquiry
from chatmock.core.journal import NOTHING, Entry
from chatmock.core.jsontext import exact, parse
from chatmock.core.later import Later
from chatmock.core.operation import Call, Operation
from chatmock.core.printable import printable
from chatmock.core.provider import Provider, Speaker
from chatmock.core.secrets import Mask
from chatmock.core.striking import Struck, strike
from chatmock.core.texts import Texts

log = logging.getLogger("chatmock")

_NO_CONTENT = HTTPStatus.NO_CONTENT.value
_UNUSUAL = frozenset((Binary, Later, Inquiry))
"""Results that are no JSON, or not there yet."""
_LONGEST = 60.0
"""Seconds of real time an operation waits for the application's own server, whatever the clock says."""


def dispatch(hub: Hub, request: Request) -> Answer:
    """The whole way of one request. Whatever happens, the answer is in the provider's own shape, and journalled."""
    if request.method != "GET":
        hub.changes += 1
    provider = hub.speaker(request)
    call = Call(hub, request)
    if hub.timed:
        call.began = monotonic()
    operation, raw = provider.api.match(request.path, request.method, provider.auth(request))
    call.operation = operation
    call.path = [unquote(text) for text in raw] if "%" in request.path else raw
    fault: Fault | None = None
    try:
        app = call.app = provider.authenticate(call, operation)
        if operation is None:
            raise provider.unknown_path(call)
        if app is not None:
            app.asked += 1
            app.journal.cause += 1
            if app.limits.latency and request.waited is None and request.origin == "request":
                return Answer(0, b"", fault=Fault("*", delay=app.limits.latency), waits=True)
        if request.carried or (app is not None and (app.faults.own or app.faults.of_group)):
            fault = strike(call, operation, "before")
            if fault is not None and fault.delay and fault is not request.waited:
                return Answer(0, b"", fault=fault, waits=True)
        call.given = _decode(provider, call, operation)
        result = operation.handler(*[resolve(call) for resolve in operation.resolvers])
    except Exception as reason:
        return _refuse(hub, provider, call, reason, fault)
    return _conclude(hub, provider, call, operation, result, fault)


def _conclude(
    hub: Hub, provider: Speaker[Any], call: Call, operation: Operation, result: Any, fault: Fault | None
) -> Answer:
    """The answer to what an operation gives, in whatever form it gives it."""
    content_type = "application/json"
    try:
        if type(result) not in _UNUSUAL:
            status, body = operation.status, render(hub, provider, operation, result)
            if status == _NO_CONTENT:
                body = b""
        elif type(result) is Binary:
            status, body, content_type = result.status or operation.status, result.content, result.content_type
            call.headers |= result.headers
        elif type(result) is Later:
            return Answer(
                0, b"", call.headers, waits=True, later=result, finish=partial(_finish, hub, provider, call, fault)
            )
        else:
            return _inquire(hub, provider, call, result, fault)
        if call.request.carried or ((app := call.app) is not None and (app.faults.own or app.faults.of_group)):
            fault = strike(call, operation, "after") or fault
    except Exception as reason:
        return _refuse(hub, provider, call, reason, fault)
    if fault is not None and fault.headers:
        call.headers |= fault.headers
    _journal(hub, provider, call, status, body, None)
    return Answer(status, body, call.headers, fault, content_type)


def _inquire(hub: Hub, provider: Speaker[Any], call: Call, inquiry: Inquiry, fault: Fault | None) -> Answer:
    """An answer that waits for the application's own server."""
    app: Application = call.app
    app.inquire(inquiry)

    def watch(notice: Callable[[], None]) -> Callable[[], None]:
        inquiry.on_end(notice)
        return lambda: None

    later = Later(lambda: inquiry if inquiry.over else None, watch, _LONGEST, lambda: provider.broken("no answer"))

    def finish(outcome: Any) -> Answer:
        try:
            return _finish(hub, provider, call, fault, outcome)
        finally:
            app.concluded(inquiry)

    return Answer(0, b"", call.headers, waits=True, later=later, finish=finish)


def _finish(hub: Hub, provider: Speaker[Any], call: Call, fault: Fault | None, outcome: Any) -> Answer:
    """The answer of an operation that had to be waited for: its result, or the refusal for being late."""
    assert call.operation is not None
    hub.changes += 1
    if call.app is not None:
        call.app.journal.cause += 1
    try:
        if isinstance(outcome, Refusal):
            raise outcome
        result = outcome.result() if isinstance(outcome, Inquiry) else outcome
    except Exception as reason:
        return _refuse(hub, provider, call, reason, fault)
    return _conclude(hub, provider, call, call.operation, result, fault)


def _refuse(hub: Hub, provider: Speaker[Any], call: Call, reason: Exception, fault: Fault | None = None) -> Answer:
    """The answer of an operation that gives none: a refusal, a fault, or chatmock's own failure.

    ``fault`` has struck already, and slows the answer down.
    """
    request = call.request
    if isinstance(reason, Refusal):
        refusal = reason
    elif isinstance(reason, Invalid):
        refusal = provider.invalid(reason)
    elif isinstance(reason, Struck):
        assert isinstance(provider, Provider)
        fault = reason.fault
        refusal = provider.fault(fault, call.app)
    else:
        path = printable(hub.without_secrets(provider.name, request.path))
        log.error("%s %s failed inside chatmock", request.method, path, exc_info=reason)
        hub.broken.append(f"{request.method} {path}: {type(reason).__name__}: {reason}")
        refusal = provider.broken(f"{type(reason).__name__}: {reason}")
    # nobody may keep the refusal itself: its traceback holds on to all of the call
    message = provider.message(refusal, call.app)
    status, shown = provider.refused(refusal, message, call.app)
    if fault is not None:
        if isinstance(reason, Struck) and isinstance(provider, Provider):
            status = fault.status or status
            call.headers |= provider.headers_of(status, call.app)
        call.headers |= fault.headers
    body = exact(orjson.dumps(shown))
    mark = Refused(refusal.error.code, message)
    _journal(hub, provider, call, status, body, mark)
    return Answer(status, body, call.headers, fault, refusal=mark)


def render(hub: Hub, provider: Speaker[Any], operation: Operation, result: Any) -> bytes:
    """The bytes of an operation's result; under ``strict`` they are checked against its schema first."""
    schema = operation.result
    shown = {} if result is None else schema.present(result) if schema is not None else result
    if provider.answers:
        shown = provider.answer(operation, shown)
    body = shown if type(shown) is bytes else exact(orjson.dumps(shown))
    if hub.strict and schema is not None and result is not None and (found := schema.check(orjson.loads(body))):
        raise AssertionError(f"the answer of {operation.name} breaks its schema {schema.name}: {'; '.join(found[:5])}")
    return body


def _decode(provider: Speaker[Any], call: Call, operation: Operation) -> dict[str, Any]:
    """What the request brings, accepted by the operation's schema."""
    request = call.request
    if request.problem:
        raise provider.bad_body(request.problem)
    raw: Mapping[str, Any] | Texts
    if provider.reads and (own := provider.read(call)) is not None:
        raw = own
        call.body = call.read = own.mapping() if isinstance(own, Texts) else own
    elif request.form is not None:
        raw = request.form
    elif request.body and request.method != "GET":
        raw = call.body = json_object(provider, request.body)
    elif request.query:
        return operation.accept.accept_query(request.query) if operation.accept is not None else {}
    else:
        raw = {}
    return operation.accept.accept(raw) if operation.accept is not None else {}


def json_object(provider: Speaker[Any], body: bytes) -> dict[str, Any]:
    """The object that a body is; whatever else it is the provider refuses."""
    try:
        raw = parse(body)
    except ValueError as reason:
        raise provider.bad_json(reason) from None
    if not isinstance(raw, dict):
        raise provider.bad_body("object")
    return raw


def _journal(hub: Hub, provider: Speaker[Any], call: Call, status: int, body: bytes, refusal: Refused | None) -> None:
    app: Application | None = call.app
    mask = NOTHING
    if app is None:
        if not isinstance(provider, Provider):
            return
        app = hub.oldest(provider.name)
        if app is None:
            return
        mask = Mask(provider.secrets, partial(hub.without_secrets, provider.name))
    request = call.request
    operation = call.operation
    journal = app.journal
    if operation is None or call.app is None:  # nobody has counted it
        journal.cause += 1
    journal.add(
        Entry(
            request.origin,
            app.clock.now(),
            next(journal.numbers),
            operation.name if operation is not None else "",
            request.method,
            request.path,
            request.query,
            request.headers,
            request.body,
            status,
            body,
            refusal,
            call.headers.get("X-Chatmock-Hint", ""),
            mask=mask,
            took=monotonic() - call.began if call.began else 0.0,
            read=None if call.is_plain else call.read,
            came_as=request.size,
        )
    )
