"""The fault that strikes a request: its own, or one that waits for calls of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from chatmock.core.errors import Invalid, Refusal
from chatmock.core.faults import Fault, Phase
from chatmock.core.jsontext import parse
from chatmock.core.operation import Call, Operation
from chatmock.core.provider import Provider
from chatmock.core.sight import Sight
from chatmock.core.texts import Texts, Upload, query_texts, read


class Struck(Exception):
    """A fault strikes in place of an answer."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def strike(call: Call, operation: Operation, phase: Phase) -> Fault | None:
    """The fault that slows the answer down, if there is one; raises Struck for one that replaces it.

    A request that carries a fault is struck by that one alone. Raises Refusal where it may carry none, or where it is none.
    """
    request = call.request
    waited = request.waited
    if phase == "before" and waited is not None and waited.number:  # the platform's latency is no fault, and has none
        return waited
    fault: Fault | None
    if request.carried:
        own = request.fault = request.fault or call.hub.carried_fault(call)
        fault = own if own.phase == phase else None
    else:
        fault = call.app.faults.strike(operation.name, phase, _sight(call, operation))
    if fault is not None and not fault.only_slows:
        raise Struck(fault)
    return fault


def _sight(call: Call, operation: Operation) -> Sight:
    """A request as a fault looks at it."""
    provider: Provider[Any] = call.app.provider
    asker = provider.asker(call)
    names = [name for name in operation.parameters if name not in operation.fixed]
    place = dict(zip(names, call.path, strict=False))
    return Sight((asker,) if asker else (), place, partial(_sent, provider, call, operation))


def _sent(provider: Provider[Any], call: Call, operation: Operation) -> Mapping[str, Any] | None:
    """What a request brings, of the types that its operation asks for; None where it cannot be read."""
    request = call.request
    rules = operation.accept.properties if operation.accept is not None else {}
    try:
        raw: Any = provider.read(call) if provider.reads else None
        if raw is None and request.form is None and request.body and request.method != "GET":
            raw = parse(request.body)
        if raw is None:
            raw = query_texts(request.query) if request.form is None else request.form
        if isinstance(raw, Texts):
            texts = [(name, value) for name, value in raw if not isinstance(value, Upload)]
            raw = read(Texts(texts, encoded=raw.encoded), rules, keeps_others=True)
    except (Invalid, Refusal):
        return None
    return raw if isinstance(raw, Mapping) else None
