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
            found[field.name] = _copied(value)
    return found


def _copied(value: Any) -> Any:
    """A tuple as a list, and a dictionary of its own: what happens later does not change a dump."""
    if isinstance(value, dict):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default
