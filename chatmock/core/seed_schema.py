"""The JSON Schema of a provider's seeds: it says what is wrong with a document, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from jsonschema_rs import ValidationError, validator_for

from chatmock.core.seed_text import LONGEST_SHOWN, Spot, shortened, shown

_END = 100
NAME = "fixture"
"""The schema of seeds among a provider's schemas: ``fixture.json``. It refers to nothing outside itself."""


class SeedSchema:
    """A compiled schema of seed documents."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._validator = validator_for(document)

    def faults(self, values: Any) -> Iterator[tuple[Spot, str]]:
        """Where a document breaks the schema, and how in words; for an unknown key with the nearest known one."""
        for error in self._validator.iter_errors(values):
            yield from self._worded(error)

    def _worded(self, error: ValidationError) -> Iterator[tuple[Spot, str]]:
        spot = error.instance_path
        unexpected = getattr(error.kind, "unexpected", None)
        if unexpected is None:
            where = spot[-1] if spot else ""
            said = _cut(error.message)
            yield spot, f"{where}: {said}" if isinstance(where, str) and where else said
            return
        for key in unexpected:
            known = self._known_keys(error)
            near = get_close_matches(key[:LONGEST_SHOWN], known, 1, 0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
            yield (*spot, key), f"unknown key {shown(key)}; {hint}"

    def _known_keys(self, error: ValidationError) -> list[str]:
        """The keys the schema knows at the place of an error about an unknown one."""
        rule: Any = self.document
        for step in [*error.schema_path][:-1]:
            rule = rule[step] if not isinstance(rule, dict) or step in rule else rule.get(step, {})
            while isinstance(rule, dict) and "$ref" in rule:
                rule = self.document["$defs"][rule["$ref"].rpartition("/")[2]]
        return list(rule.get("properties", {})) if isinstance(rule, dict) else []


def _cut(message: str) -> str:
    """A message that quotes a value at its beginning, and says at its end what is wrong with it; cut where it is long."""
    if len(message) <= LONGEST_SHOWN + _END:
        return message
    return f"{shortened(message)} {message[-_END:]}"


@cache
def schema_in(folder: Path) -> SeedSchema | None:
    """The schema of seeds among the schemas of a folder, compiled once; None where there is none."""
    path = folder / f"{NAME}.json"
    return SeedSchema(orjson.loads(path.read_bytes())) if path.exists() else None
