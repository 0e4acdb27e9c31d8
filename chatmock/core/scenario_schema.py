"""What a scenario in a seed may say, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import orjson

from chatmock.core.seed_schema import SeedSchema
from chatmock.core.seed_text import Spot
from chatmock.resources import data_dir

KEY = "scenario"
"""The key of a document's scenario, whoever's the document is."""
ADDRESS = ("app", "provider", "group")
"""What names an application in calls of the control API."""
_BESIDE = {"request": ("refused",), "advance": ()}


def faults(scenario: Any) -> Iterator[tuple[Spot, str]]:
    """Where a scenario is none, and why; each place begins at the document."""
    found = list(_schema().faults(scenario))
    yield from (((KEY, *spot), sentence) for spot, sentence in found)
    if not found:
        yield from _unwritable(scenario)
        for index, fault in enumerate(scenario.get("faults", ())):
            yield from (((KEY, "faults", index, *spot), sentence) for spot, sentence in _addressed(fault))
        for index, step in enumerate(scenario.get("steps", ())):
            yield from (((KEY, "steps", index, *spot), sentence) for spot, sentence in _in_step(step))


def _unwritable(scenario: dict[str, Any]) -> Iterator[tuple[Spot, str]]:
    """What no request can say."""
    for name, items in scenario.items():
        for index, item in enumerate(items):
            try:
                orjson.dumps(item)
            except TypeError:
                yield (KEY, name, index), "this cannot be sent as JSON: numbers have 64 bits, and text is Unicode"


def _addressed(fields: dict[str, Any]) -> Iterator[tuple[Spot, str]]:
    """What would be for another application than that of the document."""
    for name in ADDRESS:
        if name in fields:
            yield (name,), f"{name}: a scenario is for the application of its document; leave this out"


def _in_step(step: dict[str, Any]) -> Iterator[tuple[Spot, str]]:
    """A step is one thing: an act, a move of the clock or a request."""
    yield from _addressed(step.get("advance", step))
    kinds = [kind for kind in ("verb", *_BESIDE) if kind in step]
    if len(kinds) != 1:
        yield (), "a step is one of three: an act with user and verb, or advance, or request; write one of them"
    elif kinds == ["verb"]:
        if "user" not in step:
            yield (), "user: is missing; say whose act this is"
    else:
        for name in sorted(step.keys() - {*kinds, *_BESIDE[kinds[0]]}):
            yield (name,), f"{name!r} does nothing beside {kinds[0]}; leave it out"


@cache
def _schema() -> SeedSchema:
    return SeedSchema(orjson.loads((data_dir("schemas") / "control" / f"{KEY}.json").read_bytes()))
