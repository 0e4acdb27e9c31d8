"""Saving the state beside the work: a moment after it changed, and one last time at the end."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from chatmock.commands.saved import StateFile, digest_of, elsewhere
from chatmock.core.application import Application
from chatmock.core.clock import monotonic
from chatmock.core.hub import Hub

_PAUSE = 0.1
"""Seconds between the end of one save and the beginning of the next."""
_PAUSE_AFTER_FAILURE = 5.0
_SHARE = 20
"""Where the work has to wait for a save, the next one is as many times as long away."""
_FORKS = hasattr(os, "fork")
_GOOD, _BAD = b"+", b"-"


class Saving:
    """Saves the state of a hub's default applications into a file.

    A child process has all memory as it was in one instant and writes it down, while the server works on. Where there are
    no such children the server itself takes the state, and a thread writes it.
    """

    def __init__(self, file: StateFile, hub: Hub, say: Callable[[str], None] | None = None) -> None:
        self._file = file
        self._hub = hub
        self._say = say or (lambda sentence: print(sentence, file=sys.stderr, flush=True))
        self._pause = _PAUSE
        self._failure = ""
        self._child: tuple[int, int] | None = None
        """The number of the process that is saving, and where it reports."""
        self._saved: Any = self._mark() if file.digest else None
        """What the file is up to date with."""

    def _mark(self) -> Any:
        """Something that differs from what it was whenever the state may."""
        tenants = self._hub.default.tenants
        return self._hub.changes, [(t.ids.saved(), t.clock.saved(), _let_through(t)) for t in tenants]

    async def run(self) -> None:
        """Save whenever something has changed, until it is cancelled."""
        while True:
            await asyncio.sleep(self._pause)
            self._pause = _PAUSE
            if self._hub.default.tenants and (mark := self._mark()) != self._saved:
                self._saved = mark
                await self._save()

    async def _save(self) -> None:
        try:
            started = _FORKS and self._start()
        except OSError:  # no memory, or no process, to be had at present
            started = False
        try:
            self._note(await self._report() if started else await self._save_here())
        except OSError as reason:
            self._note(_BAD + _sentence(reason).encode())

    def _note(self, report: bytes) -> None:
        kind, rest = report[:1], report[1:]
        if kind == _GOOD:
            self._file.digest = rest
            if self._failure:
                self._failure = ""
                self._say(f"chatmock saves {self._file.path} again")
            return
        self._saved, self._pause = None, _PAUSE_AFTER_FAILURE
        sentence = rest.decode("utf-8", "replace") or "the process that saves was ended"
        if sentence != self._failure:
            self._failure = sentence
            self._say(f"chatmock cannot save {self._file.path}: {sentence}. It goes on, and tries again")

    # --- in a child ---

    def _start(self) -> bool:
        reading, writing = os.pipe()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside threads: the child needs none
                held = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
                try:
                    process = os.fork()
                    if process == 0:
                        self._write_and_leave(writing)
                finally:
                    signal.pthread_sigmask(signal.SIG_SETMASK, held)
        except OSError:
            os.close(reading)
            raise
        finally:
            os.close(writing)
        self._child = process, reading
        return True

    def _write_and_leave(self, writing: int) -> None:
        """What the child does: nothing of the server's is touched, and no connection is kept open by it."""
        report = _BAD
        try:
            signal.set_wakeup_fd(-1)  # no signal is handled here at all: they stay blocked
            gc.disable()
            _close_all_but(writing, self._file.descriptor)
            report = _GOOD + self._file.save(self._hub.default.tenants)
        except OSError as reason:
            report = _BAD + _sentence(reason).encode()
        except BaseException as reason:
            report = _BAD + f"{type(reason).__name__}: {reason}"[:1000].encode()
        finally:
            with suppress(OSError):
                os.write(writing, report)
            os._exit(0)

    async def _report(self) -> bytes:
        """What the child says, once it is through."""
        assert self._child is not None
        loop, reading, said = asyncio.get_running_loop(), self._child[1], asyncio.Event()
        loop.add_reader(reading, said.set)
        try:
            await said.wait()
        finally:
            loop.remove_reader(reading)
        return self._collect()

    def _collect(self) -> bytes:
        if self._child is None:
            return b""
        (process, reading), self._child = self._child, None
        with open(reading, "rb") as report:
            said = report.read()
        with suppress(ChildProcessError):
            os.waitpid(process, 0)
        return said

    # --- in the server itself ---

    async def _save_here(self) -> bytes:
        began = monotonic()
        data = self._file.text_of(self._hub.default.tenants)
        self._pause = max(_PAUSE, _SHARE * (monotonic() - began))
        digest = digest_of(data)
        if digest != self._file.digest:
            await asyncio.to_thread(self._file.write, data)
        return _GOOD + digest

    # --- at the end ---

    def finish(self) -> bool:
        """Save one last time; whether the data is where it was to be."""
        if report := self._collect():
            self._note(report)
        return not self._hub.default.tenants or self._finished()

    def _finished(self) -> bool:
        data = self._file.text_of(self._hub.default.tenants)
        if digest_of(data) == self._file.digest:
            return True
        try:
            self._file.write(data)
        except OSError as reason:
            self._say(f"chatmock cannot save {self._file.path}: {_sentence(reason)}. {self._put_elsewhere(data)}")
            return False
        return True

    def _put_elsewhere(self, data: bytes) -> str:
        try:
            return f"The state is in {elsewhere(self._file.path, data)}, which can be given to --state"
        except OSError as reason:
            return f"Nor can the folder for temporary files take it: {_sentence(reason)}. What came last is lost"


def _let_through(tenant: Application) -> list[tuple[int, int]]:
    """What rate limits counted, which is all that looking changes."""
    return [(window.start, window.count) for window in tenant.limits.windows.values()]


def _sentence(reason: OSError) -> str:
    return reason.strerror or str(reason)


def _close_all_but(*kept: int) -> None:
    """Close what the server has open: a client would not hear that its connection ended as long as somebody holds it."""
    first = 0
    for descriptor in sorted(kept):
        os.closerange(first, descriptor)
        first = descriptor + 1
    os.closerange(first, _most_descriptors())


def _most_descriptors() -> int:
    try:
        return max(map(int, os.listdir("/dev/fd"))) + 1
    except (OSError, ValueError):
        return int(os.sysconf("SC_OPEN_MAX"))
