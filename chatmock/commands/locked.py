"""A lock beside a file: one server at a time keeps its data there."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event

from chatmock.core.clock import monotonic

if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)  # what is locked cannot be read there: the number before it can
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_FAR = 1 << 20
_LAST_SAVE = 20.0
"""Seconds that are left to the last save of a server that was killed: the process that writes it holds the lock."""
_LOOK_EVERY = 0.02


class Taken(Exception):
    """Somebody else has the lock: the number of that process, 0 where it is not known."""

    def __init__(self, process: int) -> None:
        super().__init__(process)
        self.process = process


class Lock:
    """Held as long as a process has the lock's file open, so it ends with its processes however they end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.descriptor = -1

    def acquire(self) -> None:
        """Take the lock. Raises Taken, and OSError where there can be no such file."""
        until, pause = monotonic() + _LAST_SAVE, Event()
        while not self._take():
            process = self._holder()
            if (process and _is_there(process)) or monotonic() > until:
                raise Taken(process)
            pause.wait(_LOOK_EVERY)

    def _take(self) -> bool:
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            try:
                _try(descriptor)
            except (BlockingIOError, PermissionError):
                return False
            except OSError:
                pass  # a file system without locks: it goes without
            if not self._is_still_it(descriptor):
                return False
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, f"{os.getpid()}\n".encode())
            self.descriptor, descriptor = descriptor, -1
        finally:
            if descriptor != -1:
                os.close(descriptor)
        return True

    def _is_still_it(self, descriptor: int) -> bool:
        """Whether the file was not removed by its last holder meanwhile."""
        try:
            return os.path.samestat(os.fstat(descriptor), os.stat(self.path))
        except OSError:
            return False

    def _holder(self) -> int:
        try:
            return int(self.path.read_text() or 0)
        except (OSError, ValueError):
            return 0

    def release(self) -> None:
        if self.descriptor == -1:
            return
        if sys.platform != "win32":
            with suppress(OSError):
                self.path.unlink()
        os.close(self.descriptor)
        self.descriptor = -1


def _is_there(process: int) -> bool:
    if sys.platform == "win32":  # there nobody outlives the server with its lock
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
