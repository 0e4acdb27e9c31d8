"""Filters of lists: ``field=value`` and ``field[op]=value``, as tests of rows and as spans of time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from chatmock.providers.connectycube.errors import invalid_value

_SAME = {"ge": "gte", "le": "lte"}
"""Other spellings: the Flutter SDK's constants."""
OPERATORS = ("eq", "lt", "lte", "gt", "gte", "ne", "in", "nin", "all", "ctn")
_MANY = ("in", "nin", "all")
_LEAST = -(2**63)
_FARTHEST = 2**53
"""The largest number that a filter takes."""


class Test(msgspec.Struct, frozen=True):
    """One condition on one field."""

    field: str
    operator: str
    values: tuple[Any, ...]
    """What it compares with: several for in, nin and all; in lower case for ctn."""
    wanted: frozenset[Any]
    """The same, to look a value up in."""

    @classmethod
    def of(cls, field: str, operator: str, values: tuple[Any, ...]) -> Test:
        return cls(field, operator, values, frozenset(values))

    def passes(self, value: Any) -> bool:
        """Whether a row's value, or one of the values it has, meets the condition."""
        several = isinstance(value, Collection) and not isinstance(value, str)
        own = list(value) if several else [value]
        match self.operator:
            case "eq" | "in":
                return any(one in self.wanted for one in own)
            case "ne" | "nin":
                return not any(one in self.wanted for one in own)
            case "all":
                return self.wanted <= set(own)
            case "ctn":
                return any(self.values[0] in str(one).casefold() for one in own if one is not None)
        return any(_COMPARE[self.operator](one, self.values[0]) for one in own if one is not None)


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "lt": lambda one, other: bool(one < other),
    "lte": lambda one, other: bool(one <= other),
    "gt": lambda one, other: bool(one > other),
    "gte": lambda one, other: bool(one >= other),
}


def read_tests(given: Mapping[str, Any], kinds: Mapping[str, str]) -> list[Test]:
    """The conditions of a request on fields of some kinds: text, number or time. Errors: invalid_value of the field."""
    if kinds.keys().isdisjoint(given):  # nearly always
        return []
    return [test for name, kind in kinds.items() if name in given for test in _tests(name, kind, given[name])]


def _tests(name: str, kind: str, wanted: Any) -> Iterable[Test]:
    if not isinstance(wanted, dict):
        values = wanted if isinstance(wanted, list) else [wanted]
        yield Test.of(
            name, "in" if isinstance(wanted, list) else "eq", tuple(_value(name, kind, one) for one in values)
        )
        return
    for spelled, value in wanted.items():
        operator = _SAME.get(spelled, spelled)
        if operator not in OPERATORS or isinstance(value, dict):
            raise invalid_value(field=name)
        values = value if isinstance(value, list) else str(value).split(",") if operator in _MANY else [value]
        if operator == "ctn":
            yield Test.of(name, operator, (_text(name, values[0] if values else "").casefold(),))
        elif values or operator in _MANY:
            yield Test.of(name, operator, tuple(_value(name, kind, one) for one in values))
        else:
            raise invalid_value(field=name)


def _value(name: str, kind: str, value: Any) -> Any:
    if kind == "text":
        return _text(name, value)
    return seconds_of(name, value) if kind == "time" else _number(name, value)


def _text(name: str, value: Any) -> str:
    if isinstance(value, dict | list):
        raise invalid_value(field=name)
    return str(value).strip()


def _number(name: str, value: Any) -> int:
    text = str(value).strip()
    if isinstance(value, bool) or not (text.removeprefix("-").isdecimal() and text.isascii() and len(text) < 20):
        raise invalid_value(field=name)
    return int(text)


def seconds_of(name: str, value: Any) -> int:
    """A time in seconds, of seconds or of ISO 8601 text. Errors: invalid_value of the field."""
    text = str(value).strip()
    if text.removeprefix("-").isdecimal():
        number = _number(name, text)
        if abs(number) > _FARTHEST:
            raise invalid_value(field=name)
        return number
    try:
        when = datetime.fromisoformat(text)
        return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        raise invalid_value(field=name) from None


def span_of(tests: Iterable[Test], field: str) -> tuple[tuple[int, int] | None, tuple[int, int] | None, list[Test]]:
    """The span that the conditions on one time leave, as marks from and up to, and the other conditions."""
    low, high = None, None
    rest: list[Test] = []
    for test in tests:
        bounds = _bounds(test) if test.field == field and test.values else None
        if bounds is None:
            rest.append(test)
            continue
        least, most = bounds
        if least is not None:
            low = least if low is None else max(low, least)
        if most is not None:
            high = most if high is None else min(high, most)
    return None if low is None else (low, _LEAST), None if high is None else (high, _LEAST), rest


def _bounds(test: Test) -> tuple[int | None, int | None] | None:
    """The least time that passes, and the first one after all that do."""
    at = test.values[0]
    match test.operator:
        case "eq":
            return at, at + 1
        case "gt":
            return at + 1, None
        case "gte":
            return at, None
        case "lt":
            return None, at
        case "lte":
            return None, at + 1
    return None
