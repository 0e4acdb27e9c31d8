"""The request log: a line for each thing that happens, coloured on a terminal.

It is written beside the work. Entries are collected while requests are answered, become lines a twentieth of a second later, many at
a time, and a thread of its own writes them: a reader that stands still holds up nobody.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import TextIO
from weakref import WeakKeyDictionary

from chatmock.core.application import Application
from chatmock.core.clock import SECOND, iso
from chatmock.core.hub import Hub
from chatmock.core.journal import FRAME, LOOKED, Entry, told_facts
from chatmock.core.printable import is_printable, printable
from chatmock.core.secrets import Mask

_RED, _GREEN, _YELLOW, _DIM, _END = "\033[31m", "\033[32m", "\033[33m", "\033[2m", "\033[0m"
_PAUSE = 0.05
"""Seconds between an entry and its line, at the most: what many share costs each of them little."""
_HELD = 256 * 1024
"""Characters of lines that wait for more to be written with them."""
_MOST = 8 * 1024 * 1024
"""Characters that wait to be written; what comes beyond is counted, not kept."""
_LONGEST = 300
"""Characters of what a line tells."""
_TOGETHER = 256
"""Entries that become lines at once, with one look for secrets: few enough to be in a cache of the processor still."""
_SAFE = 250
"""Characters of an address with how it ended that are not cut, whatever the method is."""
_BESIDE = _LONGEST - FRAME - 2
"""Characters that a frame's name and facts may have together where nothing of its line is cut."""
_SOON = 0.000_05
"""Seconds that most requests take less than."""
_QUICK = "  0.0 ms"
"""How long they took."""
_SHORT = [f"  {tenths / 10:.1f} ms" for tenths in range(100)]
"""How long nearly all of the others took, by tenths of a millisecond."""
_FEW = 8
"""Entries among which a secret is looked for no more: each of them is looked at by itself."""
_COMMAND = 5
"""Bytes in which JSON begins: a command may stand before it."""
_ENDED = ["", *(f" -> {status}" for status in range(1, 1000))]
"""How a request ended, by its status; nothing where it has none."""


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
        self._texts: list[str] = []
        self._length = self._count = 0
        self._will_write = False

    def watch(self, hub: Hub) -> None:
        """Follow every application there is and will be."""
        hub.timed = True
        hub.on_admit(self._follow)

    def close(self) -> None:
        """Write what is left, and no more."""
        self._write()
        self._writer.close()

    def _follow(self, application: Application) -> None:
        entries = self._entries
        append = entries.append
        self._lines.name(application.journal.mask, application.app_id)

        def collect(entry: Entry) -> None:
            if not entries or len(entries) == _TOGETHER:
                self._go_on()
            append(entry)

        application.journal.watchers.append(collect)

    def _go_on(self) -> None:
        """There are no entries yet, or enough of them."""
        if self._entries:
            self._make_lines()
        if not self._will_write:
            self._will_write = True
            self._writer.call_soon(self._write_soon)

    def _write_soon(self) -> None:
        """On the writer's thread: a timer of the loop would cost each of its turns something, this one costs them nothing."""
        with suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(self._write)

    def _make_lines(self) -> None:
        """Turn what was collected into text."""
        text = self._lines.of(self._entries)
        self._texts.append(text)
        self._length += len(text)
        self._count += len(self._entries)
        self._entries.clear()
        if self._length > _HELD:
            self._hand_over()

    def _hand_over(self) -> None:
        self._writer.write("".join(self._texts), self._count)
        self._texts.clear()
        self._length = self._count = 0

    def _write(self) -> None:
        """Write what was collected since the last time."""
        self._will_write = False
        if self._entries:
            self._make_lines()
        if self._texts:
            self._hand_over()


