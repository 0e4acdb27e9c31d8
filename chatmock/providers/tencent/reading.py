"""What a request brings: one JSON object, whatever its method and its Content-Type; old spellings under their new names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from chatmock.core.jsontext import parse
from chatmock.core.operation import Operation
from chatmock.core.schema import Schema
from chatmock.providers.tencent import errors


def values_of(body: bytes, operation: Operation) -> dict[str, Any]:
    """The values of a body, for an operation. Errors: bad_json and its like."""
    schema = operation.accept
    family = schema.document.get("x-code", 60003) if schema is not None else 60003
    if not body and operation.method == "GET":  # one client asks so (client)
        return {}
    if not body:
        raise errors.unreadable(family, "it is empty, and at least {} stands there")
    try:
        found = parse(body)
    except ValueError as reason:
        raise errors.unreadable(family, str(reason)) from None
    if not isinstance(found, dict):
        raise errors.unreadable(family, "it is no object")
    return found if schema is None else respell(found, schema)


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
