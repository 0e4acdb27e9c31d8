"""A tenant's events: each is published once, and its projections are made at that instant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from types import MethodType
from typing import Any

Listener = Callable[..., None]


class Bus:
    """Who listens to which event. Listeners are called in the order they were added, inside the change that caused it.

    ``names`` are the events there are; another one is refused by a LookupError. Without them every name is an event.
    Who listens to an event is looked up when it first happens: one that never does costs nothing.
    """

    __slots__ = ("_found", "_names", "_tables")

    def __init__(self, names: Mapping[str, object] | None = None) -> None:
        self._names = names
        self._tables: list[tuple[Mapping[str, Listener], object]] = []
        """Who was added, in their order, and whose they are."""
        self._found: dict[str, list[Listener]] = {}
        """Who listens to each event that has happened."""

    def follow(self, listeners: Mapping[str, Listener], owner: object = None, *, first: bool = False) -> None:
        """Have a listener for each of some events called from now on, with their ``owner`` before the facts where there
        is one: behind all others, or ``first``, before they change what it tells of.
        """
        if self._names is not None and not listeners.keys() <= self._names.keys():
            self._refuse(next(event for event in listeners if event not in self._names), self._names)
        if first:
            self._tables.insert(0, (listeners, owner))
        else:
            self._tables.append((listeners, owner))
        self._found = {}

    def on(self, event: str, listener: Listener) -> None:
        """Have a listener for one event called from now on, behind all others."""
        self.follow({event: listener})

    def leave(self, listeners: Mapping[str, Listener]) -> None:
        """Take back what was given to ``follow``; an event without listeners costs nothing."""
        self._tables = [table for table in self._tables if table[0] is not listeners]
        self._found = {}

    def emit(self, event: str, /, **facts: Any) -> None:
        found = self._found.get(event)
        if found is None:
            found = self._find(event)
        for listener in found:
            listener(**facts)

    def _find(self, event: str) -> list[Listener]:
        if self._names is not None and event not in self._names:
            self._refuse(event, self._names)
        found = self._found[event] = [
            table[event] if owner is None else MethodType(table[event], owner)
            for table, owner in self._tables
            if event in table
        ]
        return found

    @staticmethod
    def _refuse(event: str, names: Mapping[str, object]) -> None:
        nearest = ", ".join(get_close_matches(event, names, 3, 0.5)) or "nothing like it"
        raise LookupError(f"no event is called {event!r}; there is {nearest}. Write it into the provider's table.")
