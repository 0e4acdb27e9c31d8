"""Keys and values that are put to a message after it was sent. Each change has a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Extension:
    """The keys of one message."""

    values: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By key: the value, and the number of the change that set it."""
    latest: int = 0
    """The number of the newest change."""
    cleared: int = 0
    """The number of the change that took all keys away."""

    def seq_of(self, key: str) -> int:
        """The number of the change that set a key; 0 where it is not there."""
        return self.values[key][1] if key in self.values else 0

    def put(self, values: Mapping[str, str]) -> None:
        self.latest += 1
        for key, value in values.items():
            self.values.pop(key, None)  # what was set last stands last
            self.values[key] = (value, self.latest)

    def take(self, keys: Iterable[str]) -> None:
        self.latest += 1
        for key in keys:
            del self.values[key]

    def clear(self) -> None:
        self.latest += 1
        self.cleared = self.latest
        self.values.clear()