class Lines:
    """Makes the lines of entries: when, what, how it ended, how long it took, and in which application."""

    def __init__(self, colours: bool) -> None:
        self._colours = colours
        self._end = f"{_END}\n" if colours else "\n"
        self._names: WeakKeyDictionary[Mask, str] = WeakKeyDictionary()
        """What stands at the end of a line, by the mask that an application's entries have."""
        self._second = -1
        self._clock = ""

    def name(self, mask: Mask, app_id: str | int) -> None:
        """Have the lines of entries with a mask say whose they are."""
        self._names[mask] = f"  {printable(str(app_id))}"

    def of(self, entries: Sequence[Entry]) -> str:
        """The lines of entries, in their order. Most tell nothing secret and nothing odd, which one look at all of them shows."""
        lines: list[str] = []
        plain: list[str] = []
        known: dict[int, str] = {}
        names: dict[str, None] = {}
        masks: dict[Mask, None] = {}
        mask, at, stamp, end = None, -1, "", ""
        colours = self._colours
        for entry in entries:
            if entry.mask is not mask:
                mask = entry.mask
                masks[mask] = None
                end = f"{self._names.get(mask, '')}{self._end}"
            if entry.at != at:  # many things happen in one millisecond
                at = entry.at
                stamp = self._stamp(at)
            kind, refusal = entry.kind, entry.refusal
            if kind == "request":
                told = path = entry.path
                if entry.query:
                    told = f"{path}?{entry.mask.names.in_query(entry.query)}"
                if refusal is None:
                    told += _ENDED[entry.status]
                else:
                    told = f"{told}{_ENDED[entry.status]} {refusal.code} {refusal.message}"
                if not (entry.hint or "=" in path or "%" in told or len(told) > _SAFE):
                    plain.append(told)
                    took = entry.took
                    lasted = _QUICK if 0.0 < took < _SOON else _duration(took)
                    line = f"{stamp} request  {entry.method} {told}{lasted}{end}"
                    lines.append(f"{_colour(entry)}{line}" if colours else line)
                    continue
            elif kind == "frame" and refusal is None and not entry.hint:
                if (facts := known.get(id(entry.facts))) is None:
                    facts = known[id(entry.facts)] = told_facts(entry.facts)
                told = _beginning(entry.body)
                if told and facts and len(entry.operation) + len(facts) <= _BESIDE:
                    plain.append(told)
                    names[entry.operation] = None
                    line = f"{stamp} frame    {entry.operation} {told[:FRAME]} {facts}{end}"
                    lines.append(f"{_DIM}{line}" if colours else line)
                    continue
            lines.append(self._line(entry))
        together = " ".join((*plain, *known.values(), *names))
        if is_printable(together) and all(mask.hides_nothing_of(together) for mask in masks):
            return "".join(lines)
        if len(entries) > _FEW:
            half = len(entries) // 2
            return self.of(entries[:half]) + self.of(entries[half:])
        return "".join(map(self._line, entries))

    def _line(self, entry: Entry) -> str:
        """The line of an entry of any kind, without its secrets and harmless to a terminal."""
        told = str(entry)
        told = told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"
        name = self._names.get(entry.mask, "")
        line = f"{self._stamp(entry.at)} {entry.kind:8} {told}{_duration(entry.took)}{name}"
        return f"{_colour(entry) if self._colours else ''}{line}{self._end}"

    def _stamp(self, at: int) -> str:
        second, milliseconds = divmod(at, SECOND)
        if second != self._second:
            self._second, self._clock = second, iso(at)[11:19]
        return f"{self._clock}.{milliseconds:03d}"


def _beginning(body: bytes) -> str:
    """The beginning of a frame, up to the end of the text in which its line is cut: a secret is known there.

    A text of XML ends where an element begins or ends, one of JSON at a quotation mark. Of other frames it is all that
    is looked through for a line.
    """
    end = -1
    if body.startswith(b"<"):
        end = body.find(b"<", FRAME, LOOKED)
    elif b"{" in body[:_COMMAND]:
        end = body.find(b'"', FRAME, LOOKED)
        if body[end - 1 : end] == b"\\":
            end = -1
    if end > 0 and (said := body[:end]).isascii():
        return said.decode()
    return body[:LOOKED].decode("utf-8", "replace")


def _duration(seconds: float) -> str:
    """How long something took; nothing where it was not timed."""
    tenths = int(seconds * 10_000 + 0.5)
    return "" if not seconds else _SHORT[tenths] if tenths < len(_SHORT) else f"  {tenths / 10:.1f} ms"


def _colour(entry: Entry) -> str:
    if entry.kind != "request":
        return _DIM
    return _GREEN if entry.status < 400 else _YELLOW if entry.status < 500 else _RED


class Writer:
    """Writes texts to a stream on a thread of its own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._texts: SimpleQueue[str | Callable[[], None] | None] = SimpleQueue()
        self._waiting = self._left_out = 0
        self._lock = Lock()
        self._closing = Event()
        self._thread = Thread(target=self._work, name="chatmock log", daemon=True)
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

    def call_soon(self, function: Callable[[], None]) -> None:
        """Call a function on the thread, after a short pause."""
        self._texts.put(function)

    def close(self, patience: float = 2.0) -> None:
        """Wait until all is written, but not for ever."""
        self._closing.set()
        if self._left_out:
            self._texts.put(self._omission())
        self._texts.put(None)
        self._thread.join(patience)

    def _omission(self) -> str:
        left_out, self._left_out = self._left_out, 0
        return f"({left_out} lines are left out: nobody read them in time)\n"

    def _work(self) -> None:
        while (work := self._texts.get()) is not None:
            if not isinstance(work, str):
                self._closing.wait(_PAUSE)
                work()
                continue
            try:
                self._stream.write(work)
                self._stream.flush()
            except (OSError, ValueError):  # nobody reads it any more
                pass
            with self._lock:
                self._waiting -= len(work)
