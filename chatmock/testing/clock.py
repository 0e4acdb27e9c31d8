"""Time as a test turns it."""

from __future__ import annotations

from datetime import datetime, timedelta

from chatmock.core.clock import instant, iso, length
from chatmock.testing.control import ChatmockError, Control


class Clock:
    """The time of an application, or of all of a group."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def __repr__(self) -> str:
        return f"<Clock {self._control('GET', '/clock')}>"

    def now(self) -> int:
        """Milliseconds since 1970."""
        return int(self._control("GET", "/clock")["now"])

    def freeze(self, at: datetime | str | None = None) -> None:
        """Stand still, at the present or at a time."""
        self._control("POST", "/clock/freeze", at=None if at is None else _iso(at))

    def set(self, to: datetime | str) -> None:
        """Jump to a time."""
        self._control("POST", "/clock/set", to=_iso(to))

    def advance(self, by: timedelta | None = None, **parts: float) -> None:
        """Go forward, as in ``advance(hours=1)``; what becomes due happens in order."""
        try:
            step = by if by is not None else length(**parts)
        except ValueError as reason:
            raise ChatmockError(str(reason)) from None
        if step < timedelta(0):
            raise ChatmockError("a clock only goes forward: advance by a positive time, or set() it")
        self._control("POST", "/clock/advance", milliseconds=step.total_seconds() * 1000)

    def real(self) -> None:
        """Back to the machine's time."""
        self._control("POST", "/clock/real")


def _iso(time: datetime | str) -> str:
    try:
        return iso(instant(time))
    except ValueError as reason:
        raise ChatmockError(str(reason)) from None
