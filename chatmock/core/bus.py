"""A tenant's events: each is published once, and its projections are made at that instant."""

from __future__ import annotations

from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import Any

Listener = Callable[..., None]


class Bus:
    """Who listens to which event. Listeners are called in the order they were added, inside the change that caused it.

    ``names`` are the events there are; another one is refused by a LookupError. Without them every name is an event.
    """

    __slots__ = ("_listeners", "_names")

    def __init__(self, names: Collection[str] | None = None) -> None:
        self._names = names
        self._listeners: dict[str, list[Listener]] = {}

    def on(self, event: str, listener: Listener, *, first: bool = False) -> None:
        """Have a listener called from now on: behind all others, or ``first``, before they change what it tells of."""
        if self._names is not None and event not in self._names:
            self._refuse(event, self._names)
        listeners = self._listeners.get(event)
        if listeners is None:
            self._listeners[event] = [listener]
        elif first:
            listeners.insert(0, listener)
        else:
            listeners.append(listener)

    def off(self, event: str, listener: Listener) -> None:
        """Take a listener back; an event without listeners costs nothing."""
        left = [one for one in self._listeners.get(event, ()) if one is not listener]
        if left:
            self._listeners[event] = left
        else:
            self._listeners.pop(event, None)

    def emit(self, event: str, /, **facts: Any) -> None:
        listeners = self._listeners.get(event)
        if listeners is None:  # what somebody listens to is known
            if self._names is not None and event not in self._names:
                self._refuse(event, self._names)
            return
        for listener in listeners:
            listener(**facts)

    @staticmethod
    def _refuse(event: str, names: Collection[str]) -> None:
        nearest = ", ".join(get_close_matches(event, names, 3, 0.5)) or "nothing like it"
        raise LookupError(f"no event is called {event!r}; there is {nearest}. Write it into the provider's table.")
