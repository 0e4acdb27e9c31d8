"""Requests that do not come to their end: their connections are closed after a while, idle ones are left alone."""

from __future__ import annotations

import asyncio
from typing import Protocol

PATIENCE = 60.0
"""Seconds a client has for the head of a request, and for a short body."""


class Half(Protocol):
    """A connection on which something came that was no whole request."""

    def is_half(self) -> bool | None:
        """Whether a request is only half there; None as long as the connection is at work."""

    def give_up(self) -> None:
        """End it."""


class Halves:
    """The connections of a server that may have half a request, the longest known first."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._until: dict[Half, float] = {}
        self._timer: asyncio.TimerHandle | None = None

    def __repr__(self) -> str:
        return f"<Halves: {len(self._until)}>"

    def add(self, half: Half) -> None:
        """Look after a connection from now on; one that is looked after already has no longer for it."""
        if half in self._until:
            return
        loop = asyncio.get_running_loop()
        self._until[half] = loop.time() + self.patience
        if self._timer is None:
            self._timer = loop.call_later(self.patience, self._look)

    def discard(self, half: Half) -> None:
        """A connection is whole again, or gone."""
        self._until.pop(half, None)

    def stop(self) -> None:
        self._until.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = None
        now = loop.time()
        for half, until in list(self._until.items()):
            if until > now + 0.001:
                break
            del self._until[half]
            state = half.is_half()
            if state is None:
                self._until[half] = now + self.patience
            elif state:
                half.give_up()
        if self._until:
            self._timer = loop.call_at(next(iter(self._until.values())), self._look)
