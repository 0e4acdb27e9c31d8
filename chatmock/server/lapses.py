"""The seconds after which applications nobody asks for are removed, counted in real time."""

from __future__ import annotations

import asyncio

from chatmock.core.hub import Hub
from chatmock.core.lapse import Lapse, Signs

_LOOKS = 4
"""How often it is looked at each, in the time after which it is removed."""
_LONGEST = 15.0
"""Seconds between two looks, at the most."""


class Caretaker:
    """Removes what nobody asks for any more."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._timers: dict[Lapse, asyncio.TimerHandle] = {}

    def __repr__(self) -> str:
        return f"<Caretaker of {len(self._timers)}>"

    def start(self) -> None:
        """Look after all there are and will be, on the running loop."""
        self._loop = asyncio.get_running_loop()
        self._hub.lapses.on_add = self._begin
        for lapse in self._hub.lapses:
            self._begin(lapse)

    def stop(self) -> None:
        self._hub.lapses.on_add = None
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def _begin(self, lapse: Lapse) -> None:
        self._look_later(lapse, lapse.signs(), self._loop.time())

    def _look_later(self, lapse: Lapse, before: Signs | None, since: float) -> None:
        wait = min(lapse.seconds / _LOOKS, _LONGEST)
        self._timers[lapse] = self._loop.call_later(wait, self._look, lapse, before, since)

    def _look(self, lapse: Lapse, before: Signs | None, since: float) -> None:
        """See whether anybody has asked since the last look."""
        del self._timers[lapse]
        now, signs = self._loop.time(), lapse.signs()
        if lapse not in self._hub.lapses:
            return
        if signs is None:
            self._hub.lapses.remove(lapse.key)
        elif signs != before or lapse.is_connected:
            self._look_later(lapse, signs, now)
        elif now - since < lapse.seconds:
            self._look_later(lapse, signs, since)
        else:
            self._hub.lapses.remove(lapse.key)
            lapse.end()
