"""Whether a field of a request or a command has an effect: it is tried with several values, and outcomes are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from chatmock.core.errors import Invalid
from chatmock.core.fields import ROW, Place
from chatmock.core.schema import Schema

Given = dict[str, Any]


def without(given: Given, place: Place) -> Given:
    name, *inner = place
    if not inner:
        return {key: value for key, value in given.items() if key != name}
    if inner[0] == ROW:
        rows = given.get(name)
        if not isinstance(rows, list) or not rows or not isinstance(rows[0], dict):
            return given
        return {**given, name: [without(rows[0], tuple(inner[1:])), *rows[1:]]}
    return {**given, name: without(given[name], tuple(inner))} if isinstance(given.get(name), dict) else given


def with_value(given: Given, place: Place, value: Any) -> Given:
    """The request with a value at a place: of a list it is the first row that has it."""
    name, *inner = place
    if not inner:
        return {**given, name: value}
    if inner[0] == ROW:
        rows = given[name] if isinstance(given.get(name), list) else []
        first = rows[0] if rows and isinstance(rows[0], dict) else {}
        return {**given, name: [with_value(first, tuple(inner[1:]), value), *rows[1:]]}
    around = given[name] if isinstance(given.get(name), dict) else {}
    return {**given, name: with_value(around, tuple(inner), value)}


def takes(schema: Schema, given: Given) -> bool:
    """Whether a schema takes a request; names that begin with ``*`` are for the test."""
    try:
        schema.accept({name: value for name, value in given.items() if name[:1] != "*"})
    except Invalid:
        return False
    return True


def has_effect(
    schema: Schema, place: Place, bases: Iterable[Given], values: Iterable[Any], ask: Callable[[Given], Any]
) -> bool:
    """Whether what ``ask`` gives differs for two of some values of a field, or without it, in one of some requests.

    A value that the schema refuses is not tried.
    """
    values = list(values)
    for base in bases:
        tried = [base, without(base, place), *(with_value(base, place, value) for value in values)]
        outcomes = (ask(given) for given in tried if takes(schema, given))
        first = next(outcomes, None)
        if any(outcome != first for outcome in outcomes):
            return True
    return False
