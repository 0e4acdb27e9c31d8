"""A cassette: recorded traffic as lines of JSON, the first one about the whole, each further one about one thing that happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from chatmock import __version__
from chatmock.recording.pseudonyms import BEGINNING

FORMAT = 1
LARGEST = 256 * 1024 * 1024
"""Bytes of a cassette: what is longer is neither written nor read."""
KINDS = ("exchange", "open", "frame", "close")
Document = dict[str, Any]


class BadCassette(ValueError):
    """A file is no cassette: a sentence for people."""


class Writer:
    """Writes lines as things happen; each is whole in the file when the next one comes."""

    def __init__(self, file: BinaryIO, provider: str) -> None:
        self._file = file
        self.lines = self.size = 0
        self._write({"cassette": FORMAT, "provider": provider, "began": BEGINNING, "by": f"chatmock {__version__}"})

    @property
    def is_full(self) -> bool:
        return self.size >= LARGEST

    def write(self, event: Document) -> None:
        """Write what happened; nothing more into a file that is full."""
        if not self.is_full:
            self.lines += 1
            self._write(event)

    def _write(self, document: Document) -> None:
        line = orjson.dumps(document) + b"\n"
        self.size += len(line)
        self._file.write(line)
        self._file.flush()


class Cassette:
    """What was recorded, in the order in which it began."""

    def __init__(self, provider: str, events: Iterable[Document]) -> None:
        self.provider = provider
        self.events = sorted(events, key=lambda event: event["n"])

    def __repr__(self) -> str:
        return f"<Cassette of {self.provider}: {len(self.events)} events>"

    @classmethod
    def read(cls, path: Path) -> Cassette:
        """The cassette in a file; raises OSError, and BadCassette where it is none."""
        if path.stat().st_size > LARGEST:
            raise BadCassette(f"{path} is larger than {LARGEST} bytes; record less into one cassette")
        lines = path.read_bytes().splitlines()
        head, *events = [*_documents(path, lines)] or [{}]
        if head.get("cassette") != FORMAT or not isinstance(head.get("provider"), str):
            raise BadCassette(f"{path} is no cassette of format {FORMAT}; chatmock record writes one")
        for number, event in enumerate(events, 2):
            if event.get("kind") not in KINDS or type(event.get("n")) is not int:
                raise BadCassette(
                    f"{path}, line {number}: it has to have a number n, and be of kind {', '.join(KINDS)}"
                )
        return cls(head["provider"], events)


def _documents(path: Path, lines: list[bytes]) -> Iterator[Document]:
    for number, line in enumerate(lines, 1):
        try:
            found = orjson.loads(line)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise BadCassette(f"{path}, line {number}: it is no JSON object; chatmock record writes one in each line")
        yield found
