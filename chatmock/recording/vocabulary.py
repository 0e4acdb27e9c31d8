"""The words of a platform's schemas: names of fields, and texts that a schema lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chatmock.core.provider import Provider

Rules = list[Mapping[str, Any]]
"""What schemas say of one place: every alternative."""
_BRANCHES = ("anyOf", "oneOf", "allOf")
_DEEPEST = 40


class Vocabulary:
    """What may stand in a cassette as it is."""

    def __init__(self, provider: Provider[Any]) -> None:
        self._schemas = provider.api.schemas
        self.names: set[str] = set(provider.transcript.words | provider.transcript.plain)
        self.words: set[str] = set(provider.transcript.words)
        for document in self._schemas.documents.values():
            self._learn(document)
        self.steps = {
            step.lower()
            for operation in provider.api.every()
            for step in operation.address.split("/")
            if step and not step.startswith("{")
        }
        self.steps |= {word.lower() for words in provider.api.choices.values() for word in words}

    def _learn(self, part: Any) -> None:
        waiting = [part]
        while waiting:
            one = waiting.pop()
            if isinstance(one, list):
                waiting += one
            elif isinstance(one, dict):
                self.names |= one.get("properties", {}).keys() if isinstance(one.get("properties"), dict) else set()
                self.words |= listed(one)
                waiting += [inner for name, inner in one.items() if name not in ("examples", "example", "description")]

    def rules_of(self, schema: str) -> Rules:
        """What a schema says of a whole value; nothing for an empty name."""
        return [*self._plain(self._schemas.documents[schema])] if schema and schema in self._schemas else []

    def below(self, rules: Rules, name: str) -> Rules:
        """What they say of a property."""
        found: Rules = []
        for rule in rules:
            inner = rule.get("properties", {}).get(name)
            if inner is None:
                inner = next(
                    (one for key, one in rule.get("patternProperties", {}).items() if re.search(key, name)), None
                )
            if inner is None and isinstance(rule.get("additionalProperties"), dict):
                inner = rule["additionalProperties"]
            if isinstance(inner, dict):
                found += self._plain(inner)
        return found

    def items(self, rules: Rules) -> Rules:
        """What they say of each part of a list."""
        return [one for rule in rules if isinstance(rule.get("items"), dict) for one in self._plain(rule["items"])]

    def _plain(self, rule: Mapping[str, Any], depth: int = 0) -> Iterator[Mapping[str, Any]]:
        if depth > _DEEPEST:
            return
        reference = rule.get("$ref", "")
        if isinstance(reference, str) and reference and not reference.startswith("#"):
            yield from self._plain(self._schemas.referred(reference.partition("#")[0]), depth + 1)
        yield rule
        for branch in _BRANCHES:
            for inner in rule.get(branch, ()):
                yield from self._plain(inner, depth + 1)


def listed(rule: Mapping[str, Any]) -> set[str]:
    """The texts that a rule lists."""
    found = [*values] if isinstance(values := rule.get("enum"), list) else []
    return {text for text in (*found, rule.get("const")) if isinstance(text, str)}


def kinds(rules: Iterable[Mapping[str, Any]]) -> set[str]:
    """The types that rules allow."""
    found: set[str] = set()
    for rule in rules:
        told = rule.get("type", ())
        found |= {told} if isinstance(told, str) else set(told)
    return found
