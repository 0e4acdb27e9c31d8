"""The request log: a line for each thing that happens, coloured on a terminal."""

from __future__ import annotations

import os
from typing import TextIO

from chatmock.core.application import Application
from chatmock.core.clock import iso
from chatmock.core.hub import Hub
from chatmock.core.journal import Entry

_RED, _GREEN, _YELLOW, _DIM, _END = "\033[31m", "\033[32m", "\033[33m", "\033[2m", "\033[0m"


def coloured(stream: TextIO) -> bool:
    """Whether a stream shows colours: a terminal does, unless NO_COLOR is set; FORCE_COLOR makes any."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


class RequestLog:
    """Writes each entry of every application's journal to a stream."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._colours = coloured(stream)

    def watch(self, hub: Hub) -> None:
        """Follow every application there is and will be."""
        hub.on_admit(self._follow)

    def _follow(self, application: Application) -> None:
        application.journal.watchers.append(self._write)

    def _write(self, entry: Entry) -> None:
        line = f"{iso(entry.at)[11:23]} {entry.kind:8} {entry}"
        if self._colours:
            colour = (
                _DIM
                if entry.kind != "request"
                else _GREEN
                if entry.status < 400
                else _YELLOW
                if entry.status < 500
                else _RED
            )
            line = f"{colour}{line}{_END}"
        self._stream.write(line + "\n")
        self._stream.flush()
