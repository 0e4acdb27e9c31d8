"""What differs between an answer and the one that was expected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

_LARGE = 10**8
"""Ids, and times in seconds or milliseconds, are above it; what a plan writes down is below."""
_LONG, _NEAR = 10_000, 0.05
"""Milliseconds that remain of something, and how far two servers may be apart in them."""
_OPAQUE = re.compile(r"[0-9A-Za-z_=+/.-]{16,}|[0-9]{9,}")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?")
"""A time as ISO 8601 writes it; what follows, a zone, is compared."""
_PARTS = re.compile(r"[/?&=]")
"""What stands between the parts of an address, which places name by number."""
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_NOTHING: Any = "nothing"
_DEEPEST = 40


class Difference(msgspec.Struct, frozen=True):
    """One place of an answer that is not as it has to be: a JSON path, such as ``$.users[0].name``."""

    path: str
    expected: Any
    got: Any

    def __str__(self) -> str:
        return f"{self.path}: expected {_short(self.expected)}, got {_short(self.got)}"


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= 200 else f"{text[:200]}…"


class Likeness:
    """Compares answers of two servers that were asked the same.

    Values that each server draws for itself, ids, times and tokens, need only be of one kind, until ``bind`` says which
    stands for which. ``own`` are the texts by which each server's own names begin, such as its address.
    """

    def __init__(self, own: Mapping[str, str]) -> None:
        self._own = own
        self._bound: dict[Any, Any] = {}

    def bind(self, expected: Any, got: Any) -> None:
        """Say that a value of the one server stands for a value of the other."""
        if isinstance(expected, int | str) and _is_drawn(expected):
            self._bound[expected] = got

    def differences(self, expected: Any, got: Any, path: str = "$", depth: int = 0) -> Iterator[Difference]:
        """What is not alike, each with its place."""
        if isinstance(expected, dict) and isinstance(got, dict) and depth < _DEEPEST:
            expected = {self._bound.get(name, name): value for name, value in expected.items()}
            for name in {**expected, **got}:
                inner = f"{path}.{name}"
                if name not in got or name not in expected:
                    yield Difference(inner, expected.get(name, _NOTHING), got.get(name, _NOTHING))
                else:
                    yield from self.differences(expected[name], got[name], inner, depth + 1)
        elif isinstance(expected, list) and isinstance(got, list) and depth < _DEEPEST:
            if len(expected) != len(got):
                yield Difference(path, expected, got)
                return
            for number, (one, other) in enumerate(zip(expected, got, strict=True)):
                yield from self.differences(one, other, f"{path}[{number}]", depth + 1)
        elif not self._alike(expected, got):
            yield Difference(path, expected, got)

    def _alike(self, expected: Any, got: Any) -> bool:
        if type(expected) is not type(got):
            return False
        if isinstance(expected, int | str) and expected in self._bound:
            return bool(self._bound[expected] == got)
        if isinstance(expected, str):
            return expected == got or self._masked(expected) == self._masked(got)
        return bool(expected == got or (_is_drawn(expected) and _is_drawn(got)) or _runs(expected, got))

    def _masked(self, text: str) -> str:
        for own, instead in self._own.items():
            text = text.replace(own, instead)
        return _OPAQUE.sub("*", _TIME.sub("time", text))


def _runs(expected: Any, got: Any) -> bool:
    """Whether both are numbers of a time that runs, such as what remains of ten minutes."""
    if isinstance(expected, bool) or not isinstance(expected, int | float):
        return False
    return bool(min(expected, got) > _LONG and abs(expected - got) < _NEAR * expected)


def _is_drawn(value: Any) -> bool:
    if isinstance(value, str):
        return (value.isdecimal() and int(value[:20]) > _LARGE) or len(value) >= 16
    return not isinstance(value, bool) and isinstance(value, int | float) and value > _LARGE


def values_at(answer: Any, place: str) -> list[Any]:
    """What stands at a place such as ``users/*/name``: every value that a star leads to, or at most one."""
    found = [answer]
    for step in place.split("/"):
        found = [inner for value in found for inner in _below(value, step)]
    return found


def _below(value: Any, step: str) -> list[Any]:
    if step == "*":
        return list(value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())
    if isinstance(value, str):
        value = _PARTS.split(value)
    if isinstance(value, list) and _NUMBER.fullmatch(step):
        return value[int(step) :][:1]
    return [value[step]] if isinstance(value, dict) and step in value else []
