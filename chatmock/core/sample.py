"""Requests written down as data: what provokes each documented error, and what a contract check asks a server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import msgspec
import orjson

_UNSEEN: Any = object()


class Ask(msgspec.Struct, frozen=True):
    """One request, such as ``Ask("GET /notes/{note_id}")``; what is in braces was kept from earlier answers.

    ``headers`` take the place of the tenant's own credential. ``keep`` names what of the answer is used later and where it
    stands: ``{"note_id": "notes/0/id"}``. ``code`` is that of the refusal it has to get.
    """

    line: str
    body: Mapping[str, Any] | None = None
    headers: Mapping[str, str] | None = None
    raw: bytes = b""
    keep: Mapping[str, str] = msgspec.field(default_factory=dict)
    code: int | str = 0

    @property
    def method(self) -> str:
        return self.line.partition(" ")[0]

    @property
    def path(self) -> str:
        return self.line.partition(" ")[2].partition("?")[0]

    @property
    def query(self) -> str:
        return self.line.partition("?")[2]

    @property
    def content(self) -> bytes:
        return self.raw or (b"" if self.body is None else orjson.dumps(self.body))

    def filled(self, kept: Mapping[str, str]) -> Ask:
        """The same with what was kept in place of its names; raises KeyError for a name that was not."""
        line = self.line.format_map({name: quote(value, safe="") for name, value in kept.items()})
        headers = self.headers and {name: value.format_map(kept) for name, value in self.headers.items()}
        return msgspec.structs.replace(self, line=line, body=_filled(self.body, kept), headers=headers)

    def kept(self, answer: Any) -> dict[str, str]:
        """What of a parsed answer is to be kept, as far as it is there."""
        found = ((name, _at(answer, place)) for name, place in self.keep.items())
        return {name: str(value) for name, value in found if value is not _UNSEEN}


class Cause(msgspec.Struct, frozen=True):
    """What provokes a documented error: its meaning, the case in words, and the requests that lead to it."""

    code: int | str
    meaning: str
    case: str
    ask: Ask
    message: str
    before: tuple[Ask, ...] = ()


def _filled(value: Any, kept: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        name = value.removeprefix("{").removesuffix("}")
        return kept[name] if value == f"{{{name}}}" and name.isidentifier() else value
    if isinstance(value, Mapping):
        return {name: _filled(item, kept) for name, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, kept) for item in value]
    return value


def _at(answer: Any, place: str) -> Any:
    for step in place.split("/"):
        if isinstance(answer, list) and step.isdecimal() and int(step) < len(answer):
            answer = answer[int(step)]
        elif isinstance(answer, dict) and step in answer:
            answer = answer[step]
        else:
            return _UNSEEN
    return answer
