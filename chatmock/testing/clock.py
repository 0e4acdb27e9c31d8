"""Time as a test turns it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from chatmock.core.clock import check_calendar, instant, iso, length
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
        self._control("POST", "/clock/freeze", at=None if at is None else written_time(at))

    def set(self, to: datetime | str) -> None:
        """Jump to a time."""
        self._control("POST", "/clock/set", to=written_time(to))

    def advance(self, by: timedelta | None = None, **parts: float) -> None:
        """Go forward, as in ``advance(hours=1)``; what becomes due happens in order."""
        if by is None and not parts:
            raise ChatmockError("advance has to know how far; write advance(hours=1)")
        if by is not None and not isinstance(by, timedelta):
            raise ChatmockError(f"{by!r} is no length of time; write advance(hours=1), or give a timedelta")
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


def written_time(time: Any, what: str = "") -> str:
    """A time as the control API takes it; raises ChatmockError for what is none, with ``what`` is wrong in front."""
    before = f"{what}: " if what else ""
    if not isinstance(time, datetime | str):
        raise ChatmockError(f"{before}{time!r} is no time; write it like '2016-12-19T12:00:00Z', or give a datetime")
    try:
        ms = instant(time)
        check_calendar(ms)
    except ValueError as reason:
        raise ChatmockError(f"{before}{reason}") from None
    return iso(ms)
