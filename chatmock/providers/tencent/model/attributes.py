"""The attributes of a group: keys and values that its members share, each with the number of its last change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from chatmock.providers.tencent.model.pace import Pace


@dataclass(slots=True)
class Attributes:
    """What members write into a group beside messages."""

    values: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By key: the value, and the number of the change that set it."""
    seq: int = 0
    """The number of the newest change, whichever it was."""
    pace: Pace = field(default_factory=Pace)
    """How often they were written, where that is bounded."""

    def put(self, values: Mapping[str, str]) -> None:
        """Set keys; others stay."""
        self.seq += 1
        for key, value in values.items():
            self.values[key] = (value, self.seq)

    def replace(self, values: Mapping[str, str]) -> None:
        """Have these keys and no others."""
        self.values.clear()
        self.put(values)

    def take(self, keys: Iterable[str]) -> None:
        self.seq += 1
        for key in keys:
            self.values.pop(key, None)

    def clear(self) -> None:
        self.seq += 1
        self.values.clear()

    def plain(self) -> dict[str, str]:
        """The values by key."""
        return {key: value for key, (value, _) in self.values.items()}
