"""The fault that a request carries for itself in a header."""

from __future__ import annotations

from typing import Any

from chatmock.control.api import api, invalid_value
from chatmock.control.fault_checks import check_code, check_headers, check_spoils
from chatmock.core.exchange import FAULT
from chatmock.core.faults import Fault
from chatmock.core.jsontext import parse
from chatmock.core.operation import Call
from chatmock.core.points import Point
from chatmock.core.provider import Provider
from chatmock.core.words import cut

api.schemas["fault.carried"]  # an operation of every platform takes it: none here names it


def carried(call: Call, provider: Provider[Any]) -> Fault:
    """Read it; raises Refusal, or Invalid, for what is none."""
    text, operation = call.request.carried, call.operation
    assert operation is not None
    try:
        raw = parse(text)
    except ValueError as reason:
        raise invalid_value(field=FAULT, reason=f'is no JSON: {cut(str(reason))}; write {{"code": …}}') from None
    if not isinstance(raw, dict):
        raise invalid_value(field=FAULT, reason='has to be one JSON object, as in {"status": 503}')
    given = api.schemas["fault.carried"].accept(raw)
    check_headers(given.get("headers", {}))
    check_spoils([Point.of(operation)], given)
    if "code" in given:
        options = call.app.options() if call.app is not None else provider.card.defaults
        check_code(given["code"], [(provider, options)])
    return Fault(operation.name, **given)
