"""Faults as a test adds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chatmock.testing.control import Control
from chatmock.testing.results.control import Fault


class Faults:
    """What shall go wrong."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def __repr__(self) -> str:
        return f"<Faults {list(self)}>"

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._control("GET", "/faults")["faults"])

    def add(self, operation: str, *, times: int | None = 1, **fault: Any) -> int:
        """Make an operation fail: ``code``, ``status``, ``phase="after"``, ``delay``, ``disconnect``, ``truncate``,
        ``dribble``, ``broken_json``; ``times=None`` until it is removed. Returns the fault's number."""
        added = self._control("POST", "/faults", operation=operation, times=times or 0, **fault)
        return int(added["number"])

    def remove(self, number: int) -> None:
        self._control("DELETE", f"/faults/{number}")

    def clear(self) -> None:
        self._control("DELETE", "/faults")
