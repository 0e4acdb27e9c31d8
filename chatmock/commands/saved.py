"""``--state FILE``: an application's data kept across restarts."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import orjson

from chatmock.core.application import Application
from chatmock.core.seeds import Document, SeedError


class StateFile:
    """A file with the whole state of an application, as JSON in the format of seed files."""

    def __init__(self, path: str) -> None:
        self.path = Path(path).absolute()
        self._may_write = False

    def load(self, application: Application) -> bool:
        """Fill an application from the file; False where there is none yet.

        A file that is torn or is none of chatmock's is refused with SeedError, and never written to.
        """
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            self._may_write = True
            return False
        except OSError as reason:
            raise SeedError(f"{self.path}: cannot be read: {reason.strerror}") from None
        try:
            values = orjson.loads(data)
        except orjson.JSONDecodeError as reason:
            raise SeedError(
                f"{self.path}: torn, or no state of chatmock's ({reason}); it is left as it is. "
                "Name another file, or move this one away to begin anew"
            ) from None
        if not isinstance(values, dict) or "chatmock" not in values:
            raise SeedError(f"{self.path}: no state of chatmock's; it is left as it is. Name another file")
        Document(values, lambda spot: f"{self.path}: {'/'.join(map(str, spot))}").fill(application)
        self._may_write = True
        return True

    def save(self, application: Application) -> None:
        """Write the state; the file is whole at every instant, the old one or the new one."""
        if not self._may_write:
            return
        data = orjson.dumps(application.provider.dump(application))
        descriptor, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self.path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
