"""The request log: a line for each thing that happens, coloured on a terminal.

It is written beside the work. Entries are collected while requests are answered, become lines a twentieth of a second later, many at
a time, and a thread of its own writes them: a reader that stands still holds up nobody.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TextIO
from weakref import WeakKeyDictionary

from chatmock.core.application import Application
from chatmock.core.clock import SECOND, iso
from chatmock.core.hub import Hub
from chatmock.core.journal import Entry
from chatmock.core.printable import printable
from chatmock.core.secrets import Mask

_RED, _GREEN, _YELLOW, _DIM, _END = "\033[31m", "\033[32m", "\033[33m", "\033[2m", "\033[0m"
_PAUSE = 0.05
"""Seconds between an entry and its line, at the most: what many share costs each of them little."""
_HELD = 1024 * 1024
"""Bytes of entries that wait to become lines: what is held for longer than it has to be is found in no cache of the processor."""
_MOST = 8 * 1024 * 1024
"""Characters that wait to be written; what comes beyond is counted, not kept."""
_LONGEST = 300
"""Characters of one line."""
_TOGETHER = 32
"""Entries that one look for secrets is for."""
_SHORT = [f"  {tenths / 10:.1f} ms" for tenths in range(100)]
"""How long most of them took, by tenths of a millisecond."""


def coloured(stream: TextIO) -> bool:
    """Whether a stream shows colours: a terminal does, unless NO_COLOR is set; FORCE_COLOR makes any."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


class RequestLog:
    """Writes each entry of every application's journal to a stream, from a running event loop."""

    def __init__(self, stream: TextIO) -> None:
        self._lines = Lines(coloured(stream))
        self._writer = Writer(stream)
        self._loop = asyncio.get_running_loop()
        self._entries: list[Entry] = []
        self._held = 0
        self._texts: list[str] = []
        self._count = 0

    def watch(self, hub: Hub) -> None:
        """Follow every application there is and will be."""
        hub.timed = True
        hub.on_admit(self._follow)

    def close(self) -> None:
        """Write what is left, and no more."""
        self._flush()
        self._writer.close()

    def _follow(self, application: Application) -> None:
        entries = self._entries
        append = entries.append
        self._lines.name(application.journal.mask, application.app_id)

        def collect(entry: Entry) -> None:
            if not entries and not self._texts:
                self._loop.call_later(_PAUSE, self._flush)
            append(entry)
            self._held = held = self._held + entry.size
            if held > _HELD:
                self._make_lines()

        application.journal.watchers.append(collect)

    def _make_lines(self) -> None:
        """Turn what was collected into text."""
        self._texts.append(self._lines.of(self._entries))
        self._count += len(self._entries)
        self._entries.clear()
        self._held = 0

    def _flush(self) -> None:
        """Hand what was collected to the writer."""
        if self._entries:
            self._make_lines()
        if self._texts:
            self._writer.write("".join(self._texts), self._count)
            self._texts.clear()
            self._count = 0


class Lines:
    """Makes the lines of entries: when, what, how it ended, how long it took, and in which application."""

    def __init__(self, colours: bool) -> None:
        self._colours = colours
        self._names: WeakKeyDictionary[Mask, str] = WeakKeyDictionary()
        """What stands at the end of a line, by the mask that an application's entries have."""
        self._at = self._second = -1
        self._clock = self._stamp = ""

    def name(self, mask: Mask, app_id: str | int) -> None:
        """Have the lines of entries with a mask say whose they are."""
        self._names[mask] = f"  {printable(str(app_id))}"

    def of(self, entries: Sequence[Entry]) -> str:
        """The lines of entries, in their order."""
        texts = [
            text for start in range(0, len(entries), _TOGETHER) for text in _texts(entries[start : start + _TOGETHER])
        ]
        lines = []
        mask, name = None, ""
        for entry, text in zip(entries, texts, strict=True):
            if entry.mask is not mask:
                mask = entry.mask
                name = self._names.get(mask, "")
            if entry.at != self._at:  # many things happen in one millisecond
                self._set_stamp(entry.at)
            told = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
            tenths = int(entry.took * 10_000 + 0.5)
            took = "" if not entry.took else _SHORT[tenths] if tenths < len(_SHORT) else f"  {tenths / 10:.1f} ms"
            kind = "request " if entry.kind == "request" else f"{entry.kind:8}"
            if self._colours:
                lines.append(f"{_colour(entry)}{self._stamp} {kind} {told}{took}{name}{_END}\n")
            else:
                lines.append(f"{self._stamp} {kind} {told}{took}{name}\n")
        return "".join(lines)

    def _set_stamp(self, at: int) -> None:
        self._at = at
        second, milliseconds = divmod(at, SECOND)
        if second != self._second:
            self._second, self._clock = second, iso(at)[11:19]
        self._stamp = f"{self._clock}.{milliseconds:03d}"


def _texts(entries: Sequence[Entry]) -> list[str]:
    """What is told of each entry. Most hold no secret and nothing odd, which one look at all of them shows."""
    mask = entries[0].mask
    texts = [_as_it_stands(entry) if entry.mask is mask else "" for entry in entries]
    together = " ".join(texts)
    if together.isprintable() and mask.hides_nothing_of(together):
        return [text or str(entry) for text, entry in zip(texts, entries, strict=True)]
    return list(map(str, entries))


def _as_it_stands(entry: Entry) -> str:
    """The text of an entry as it would be without secrets; empty where it has to be looked at by itself."""
    path, query, refusal = entry.path, entry.query, entry.refusal
    if not entry.method or not entry.status or "%" in path or "%" in query:
        return ""
    text = f"{entry.method} {path}?{query} -> {entry.status}" if query else f"{entry.method} {path} -> {entry.status}"
    if refusal is not None:
        text = f"{text} {refusal.code} {refusal.message}"
    return f"{text}  ({entry.hint})" if entry.hint else text


def _colour(entry: Entry) -> str:
    if entry.kind != "request":
        return _DIM
    return _GREEN if entry.status < 400 else _YELLOW if entry.status < 500 else _RED


class Writer:
    """Writes texts to a stream on a thread of its own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._texts: SimpleQueue[str | None] = SimpleQueue()
        self._waiting = self._left_out = 0
        self._lock = Lock()
        self._thread = Thread(target=self._write, name="chatmock log", daemon=True)
        self._thread.start()

    def write(self, text: str, lines: int) -> None:
        with self._lock:
            if self._waiting > _MOST:
                self._left_out += lines
                return
            if self._left_out:
                text = self._omission() + text
            self._waiting += len(text)
        self._texts.put(text)

    def close(self, patience: float = 2.0) -> None:
        """Wait until all is written, but not for ever."""
        if self._left_out:
            self._texts.put(self._omission())
        self._texts.put(None)
        self._thread.join(patience)

    def _omission(self) -> str:
        left_out, self._left_out = self._left_out, 0
        return f"({left_out} lines are left out: nobody read them in time)\n"

    def _write(self) -> None:
        while (text := self._texts.get()) is not None:
            try:
                self._stream.write(text)
                self._stream.flush()
            except (OSError, ValueError):  # nobody reads it any more
                pass
            with self._lock:
                self._waiting -= len(text)
