"""Plain values of seed documents."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from typing import Any

Values = dict[str, Any]


def differing(row: Any, *without: str) -> Values:
    """The plain fields of a row that differ from their defaults."""
    return {
        field.name: value
        for field in fields(row)
        if field.name not in without and (value := getattr(row, field.name)) != _default(field)
    }


def _default(field: Field[Any]) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default
