"""The emoji an application has beside the service's own."""

from __future__ import annotations

import msgspec


class Emoji(msgspec.Struct, eq=False):
    """One emoji of the application's own."""

    id: int
    key: str
    url: str


class EmojiCategory(msgspec.Struct, eq=False):
    """Emoji that are shown together, by their keys."""

    id: int
    name: str
    url: str
    emojis: dict[str, Emoji] = msgspec.field(default_factory=dict)
