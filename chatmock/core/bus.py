"""A tenant's events: each is published once, and its projections are made at that instant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Listener = Callable[..., None]


class Bus:
    """Who listens to which event. Listeners are called in the order they were added, inside the change that caused it."""

    __slots__ = ("_listeners",)

    def __init__(self) -> None:
        self._listeners: dict[str, list[Listener]] = {}

    def on(self, event: str, listener: Listener) -> None:
        self._listeners.setdefault(event, []).append(listener)

    def emit(self, event: str, /, **facts: Any) -> None:
        for listener in self._listeners.get(event, ()):
            listener(**facts)
