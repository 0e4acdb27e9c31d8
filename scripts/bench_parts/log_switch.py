"""`chatmock serve` whose log two signals switch on and off."""

from __future__ import annotations

import asyncio
import runpy
import signal
from collections.abc import Callable
from typing import Any

from chatmock.commands import log
from chatmock.core.application import Application
from chatmock.core.hub import Hub

ON, OFF = signal.SIGUSR1, signal.SIGUSR2


class SwitchedLog(log.RequestLog):
    """It is on at the start. While it is off, all is as if there were none."""

    def watch(self, hub: Hub) -> None:
        super().watch(hub)
        left: dict[Application, list[Callable[[Any], None]]] = {}

        def switch(on: bool) -> None:
            hub.timed = on
            for application in hub:
                watchers = application.journal.watchers
                if on:
                    watchers += left.pop(application, [])
                elif application not in left:
                    left[application] = watchers[:]
                    watchers.clear()

        loop = asyncio.get_running_loop()
        loop.add_signal_handler(ON, switch, True)
        loop.add_signal_handler(OFF, switch, False)


if __name__ == "__main__":
    log.RequestLog = SwitchedLog  # type: ignore[misc]
    runpy.run_module("chatmock", run_name="__main__")
