"""Faults as a test adds them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from chatmock.testing.control import ChatmockError, Control
from chatmock.testing.results.control import Fault


class Faults:
    """What shall go wrong."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def __repr__(self) -> str:
        return f"<Faults {list(self)}>"

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._control("GET", "/faults")["faults"])

    def add(self, operation: str, **fault: Any) -> int:
        """Make an operation fail; returns the fault's number.

        What happens: ``code``, ``status``, ``message``, ``headers``, ``delay``, ``disconnect``, ``truncate``, ``dribble``,
        ``broken_json``, and on sockets ``close_code``, ``withhold``, ``duplicate``, ``stall``; ``phase="after"`` lets the
        operation happen first. When: ``when={"user": …, "channel": …, "body": {…}}``, ``nth``, ``probability`` with a
        ``seed``; ``times=None`` until it is removed. ``unused="ignore"`` lets a test end in which it never struck.
        """
        if "times" in fault:
            fault["times"] = fault["times"] or 0
        added = self._control("POST", "/faults", operation=operation, **{"added_at": _caller(), **fault})
        return int(added["number"])

    def remove(self, number: int) -> None:
        self._control("DELETE", f"/faults/{number}")

    def clear(self) -> None:
        self._control("DELETE", "/faults")

    def assert_struck(self) -> None:
        """Fails where a fault struck nowhere, and says what came nearest.

        Those with ``unused="ignore"`` or a ``probability`` may. What is on its way has a moment to arrive.
        """
        if reason := self.struck_nowhere():
            raise ChatmockError(reason)

    def struck_nowhere(self) -> str:
        """The same as a text, empty where each did what it had to."""
        if not self._unused():
            return ""
        with suppress(ChatmockError):  # what stays on its way for longer does not count
            self._control("POST", "/settled", timeout=1)
        unused = self._unused()
        return "\n".join(["a fault struck nowhere", *map(_line, unused), _ADVICE]) if unused else ""

    def _unused(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._control("GET", "/faults/unused")["faults"]
        return found


_ADVICE = '  mend the fault, remove it, or say unused="ignore" where it may strike nowhere'
_TOLD_APART = ("number", "operation", "reason", "added_at", "struck", "times", "phase")


def _line(fault: dict[str, Any]) -> str:
    what = " ".join(f"{name}={value!r}" for name, value in fault.items() if name not in _TOLD_APART)
    place = f", added at {fault['added_at']}" if "added_at" in fault else ""
    return f"  #{fault['number']} {fault['operation']}{f' ({what})' if what else ''}{place}: {fault['reason']}"


def _caller() -> str:
    """Where the test adds a fault: file and line."""
    frame = sys._getframe(2)
    path = frame.f_code.co_filename
    here = os.path.relpath(path) if path.startswith(os.getcwd()) else path
    return f"{here[-400:]}:{frame.f_lineno}"
