"""How each key is known: the sources that schemas name, by operation, and counted by platform."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from chatmock.core.operation import Operation
from chatmock.core.provider import Speaker
from chatmock.core.seed_schema import NAME as SEEDS

MARKS = ("seed", "recorded", "live", "client", "docs", "ruled")
"""The kinds of sources; CONTRIBUTING.md says what each means."""
_INSIDE = ("items", "additionalProperties", "anyOf", "oneOf", "allOf")

Source = Mapping[str, str]
"""``mark`` is one of MARKS, ``where`` names document and heading, recording, file or a symbol of an SDK."""


class Key(NamedTuple):
    """A key of a schema, and how it is known; without sources it is not signed."""

    schema: str
    place: str
    """The key with those around it in its schema, as ``sender.user_id``; ``[]`` stands for each of a list."""
    sources: tuple[Source, ...]
    description: str

    @property
    def name(self) -> str:
        return self.place.rpartition(".")[2].removesuffix("[]")


def keys_of(schema: str, document: Mapping[str, Any]) -> Iterator[Key]:
    """Every key of a schema, but not those of schemas it refers to: they are signed there."""
    yield from _keys(schema, document, "", _sources(document))


def _keys(schema: str, rule: Any, before: str, around: tuple[Source, ...]) -> Iterator[Key]:
    if not isinstance(rule, dict):
        return
    for name, inner in rule.get("properties", {}).items():
        own = (_sources(inner) if isinstance(inner, dict) else ()) or around
        place = f"{before}.{name}".removeprefix(".")
        told = inner.get("description", "") if isinstance(inner, dict) else ""
        yield Key(schema, place, own, told)
        yield from _keys(schema, inner, place, own)
    for keyword in _INSIDE:
        below = rule.get(keyword, ())
        for one in below if isinstance(below, list) else [below]:
            mark = "[]" if keyword == "items" else ""
            own = (_sources(one) if isinstance(one, dict) else ()) or around
            yield from _keys(schema, one, before + mark, own)


def _sources(rule: Mapping[str, Any]) -> tuple[Source, ...]:
    found = rule.get("x-source", ())
    return tuple(found) if isinstance(found, list) else (found,) if found else ()


def keys_around(speaker: Speaker[Any], names: list[str]) -> Iterator[Key]:
    """The keys of some schemas, and of all those that they refer to, each schema once."""
    waiting, done = list(names), set()
    while waiting:
        name = waiting.pop(0)
        if name in done or name not in speaker.api.schemas.documents:
            continue
        done.add(name)
        document = speaker.api.schemas.documents[name]
        yield from keys_of(name, document)
        waiting += speaker.api.schemas.documents.named_in(document)


def schemas_of(operation: Operation) -> list[str]:
    """The names of the schemas that an operation takes and gives."""
    return [name for name in (operation.accepts, operation.returns) if name]


def operations(speaker: Speaker[Any]) -> dict[str, list[str]]:
    """The schemas of everything that has a name: operations, commands on sockets, frames, webhooks, pushes."""
    found: dict[str, list[str]] = {}
    for operation in (*speaker.api.operations.values(), *speaker.api.commands.values()):
        for name in {operation.name, operation.path if operation.method == "FRAME" else operation.name}:
            found.setdefault(name, []).extend(schemas_of(operation))
    for way in speaker.ways():
        for message in way.messages:
            known = found.setdefault(message.name, [])
            known += speaker.api.schemas.documents.named_in(dict(message.payload))
    return {name: list(dict.fromkeys(schemas)) for name, schemas in found.items()}


def counted(speaker: Speaker[Any]) -> Counter[str]:
    """The keys of all schemas of a speaker by kind of source; a key of two kinds counts for both. Seeds are left out."""
    found: Counter[str] = Counter()
    for name, document in speaker.api.schemas.documents.items():
        if name != SEEDS:
            for key in keys_of(name, document):
                found.update({source["mark"] for source in key.sources} or {""})
                found["keys"] += 1
    return found
