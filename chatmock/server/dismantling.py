"""Tenants that are gone are taken apart a little at a time, so that nobody waits while a large one is freed."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from chatmock.core.application import Application
from chatmock.core.hub import Hub

_AT_ONCE = 25
"""Things of a tenant that are let go before the next one has its turn."""
_SLICE = 0.0003
"""Seconds that are spent for each tenant at a time."""
_PAUSE = 0.002
"""Seconds between two times: the loop sleeps in them, so that threads which wait for it run."""
_PEACE = 0.05
"""Seconds before the first time: whoever waits for the answer to a reset gets it, and goes on, undisturbed."""


class Dismantling:
    """The tenants of a hub that are gone and not freed yet."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._gone: deque[Iterator[None]] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None

    def __repr__(self) -> str:
        return f"<Dismantling of {len(self._gone)} applications>"

    def start(self) -> None:
        """Take apart every tenant that goes from now on, on the running loop."""
        self._loop = asyncio.get_running_loop()
        self._hub.on_admit(self._watch)

    def stop(self) -> None:
        """Let go of what is left at once."""
        if self._watch in self._hub.watchers:
            self._hub.watchers.remove(self._watch)
        self._loop = None
        self._gone.clear()

    def _watch(self, application: Application) -> None:
        application.closing.append(lambda: self._begin(application))

    def _begin(self, application: Application) -> None:
        if self._loop is not None:
            self._gone.append(_take_apart(application))
            if len(self._gone) == 1:
                self._loop.call_later(_PEACE, self._go)

    def _go(self) -> None:
        """A little of each: tenants that go faster than one is freed do not pile up."""
        if self._loop is None:
            return
        until = self._loop.time() + _SLICE * len(self._gone)
        while self._gone and self._loop.time() < until:
            parts = self._gone.popleft()
            if sum(1 for _ in islice(parts, _AT_ONCE)) == _AT_ONCE:
                self._gone.append(parts)
        if self._gone:
            self._loop.call_later(_PAUSE, self._go)


def _take_apart(application: Application) -> Iterator[None]:
    """Let one thing go at each step; the tenant itself goes with the last."""
    for let_one_go in application.crowds():
        with suppress(KeyError, IndexError):
            while True:
                let_one_go()
                yield
