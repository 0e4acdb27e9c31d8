"""All fields that a schema has, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chatmock.core.schema import Schema

Place = tuple[str, ...]
"""Where a field stands: the names of the objects around it, and its own."""


ROW = "[]"
"""Stands in a place for any row of a list."""


def fields_of(schema: Schema, *, in_lists: bool = False) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Where each field stands, and its rule; the fields of an object in place of the object.

    ``in_lists`` gives the fields of rows in place of a list of objects, too.
    """
    return _fields(schema, schema.document, (), in_lists)


def _fields(
    schema: Schema, rule: dict[str, Any], place: Place, in_lists: bool
) -> Iterator[tuple[Place, dict[str, Any]]]:
    rule = schema.schemas.referred(rule["$ref"]) if "$ref" in rule else rule
    rows = rule.get("items", {}) if in_lists else {}
    if place and "properties" in rows:
        yield from _fields(schema, rows, (*place, ROW), in_lists)
    elif place and "properties" not in rule:
        yield place, rule
    for name, inner in rule.get("properties", {}).items():
        yield from _fields(schema, inner, (*place, name), in_lists)
