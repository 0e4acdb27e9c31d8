"""What an application does by itself once its clock has come so far."""

from __future__ import annotations

from typing import Protocol

from chatmock.core.bus import Bus
from chatmock.core.clock import Clock, Timer
from chatmock.core.table import Order

_WHAT = "a scheduled message, an announcement, a poll or a job falls due"


class Due(Protocol):
    """Something that waits for an instant."""

    serial: int
    """The only one of its kind, which breaks ties."""

    @property
    def due_at(self) -> int:
        """Milliseconds."""

    def fall_due(self, bus: Bus) -> None:
        """Emit that the instant has come."""


class Agenda:
    """What waits, the earliest first; one timer of the clock is for all of it. Each thing leaves it as it falls due."""

    def __init__(self, clock: Clock, bus: Bus) -> None:
        self._clock = clock
        self._bus = bus
        self._waiting: Order[Due] = Order(lambda row: row.due_at)
        self._timer: Timer | None = None

    def __repr__(self) -> str:
        return f"<Agenda of {len(self._waiting)}>"

    def __contains__(self, row: Due) -> bool:
        return row in self._waiting

    def put(self, row: Due) -> None:
        """Have something wait, or wait for another instant."""
        if row in self._waiting:
            self._waiting.touch(row)
        else:
            self._waiting.add(row)
        self._set_timer()

    def remove(self, row: Due) -> None:
        """Have it wait no longer; nothing happens where it does not wait."""
        if row in self._waiting:
            self._waiting.remove(row)
            self._set_timer()

    def _set_timer(self) -> None:
        first = next(self._waiting.up(), None)
        if self._timer is not None:
            if first is not None and self._timer.at == first.due_at:
                return
            self._clock.cancel(self._timer)
        self._timer = self._clock.call_at(first.due_at, self._run, _WHAT) if first is not None else None

    def _run(self) -> None:
        self._timer = None
        try:
            while (first := next(self._waiting.up(), None)) is not None and first.due_at <= self._clock.now():
                self._waiting.remove(first)
                first.fall_due(self._bus)
        finally:
            self._set_timer()
