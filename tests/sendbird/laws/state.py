"""The whole state of a tenant as plain values, so that two moments can be compared."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterator
from functools import cached_property
from itertools import count
from types import FunctionType, MethodType
from typing import Any

from chatmock.core.table import Order, Table

_PLAIN = (str, int, float, bool, type(None))
_NO_STATE = frozenset(
    {
        *(
            "provider",
            "bus",
            "journal",
            "asked",
            "outbox",
            "closing",
            "on_timer",
            "watchers",
        ),  # what the tenant is served by
        *(
            "rendered",
            "rendered_for",
            "_starts",
            "_starts_good",
            "_touched",
            "in_place",
            "in_log",
        ),  # what is only kept to be quick
    }
)


def state(root: object) -> list[Any]:
    """Every object that can be reached from one, each described once; objects are named by the order they are met in.

    Walks dataclasses, slots, structs, mappings and sequences, whatever they are, so that new state is seen by itself.
    """
    found: list[object] = [root]
    numbers = {id(root): 0}

    def shown(value: object) -> Any:
        if isinstance(value, _PLAIN):
            return value
        if isinstance(value, bytes | count | range):
            return repr(value)
        if isinstance(value, dict):
            return {"dict": [[shown(key), shown(item)] for key, item in value.items()]}
        if isinstance(value, set | frozenset):
            return {"set": sorted(map(repr, value))}
        if isinstance(value, list | tuple | deque | array):
            return [shown(item) for item in value]
        if isinstance(value, FunctionType | MethodType | type):
            return "code"
        if id(value) not in numbers:
            numbers[id(value)] = len(found)
            found.append(value)
        return {"object": numbers[id(value)]}

    described = []
    for thing in found:  # it grows meanwhile
        described.append([type(thing).__name__, {name: shown(value) for name, value in attributes(thing)}])
    return described


def attributes(thing: object) -> Iterator[tuple[str, object]]:
    """What an object consists of. No change is what a reader makes: orders of tables, places of rows, parts made late."""
    if isinstance(thing, Table):
        assert thing.order is not None
    if isinstance(thing, Order):
        thing.up()
    for name in [
        name for kind in type(thing).__mro__ for name, part in vars(kind).items() if isinstance(part, cached_property)
    ]:
        getattr(thing, name)
    slots = (names for kind in type(thing).__mro__ for names in [getattr(kind, "__slots__", ())])
    names = [name for group in slots for name in ([group] if isinstance(group, str) else group)]
    names += [*getattr(thing, "__struct_fields__", ()), *getattr(thing, "__dict__", {})]
    for name in dict.fromkeys(names):
        if name not in _NO_STATE and name not in ("__dict__", "__weakref__") and hasattr(thing, name):
            yield name, getattr(thing, name)
