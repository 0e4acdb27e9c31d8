"""The plan of a contract check: which requests are sent in which order, as a provider's YAML files write it down.

Each file is a chapter, a list of rows; the first chapter prepares what all others need. ``~alice`` stands for a name with
the check's own prefix, ``{name}`` for something kept from an earlier answer, for an option of the application, for a
``{number}`` of this check, or for ``{soon}``, in an hour, in milliseconds. A row has these keys:

``do`` is method and path behind the API's prefix, ``with`` the body, ``file`` the parts of a form, texts or files by name, type and text, ``as`` the headers in
place of the credential, ``keep`` names what of the answer is used later, and where it stands. ``then`` are reads that show
the effect. ``has`` and ``lacks`` say which values a list of the answer holds or does not hold; ``shows`` says what stands
at places of the answer. Without those three the whole answer is compared. ``refused`` is the code of the refusal that is
expected. ``varies`` are fields of the answer that each application has its own of. ``undo`` is the request that takes away what was made. ``destructive`` rows change what belongs to the whole
application, ``prepares`` rows prove nothing, ``only`` are the options of an application for which the row is. A row that
``reads`` changes nothing, by another method than GET; one in ``then`` that ``acts`` changes something itself.

Rows with ``adopt`` or ``clock`` are asked of the server alone, and teach. ``adopt`` are requests for chatmock itself, of the
platform or of the control API, which make its application like the server's; fields that stand for something the answer does not
have are left out of them; with ``refused`` they are asked only where the server refuses so. ``clock`` is where the answer tells the server's time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import yaml

_NAME = re.compile(r"\{(\w+)\}")
_OWN = re.compile(r"(?<![\w~])~(?=\w)")


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One request of a plan, and what has to come of it."""

    do: str
    body: Any = msgspec.field(default=None, name="with")
    file: Mapping[str, list[str] | str] = {}
    headers: Mapping[str, str] | None = msgspec.field(default=None, name="as")
    keep: Mapping[str, str] = {}
    then: list[Row] = []
    shows: Mapping[str, Any] | None = None
    has: Mapping[str, Any] = {}
    lacks: Mapping[str, Any] = {}
    refused: int | str = 0
    undo: list[Row] = []
    destructive: bool = False
    prepares: bool = False
    only: Mapping[str, Any] = {}
    reads: bool = False
    acts: bool = False
    varies: list[str] = []
    adopt: list[Row] | None = None
    clock: str = ""

    @property
    def learns(self) -> bool:
        """Whether it is asked of the server alone, to know its application before anything is compared."""
        return self.adopt is not None or bool(self.clock)

    @property
    def only_reads(self) -> bool:
        """Whether it changes nothing."""
        return self.method == "GET" or self.reads

    @property
    def method(self) -> str:
        return self.do.partition(" ")[0]

    @property
    def line(self) -> str:
        """Path and query."""
        return self.do.partition(" ")[2]


class Chapter(msgspec.Struct, frozen=True):
    """The rows of one file."""

    name: str
    rows: list[Row]


def read_plan(folder: Path) -> list[Chapter]:
    """The chapters of a folder, by their names."""
    return [
        Chapter(path.stem, msgspec.convert(yaml.safe_load(path.read_bytes()), list[Row]))
        for path in sorted(folder.glob("*.yaml"))
    ]


def fill(value: Any, names: Mapping[str, Any]) -> Any:
    """A value of a plan with what stands for its names; raises KeyError for one that is not known."""
    if isinstance(value, str):
        value = _OWN.sub(str(names["~"]), value)
        alone = _NAME.fullmatch(value)
        return names[alone[1]] if alone else _NAME.sub(lambda found: str(names[found[1]]), value)
    if isinstance(value, Mapping):
        return {fill(name, names): fill(item, names) for name, item in value.items()}
    if isinstance(value, list):
        return [fill(item, names) for item in value]
    return value


def fill_line(line: str, names: Mapping[str, Any]) -> str:
    """A path with its query, filled, each name percent-encoded."""
    return str(fill(line, {name: quote(str(value), safe="") for name, value in names.items()}))
