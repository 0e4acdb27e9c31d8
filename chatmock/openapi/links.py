"""Links: from the answer of a creation to the views, changes and removals of what was created."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chatmock.core.operation import Operation
from chatmock.core.provider import Speaker
from chatmock.core.schema import Schema

Document = dict[str, Any]
_CREATES = "POST"


def link_creations(speaker: Speaker[Any], paths: Document) -> None:
    """Write into the paths how each creation leads to what it made, where its answer tells the key."""
    for creation in speaker.api.operations.values():
        if creation.method != _CREATES or creation.result is None:
            continue
        answer = paths[creation.address][_CREATES.lower()]["responses"][str(creation.status)]
        for target, key in _one_below(speaker, creation):
            pointer = _pointer(speaker, creation.result, key)
            if pointer:
                described = paths[target.address][target.method.lower()]
                answer.setdefault("links", {})[described["operationId"]] = {
                    "operationId": described["operationId"],
                    "description": described["summary"],
                    "parameters": {
                        **{name: f"$request.path.{name}" for name in creation.parameters},
                        key: f"$response.body#/{pointer}",
                    },
                }


def _one_below(speaker: Speaker[Any], creation: Operation) -> Iterator[tuple[Operation, str]]:
    """Operations that stand one parameter below a creation's address, and that parameter."""
    for target in speaker.api.operations.values():
        above, _, last = target.address.rpartition("/")
        if target.method != _CREATES and above == creation.address and last.startswith("{"):
            yield target, last[1:-1]


def _pointer(speaker: Speaker[Any], result: Schema, key: str) -> str:
    """Where a key stands in an answer, at its top or one level below; empty where it does not.

    The ``token`` of an answer may be what a path calls ``note_token``; the ``id`` of a note is a ``note_id`` alone.
    """
    below = [(f"{outer}/{name}", name) for outer, rule in result.properties.items() for name in _of(speaker, rule)]
    places = [*((name, name) for name in result.properties), *below]
    for place, name in places:
        if name == key:
            return place
    ending = [place for place, name in places if key.endswith(f"_{name}") and name != "id"]
    if not ending and key == f"{result.name}_id" and "id" in result.properties:
        return "id"
    return ending[0] if ending else ""


def _of(speaker: Speaker[Any], rule: Document) -> Document:
    """The properties of an object that stands in an answer, there or in a schema of its own."""
    if "$ref" in rule:
        rule = speaker.api.schemas.documents[rule["$ref"].removesuffix(".json")]
    properties: Document = rule.get("properties", {})
    return properties
