"""A tenant's timers, fired in real time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from chatmock.core.clock import SECOND, Clock

_LONGEST_SLEEP = 1.0
"""Seconds: tools that move ``time.time()`` in a test tell nobody, so the clock is looked at again while a timer waits."""


class Alarm:
    """Rings on the running loop when a clock's next timer is due. A frozen clock fires its timers itself, as it is moved."""

    def __init__(self, clock: Clock, on_ring: Callable[[], None]) -> None:
        """``on_ring`` is told that something was due."""
        self._clock = clock
        self._on_ring = on_ring
        self._loop = asyncio.get_running_loop()
        self._handle: asyncio.TimerHandle | None = None
        clock.on_timer = self.set
        self.set()

    def __repr__(self) -> str:
        return f"<Alarm of {self._clock!r}>"

    def set(self) -> None:
        """Look when to ring next."""
        self._cancel()
        at = self._clock.next_timer()
        if at is None:
            return
        wait = max(0, at - self._clock.now()) / SECOND
        if not (wait and self._clock.frozen):
            self._handle = self._loop.call_later(min(wait, _LONGEST_SLEEP), self._ring)

    def stop(self) -> None:
        self._clock.on_timer = None
        self._cancel()

    def _ring(self) -> None:
        at = self._clock.next_timer()
        if at is not None and at <= self._clock.now():
            self._on_ring()
        try:
            self._clock.run_due()
        finally:
            self.set()

    def _cancel(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
