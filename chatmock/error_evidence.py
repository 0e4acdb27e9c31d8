"""How each error is known: the sources of its code and of its sentences.

A provider has the table ``error_sources.json`` beside it: by module, each row is a source and lists the errors that it tells
of. ``code`` lists those whose code (and so whose status) stands there, ``sentence`` those whose sentence does. A row may list
errors under a fact, too, where that fact has the words of another year.
"""

from __future__ import annotations

import inspect
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from chatmock.core.errors import Error, fits
from chatmock.core.provider import Speaker
from chatmock.evidence import Source

TABLE = "error_sources.json"
CODE, SENTENCE = "code", "sentence"


class KnownError(NamedTuple):
    """An error of a catalogue, and how it is known; a part without sources is not signed."""

    name: str
    """Its name in the catalogue, with the module where that is another than ``errors``."""
    error: Error
    parts: Mapping[str, tuple[Source, ...]]
    """The sources of its code, and of each of its sentences."""

    def says(self, part: str) -> str:
        """The sentence of a part, with its fields in braces."""
        return self.error.sentence if part == SENTENCE else str(self.error.facts[part])

    def sentences(self) -> dict[str, tuple[Source, ...]]:
        return {part: sources for part, sources in self.parts.items() if part != CODE}


def errors_of(speaker: Speaker[Any]) -> Iterator[KnownError]:
    """Every error of a speaker's catalogues; none where it has no table."""
    path = Path(inspect.getfile(type(speaker))).with_name(TABLE)
    tables: dict[str, list[dict[str, Any]]] = orjson.loads(path.read_bytes()) if path.exists() else {}
    package = type(speaker).__module__.rpartition(".")[0]
    done: set[int] = set()
    for module, rows in tables.items():
        for name, error in vars(sys.modules[f"{package}.{module}"]).items():
            if isinstance(error, Error) and id(error) not in done:
                done.add(id(error))
                yield KnownError(name if module == "errors" else f"{module}.{name}", error, parts_of(name, error, rows))


def parts_of(name: str, error: Error, rows: list[dict[str, Any]]) -> dict[str, tuple[Source, ...]]:
    """The sources of an error by what they tell of: its code, its sentence, the words of another year."""
    listed = dict.fromkeys(part for row in rows for part in row if part not in ("mark", "where"))
    parts = [CODE, SENTENCE, *(part for part in listed if part in error.facts)]
    return {
        part: tuple({"mark": row["mark"], "where": row["where"]} for row in rows if name in row.get(part, ()))
        for part in parts
    }


def with_code(speaker: Speaker[Any], code: str) -> list[KnownError]:
    """The errors of a speaker that have a code, given as a text."""
    return [known for known in errors_of(speaker) if str(known.error.code) == code]


def saying(errors: Sequence[KnownError], message: str) -> tuple[KnownError, str] | None:
    """Which of some errors says a message, and by which of its sentences: the one that has most of its words."""
    found = [(known, part) for known in errors for part in known.sentences() if fits(known.says(part), message)]
    return max(found, key=lambda one: len(one[0].says(one[1])), default=None)


def counted(speaker: Speaker[Any]) -> dict[str, Counter[str]]:
    """Codes and sentences by kind of source; one of two kinds counts for both, an unsigned one under an empty name."""
    found: dict[str, Counter[str]] = {"codes": Counter(), "sentences": Counter()}
    for known in errors_of(speaker):
        for part, sources in known.parts.items():
            count = found["codes" if part == CODE else "sentences"]
            count.update({source["mark"] for source in sources} or {""})
            count["all"] += 1
    return found
