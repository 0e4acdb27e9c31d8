"""The emoji an application has beside the service's own."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Emoji:
    """One emoji of the application's own."""

    id: int
    key: str
    url: str


@dataclass(slots=True, eq=False)
class EmojiCategory:
    """Emoji that are shown together, by their keys."""

    id: int
    name: str
    url: str
    emojis: dict[str, Emoji] = field(default_factory=dict)
