"""Emoji for reactions, in categories (today)."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import orjson

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import not_found

_PICTURES = "https://static.sendbird.com/emoji/"
_NAMES = ("heart_eyes", "laughing", "rage", "sob", "sweat_smile", "thumbsup", "thumbsdown")
_EMOJI = [
    {"id": number, "key": f"sendbird_emoji_{name}", "url": f"{_PICTURES}{name}.png"}
    for number, name in enumerate(_NAMES, 1)
]
_CATEGORIES: list[dict[str, Any]] = [{"id": 1, "name": "Default", "url": f"{_PICTURES}thumbsup.png", "emojis": _EMOJI}]
HASH = blake2b(orjson.dumps(_CATEGORIES), digest_size=8).hexdigest()
"""What clients compare to know whether they have the present emoji."""


@api.get("/emoji_categories", returns="emoji_category.page")
def list_emoji_categories() -> dict[str, Any]:
    """List all emoji by category: those every application has."""
    return {"emoji_hash": HASH, "emoji_categories": _CATEGORIES}


@api.get("/emoji_categories/{emoji_category_id}", returns="emoji_category")
def view_emoji_category(emoji_category_id: str) -> dict[str, Any]:
    """View one category."""
    return _one(_CATEGORIES, "id", emoji_category_id, "Emoji category")


@api.get("/emojis", returns="emoji.page")
def list_emojis() -> dict[str, Any]:
    """List all emoji."""
    return {"emojis": _EMOJI}


@api.get("/emojis/{emoji_key}", returns="emoji")
def view_emoji(emoji_key: str) -> dict[str, Any]:
    """View one emoji."""
    return _one(_EMOJI, "key", emoji_key, "Emoji")


def _one(rows: list[dict[str, Any]], name: str, value: str, thing: str) -> dict[str, Any]:
    for row in rows:
        if str(row[name]) == value:
            return row
    raise not_found(thing=thing)
