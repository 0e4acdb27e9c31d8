"""Plain values of seed documents."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from typing import Any

Values = dict[str, Any]


def plain_values(row: Any, *without: str) -> Values:
    """The plain fields of a row that differ from their defaults; tuples as lists."""
    found: Values = {}
    for field in fields(row):
        if field.name not in without and (value := getattr(row, field.name)) != _default(field):
            found[field.name] = list(value) if isinstance(value, tuple) else value
    return found


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default
