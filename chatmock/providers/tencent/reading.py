"""What a request brings: one JSON object, whatever its method and its Content-Type; old spellings under their new names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from chatmock.core.jsontext import parse
from chatmock.core.operation import Call
from chatmock.core.schema import Schema
from chatmock.providers.tencent import errors

_UNREADABLE = 60003


def values_of(call: Call) -> dict[str, Any]:
    """The values of a request's body, for its operation. Errors: bad_json and its like."""
    body, operation = call.request.body, call.operation
    assert operation is not None
    schema = operation.accept
    if not body and operation.method == "GET":  # one client asks so (client)
        return {}
    if not body:
        raise errors.unreadable(_family(schema), "it is empty, and at least {} stands there")
    try:
        found = parse(body)
    except ValueError as reason:
        raise errors.unreadable(_family(schema), str(reason)) from None
    if not isinstance(found, dict):
        raise errors.unreadable(_family(schema), "it is no object")
    values = found if schema is None else respell(found, schema)
    call.is_plain = values is found
    return values


def _family(schema: Schema | None) -> int:
    """The code of a command's family for a body that nobody can read."""
    code: int = _UNREADABLE if schema is None else schema.document.get("x-code", _UNREADABLE)
    return code


def respell(values: dict[str, Any], schema: Schema) -> dict[str, Any]:
    """The values with old spellings under their new names, where those are not there."""
    aliases = _aliases(schema)
    if not aliases or aliases.keys().isdisjoint(values):
        return values
    return {_new_name(name, values, aliases): value for name, value in values.items()}


def _new_name(name: str, values: Mapping[str, Any], aliases: Mapping[str, str]) -> str:
    new = aliases.get(name, name)
    return name if new in values else new


@lru_cache(maxsize=512)
def _aliases(schema: Schema) -> dict[str, str]:
    return dict(_pairs(schema.properties))


def _pairs(properties: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for name, rule in properties.items():
        for old in rule.get("x-aliases", ()):
            yield old, name
