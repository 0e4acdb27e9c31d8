"""All fields that a schema has, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chatmock.core.schema import Schema

Place = tuple[str, ...]
"""Where a field stands: the names of the objects around it, and its own."""


def fields_of(schema: Schema) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Where each field stands, and its rule; the fields of an object in place of the object."""
    return _fields(schema, schema.document, ())


def _fields(schema: Schema, rule: dict[str, Any], place: Place) -> Iterator[tuple[Place, dict[str, Any]]]:
    rule = schema.schemas.referred(rule["$ref"]) if "$ref" in rule else rule
    if place and "properties" not in rule:
        yield place, rule
    for name, inner in rule.get("properties", {}).items():
        yield from _fields(schema, inner, (*place, name))
