"""What all of the model says alike."""

from __future__ import annotations

from typing import Protocol


class Emit(Protocol):
    """Publishes an event by its name, with its facts."""

    def __call__(self, event: str, /, **facts: object) -> None: ...
