"""The JSON Schema of a provider's seeds: it says what is wrong with a document, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from jsonschema_rs import ValidationError, validator_for

from chatmock.core.seed_text import Spot
from chatmock.core.violations import all_or_first
from chatmock.core.words import cut, meant, sentence

NAME = "fixture"
"""The schema of seeds among a provider's schemas: ``fixture.json``. It refers to nothing outside itself."""

_MOST_PARTS = 5_000
"""Parts of a document of which all faults are said; of a larger one it is the first."""
_MOST_UNKNOWN = 20
"""Unknown keys of one place that are named."""


class SeedSchema:
    """A compiled schema of seed documents."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._validator = validator_for(document)

    def faults(self, values: Any) -> Iterator[tuple[Spot, str]]:
        """Where a document breaks the schema, and how in words; for an unknown key with the nearest known one."""
        for error in all_or_first(self._validator, values, _MOST_PARTS):
            yield from self._worded(error)

    def _worded(self, error: ValidationError) -> Iterator[tuple[Spot, str]]:
        spot = error.instance_path
        unexpected = getattr(error.kind, "unexpected", None)
        if unexpected is None:
            missing = getattr(error.kind, "property", None)
            where = missing or (spot[-1] if spot else "")
            said = sentence(error, self._rule_of(error))
            yield spot, f"{where}: {said}" if isinstance(where, str) and where else said
            return
        known = list(self._rule_of(error).get("properties", {}))
        for key in unexpected[:_MOST_UNKNOWN]:
            yield (*spot, key), f"unknown key {cut(repr(key))}; {meant(key, known)}"

    def _rule_of(self, error: ValidationError) -> dict[str, Any]:
        """The schema that was broken, at the place of an error."""
        rule: Any = self.document
        for step in [*error.schema_path][:-1]:
            if step == "$ref":  # some versions of the validator name it, and it was followed already
                continue
            rule = rule[step] if not isinstance(rule, dict) or step in rule else {}
            while isinstance(rule, dict) and "$ref" in rule:
                rule = self.document["$defs"][rule["$ref"].rpartition("/")[2]]
        return rule if isinstance(rule, dict) else {}


@cache
def schema_in(folder: Path) -> SeedSchema | None:
    """The schema of seeds among the schemas of a folder, compiled once; None where there is none."""
    path = folder / f"{NAME}.json"
    return SeedSchema(orjson.loads(path.read_bytes())) if path.exists() else None
