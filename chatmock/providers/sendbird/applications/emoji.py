"""Emoji for reactions, in categories (today)."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import orjson

from chatmock.core.exchange import Binary
from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.applications.emoji_pictures import PICTURES
from chatmock.providers.sendbird.errors import not_found
from chatmock.providers.sendbird.storage import origin

_KEYS = {f"sendbird_emoji_{name}": name for name in PICTURES}
HASH = blake2b(orjson.dumps(list(_KEYS)), digest_size=8).hexdigest()
"""The hash by which clients know whether they have the present emoji."""


@api.get("/emoji_categories", returns="emoji_category.page", by="anybody")
def list_emoji_categories(call: Call) -> dict[str, Any]:
    """List all emoji by category: those every application has."""
    return {"emoji_hash": HASH, "emoji_categories": _categories(call)}


@api.get("/emoji_categories/{emoji_category_id}", returns="emoji_category", by="anybody")
def view_emoji_category(call: Call, emoji_category_id: str) -> dict[str, Any]:
    """View one category."""
    return _one(_categories(call), "id", emoji_category_id, "Emoji category")


@api.get("/emojis", returns="emoji.page", by="anybody")
def list_emojis(call: Call) -> dict[str, Any]:
    """List all emoji."""
    return {"emojis": _emoji(call)}


@api.get("/emojis/{emoji_key}", returns="emoji", by="anybody")
def view_emoji(call: Call, emoji_key: str) -> dict[str, Any]:
    """View one emoji."""
    return _one(_emoji(call), "key", emoji_key, "Emoji")


@api.get("/emoji_pictures/{file_name}", auth="open")
def download_emoji_picture(file_name: str) -> Binary:
    """Fetch the picture of an emoji, which the service keeps on a host of its own."""
    name = _KEYS.get(file_name.removesuffix(".svg"))
    if name is None:
        raise not_found(thing="File")
    return Binary(PICTURES[name], "image/svg+xml")


def _picture(call: Call, emoji_key: str) -> str:
    return f"{origin(call)}/v3/emoji_pictures/{emoji_key}.svg"


def _emoji(call: Call) -> list[dict[str, Any]]:
    return [{"id": number, "key": key, "url": _picture(call, key)} for number, key in enumerate(_KEYS, 1)]


def _categories(call: Call) -> list[dict[str, Any]]:
    picture = _picture(call, "sendbird_emoji_thumbsup")
    return [{"id": 1, "name": "Default", "url": picture, "emojis": _emoji(call)}]


def _one(rows: list[dict[str, Any]], name: str, value: str, thing: str) -> dict[str, Any]:
    for row in rows:
        if str(row[name]) == value:
            return row
    raise not_found(thing=thing)
