"""Seed documents as text: YAML or JSON, read with the line of each value, and written so that it reads as the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import is_not
from typing import Any

import orjson

from chatmock.core.deferred import Deferred

YAML = ("application/yaml", "application/x-yaml", "text/yaml")
"""Media types of YAML."""

Spot = Sequence[str | int]
"""Where a value stands in a document: keys and indexes from the top."""
Place = Callable[[Spot], str]
"""Words the place of a value for people: its file and line, or its path."""

MAX_BYTES = 64 * 1024 * 1024
LEAST, MOST = -(2**63), 2**64 - 1
"""The integers that a state can hold: those of 64 bits, with a sign or without."""
_CAN_HOLD = frozenset({dict, list, float})
_YAML = Deferred("chatmock.core.seed_yaml")
"""Reads and writes YAML: most servers never see any."""


class SeedError(Exception):
    """A seed is wrong: where and how, in sentences for people."""


def values_of(data: bytes, name: str, most: int | None = MAX_BYTES) -> tuple[Any, Place]:
    """The values of a text, and the places they stand at; ``name`` is what messages call it. Raises SeedError.

    ``most`` is how many bytes are read, None for as many as there are.
    """
    if most is not None and len(data) > most:
        raise SeedError(f"{name}: larger than {most // 1024**2} MiB; make several files of it")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise SeedError(f"{name}: not UTF-8 text; a seed is YAML or JSON") from None
    read: tuple[Any, Place] = _YAML.read(text, name)
    return read


def whole(value: Any) -> Any:
    """A value in which no integer is written as a float: JSON knows no difference, and 1.0 is an integer to a schema.

    One beyond 64 bits stays a float.
    """
    kind = type(value)
    if kind is float:
        return int(value) if value.is_integer() and LEAST <= value < MOST else value
    if kind is dict:
        changed = {k: new for k, v in value.items() if type(v) in _CAN_HOLD and (new := whole(v)) is not v}
        return {**value, **changed} if changed else value
    if kind is list:
        items = [whole(item) if type(item) in _CAN_HOLD else item for item in value]
        return items if any(map(is_not, items, value)) else value
    return value


def too_large(value: Any) -> Spot | None:
    """Where an integer beyond 64 bits stands; None where there is none, which costs little."""
    try:
        orjson.dumps(value)
    except TypeError:
        return next(_too_large(value, ()), None)
    return None


def _too_large(value: Any, at: Spot) -> Iterator[Spot]:
    if isinstance(value, int):
        if not LEAST <= value <= MOST:
            yield at
        return
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield from _too_large(inner, (*at, key))


def write(values: dict[str, Any]) -> str:
    """A document as YAML that ``values_of`` gives back."""
    return str(_YAML.write(values))
