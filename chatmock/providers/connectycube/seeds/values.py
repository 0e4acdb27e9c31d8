"""Plain values of seed documents."""

from __future__ import annotations

from typing import Any

from chatmock.core.filling import Values, differing


def plain_values(row: Any, *without: str) -> Values:
    """The plain fields of a row that differ from their defaults; tuples as lists."""
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in differing(row, *without).items()
    }
