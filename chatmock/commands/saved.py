"""``--state FILE``: the file that keeps the data of the default applications across restarts."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

import orjson

from chatmock.commands.locked import Lock, Taken
from chatmock.core.application import Application
from chatmock.core.jsontext import parse
from chatmock.core.seeds import FORMATS, SEVERAL, Seed, SeedError, values_of, write
from chatmock.providers import DEFAULT

_YAML = (".yaml", ".yml")
_RANDOM = "[a-z0-9_]{8}"
"""How ``tempfile`` names what it makes."""


class CannotKeep(Exception):
    """There is no keeping data in a file: why, in a sentence for people."""


class StateFile:
    """A file with the whole state of applications, in the format of seed files: as YAML or JSON, by its name.

    Beside it stand, only as long as they are needed, a lock, what is being written, and a good copy where the file itself
    has to be written in place.
    """

    def __init__(self, path: str, move: Callable[[str, Path], object] = os.replace) -> None:
        self.path = _resolved(path)
        self._move = move
        self._named = path
        self._lock = Lock(self._beside("lock"))
        self._good = self._beside("good")
        self._may_write = False
        self.digest = b""
        """Of what the file holds; empty where there is none."""

    def _beside(self, what: str) -> Path:
        return self.path.with_name(f".{self.path.name}.{what}")

    # --- its beginning and end ---

    def open(self) -> None:
        """Take the file for this server alone. Raises CannotKeep where it could not be written later."""
        if not self.path.parent.is_dir():
            raise self._cannot(f"there is no folder {self.path.parent}. Make it first, or name another file")
        if self.path.exists() and not self.path.is_file():
            raise self._cannot("it is no file. Name a file, which may be new")
        try:
            self._lock.acquire()
        except Taken as other:
            who = f"process {other.process}" if other.process else "another process"
            raise self._cannot(
                f"another server ({who}) keeps its data there. Give each server a file of its own, or end that one"
            ) from None
        except OSError as reason:
            raise self._cannot(f"nothing can be written to {self.path.parent}: {reason.strerror}") from None
        try:
            self._tidy()
            self._try_to_write()
        except OSError as reason:
            self.close()
            raise self._cannot(f"{reason.filename or self.path} cannot be written: {reason.strerror}") from None

    def _cannot(self, why: str) -> CannotKeep:
        return CannotKeep(f"chatmock serve: --state {self._named}: {why}")

    def _try_to_write(self) -> None:
        descriptor, name = self._new()
        os.close(descriptor)
        os.unlink(name)
        if self.path.exists():
            os.close(os.open(self.path, os.O_RDWR))

    def _tidy(self) -> None:
        """Remove what servers left that were killed while they wrote."""
        ours = re.compile(rf"\.{re.escape(self.path.name)}\.{_RANDOM}")
        for name in os.listdir(self.path.parent):
            if ours.fullmatch(name):
                with suppress(OSError):
                    self.path.with_name(name).unlink()

    def close(self) -> None:
        """From now on another server may have the file."""
        self._lock.release()

    @property
    def descriptor(self) -> int:
        """What holds the lock: a process that goes on writing keeps it open."""
        return self._lock.descriptor

    # --- reading ---

    def load(self) -> Seed | None:
        """What the file keeps; None where there is none yet.

        A file that is torn or is none of chatmock's is refused with SeedError, and never written to.
        """
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            data = None
        except OSError as reason:
            raise SeedError(f"{self.path}: cannot be read: {reason.strerror}") from None
        seed = self._copied(data is not None)
        if seed is None and data is not None:
            seed = self._seed_of(data)
            self.digest = digest_of(data)
        self._may_write = True
        return seed

    def _copied(self, is_there: bool) -> Seed | None:
        """What the good copy keeps, where writing in place did not come to its end."""
        try:
            if is_there and self._good.stat().st_mtime_ns < self.path.stat().st_mtime_ns:
                with suppress(SeedError):
                    self._seed_of(self.path.read_bytes())
                    return None
            return self._seed_of(self._good.read_bytes())
        except (OSError, SeedError):
            return None

    def _seed_of(self, data: bytes) -> Seed:
        values, place = self._values_of(data)
        if not isinstance(values, dict) or "chatmock" not in values:
            raise SeedError(f"{self.path}: no state of chatmock's; it is left as it is. Name another file")
        seed = Seed(values, place, default=DEFAULT)
        seed.check(lambda provider: None)  # the format alone; the hub checks the rest
        return seed

    def _values_of(self, data: bytes) -> tuple[Any, Any]:
        try:
            if self.path.suffix in _YAML:
                return values_of(data, str(self.path), most=None)
            return parse(data), lambda spot: f"{self.path}: {'/'.join(map(str, spot))}"
        except (ValueError, SeedError) as reason:
            raise SeedError(
                f"{self.path}: torn, or no state of chatmock's ({reason}); it is left as it is. "
                "Name another file, or move this one away to begin anew"
            ) from None

    # --- writing ---

    def text_of(self, applications: Sequence[Application]) -> bytes:
        """The state of applications at this instant, as the file keeps it."""
        documents = [application.provider.dump(application) for application in applications]
        state = documents[0] if len(documents) == 1 else {"chatmock": FORMATS[-1], SEVERAL: documents}
        return write(state).encode() if self.path.suffix in _YAML else orjson.dumps(state)

    def save(self, applications: Sequence[Application]) -> bytes:
        """Write the state where it is another one; gives the digest of it. Nothing is written before the file was read."""
        if not self._may_write or not applications:
            return self.digest
        data = self.text_of(applications)
        if (digest := digest_of(data)) != self.digest:
            self.write(data)
        return digest

    def write(self, data: bytes) -> None:
        """Put the state into the file, which is whole at every instant: the old one or the new one, or the copy beside it.

        Raises OSError.
        """
        descriptor, name = self._new()
        try:
            with os.fdopen(descriptor, "wb") as file:
                self._like_the_old_one(file.fileno())
                file.write(data)
                _sync(file)
            try:
                self._move(name, self.path)
            except OSError:  # mounted by itself, for one
                if not self.path.is_file():
                    raise
                self._write_in_place(name, data)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise
        _sync_folder(self.path.parent)
        self._good.unlink(missing_ok=True)

    def _new(self) -> tuple[int, str]:
        return tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")

    def _write_in_place(self, name: str, data: bytes) -> None:
        os.replace(name, self._good)
        _sync_folder(self.path.parent)
        with open(self.path, "r+b") as file:
            file.write(data)
            file.truncate()
            _sync(file)

    def _like_the_old_one(self, descriptor: int) -> None:
        """Let whoever could read the file read the new one. One that is all new is its owner's alone: it holds tokens."""
        with suppress(OSError):
            old = self.path.stat()
            if hasattr(os, "fchmod"):
                os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
                os.fchown(descriptor, old.st_uid, old.st_gid)


def elsewhere(path: Path, data: bytes) -> Path:
    """Put data that a file cannot take into the folder for temporary files; gives where. Raises OSError."""
    descriptor, name = tempfile.mkstemp(prefix=f"{path.stem}-", suffix=path.suffix)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        _sync(file)
    return Path(name)


def digest_of(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def _resolved(path: str) -> Path:
    """What a path leads to through links: a link stays one, and its target is written."""
    try:
        return Path(path).resolve()
    except (OSError, RuntimeError):
        raise CannotKeep(f"chatmock serve: --state {path}: its links lead in a circle. Name another file") from None


def _sync(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Have the system keep a new name, too, where it can be told to."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
