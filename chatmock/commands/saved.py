"""``--state FILE``: the data of the default applications kept across restarts."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import orjson

from chatmock.core.application import Application
from chatmock.core.seeds import FORMATS, SEVERAL, Seed, SeedError
from chatmock.providers import DEFAULT


class StateFile:
    """A file with the whole state of applications, as JSON in the format of seed files."""

    def __init__(self, path: str) -> None:
        self.path = Path(path).absolute()
        self._may_write = False

    def load(self) -> Seed | None:
        """What the file keeps; None where there is none yet.

        A file that is torn or is none of chatmock's is refused with SeedError, and never written to.
        """
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            self._may_write = True
            return None
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
        seed = Seed(values, lambda spot: f"{self.path}: {'/'.join(map(str, spot))}", default=DEFAULT)
        seed.check(lambda provider: None)  # the format alone; the hub checks the rest
        self._may_write = True
        return seed

    def save(self, applications: Sequence[Application]) -> None:
        """Write the state; the file is whole at every instant, the old one or the new one."""
        if not self._may_write or not applications:
            return
        documents = [application.provider.dump(application) for application in applications]
        state = documents[0] if len(documents) == 1 else {"chatmock": FORMATS[-1], SEVERAL: documents}
        data = orjson.dumps(state)
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
