"""The schemas of a folder, each read when it is first asked for, and together with those that it refers to."""

from __future__ import annotations

import os
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import orjson
from jsonschema_rs import Registry

BASE = "json-schema:///"
_ENDING = ".json"
Document = dict[str, Any]


class SchemaFiles(MutableMapping[str, Document]):
    """Documents by name: ``user.create`` is ``user.create.json``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        names = sorted(name for name in os.listdir(folder) if name.endswith(_ENDING))
        self._known: dict[str, Document | None] = {name.removesuffix(_ENDING): None for name in names}

    def __repr__(self) -> str:
        return f"<SchemaFiles of {self._folder}>"

    def __getitem__(self, name: str) -> Document:
        found = self._known[name]
        if found is None:
            with open(f"{self._folder}/{name}{_ENDING}", "rb") as file:
                found = self._known[name] = orjson.loads(file.read())
        return found

    def __setitem__(self, name: str, document: Document) -> None:
        self._known[name] = document

    def __delitem__(self, name: str) -> None:
        del self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    @staticmethod
    def named_in(part: Any) -> list[str]:
        """The names of the schemas to which something in a schema refers."""
        return list(_named_in(part))

    def registry_of(self, name: str) -> Registry:
        """A schema with all those that it refers to, at whatever distance."""
        found: dict[str, Document] = {}
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one not in found and one in self:
                found[one] = self[one]
                waiting += _named_in(found[one])
        return Registry([(f"{BASE}{one}{_ENDING}", document) for one, document in found.items()])


def _named_in(part: Any) -> Iterator[str]:
    """The names of other schemas to which something in a schema refers."""
    if isinstance(part, dict):
        reference = part.get("$ref")
        if isinstance(reference, str) and not reference.startswith("#"):
            yield reference.partition("#")[0].removesuffix(_ENDING)
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        if isinstance(inner, dict | list):
            yield from _named_in(inner)


def is_map(rule: dict[str, Any]) -> bool:
    """Whether a rule is of an object whose names are anybody's, and whose values have a rule."""
    return rule.get("type") == "object" and isinstance(rule.get("additionalProperties"), dict)
