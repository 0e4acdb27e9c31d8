"""Plain values of seed documents."""

from __future__ import annotations

from typing import Any

from chatmock.core.filling import Values, differing


def plain_values(row: Any, *without: str) -> Values:
    """The plain fields of a row that differ from their defaults; tuples as lists."""
    return {name: _copied(value) for name, value in differing(row, *without).items()}


def _copied(value: Any) -> Any:
    """A tuple as a list, and a dictionary of its own: what happens later does not change a dump."""
    if isinstance(value, dict):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value
