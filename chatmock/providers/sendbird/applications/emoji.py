"""Emoji for reactions, in categories: the service's own and those of the application (today)."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import orjson

from chatmock.core.exchange import Binary
from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.applications.emoji_pictures import PICTURES
from chatmock.providers.sendbird.errors import not_authorized, not_found, taken
from chatmock.providers.sendbird.model import App, Emoji, EmojiCategory, Given
from chatmock.providers.sendbird.storage import origin

_KEYS = {f"sendbird_emoji_{name}": name for name in PICTURES}
_DEFAULT = 1
"""The id of the category of the service's own emoji, whose emoji have the numbers after it."""


def emoji_hash(app: App) -> str:
    """The hash by which clients know whether they have the present emoji."""
    own = [[row.id, row.name, row.url, [[e.key, e.url] for e in row.emojis.values()]] for row in _own(app)]
    shown = list(_KEYS) if app.features.use_default_emoji else []
    return blake2b(orjson.dumps([shown, own] if own or not shown else shown), digest_size=8).hexdigest()


def _own(app: App) -> list[EmojiCategory]:
    return list(app.emoji_categories.values())


# --- looking ---


@api.get("/emoji_categories", returns="emoji_category.page", by="anybody")
def list_emoji_categories(app: App, call: Call) -> dict[str, Any]:
    """List all emoji by category: the service's own, unless they are turned off, and those of the application."""
    return {"emoji_hash": emoji_hash(app), "emoji_categories": _categories(app, call)}


@api.get("/emoji_categories/{emoji_category_id}", returns="emoji_category", by="anybody")
def view_emoji_category(app: App, call: Call, emoji_category_id: str) -> dict[str, Any]:
    """View one category."""
    return _one(_categories(app, call), "id", emoji_category_id, "Emoji category")


@api.get("/emojis", returns="emoji.page", by="anybody")
def list_emojis(app: App, call: Call) -> dict[str, Any]:
    """List all emoji."""
    return {"emojis": [emoji for category in _categories(app, call) for emoji in category["emojis"]]}


@api.get("/emojis/{emoji_key}", returns="emoji", by="anybody")
def view_emoji(app: App, call: Call, emoji_key: str) -> dict[str, Any]:
    """View one emoji."""
    return _one(list_emojis(app, call)["emojis"], "key", emoji_key, "Emoji")


@api.get("/emoji_pictures/{file_name}", auth="open")
def download_emoji_picture(file_name: str) -> Binary:
    """Fetch the picture of an emoji, which the service keeps on a host of its own."""
    name = _KEYS.get(file_name.removesuffix(".svg"))
    if name is None:
        raise not_found(thing="File")
    return Binary(PICTURES[name], "image/svg+xml")


def _picture(call: Call, emoji_key: str) -> str:
    return f"{origin(call)}/v3/emoji_pictures/{emoji_key}.svg"


def _categories(app: App, call: Call) -> list[dict[str, Any]]:
    rows = [_category(category) for category in _own(app)]
    if not app.features.use_default_emoji:
        return rows
    emoji = [{"id": number, "key": key, "url": _picture(call, key)} for number, key in enumerate(_KEYS, 1)]
    picture = _picture(call, "sendbird_emoji_thumbsup")
    return [{"id": _DEFAULT, "name": "Default", "url": picture, "emojis": emoji}, *rows]


def _category(category: EmojiCategory) -> dict[str, Any]:
    emojis = [{"id": emoji.id, "key": emoji.key, "url": emoji.url} for emoji in category.emojis.values()]
    return {"id": category.id, "name": category.name, "url": category.url, "emojis": emojis}


def _one(rows: list[dict[str, Any]], name: str, value: str, thing: str) -> dict[str, Any]:
    for row in rows:
        if str(row[name]) == value:
            return row
    raise not_found(thing=thing)


# --- those of the application ---


@api.finder
def find_own_category(app: App, emoji_category_id: str) -> EmojiCategory:
    """A category of the application's own; the service's is nobody's to change (400108; ruled)."""
    if emoji_category_id == str(_DEFAULT):
        raise not_authorized(reason="The default emoji cannot be changed.")
    found = app.emoji_categories.get(int(emoji_category_id) if _is_number(emoji_category_id) else 0)
    if found is None:
        raise not_found(thing="Emoji category")
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 20


@api.finder
def find_own_emoji(app: App, emoji_key: str) -> Emoji:
    if emoji_key in _KEYS:
        raise not_authorized(reason="The default emoji cannot be changed.")
    found = next((row.emojis[emoji_key] for row in _own(app) if emoji_key in row.emojis), None)
    if found is None:
        raise not_found(thing="Emoji")
    return found


@api.post("/emoji_categories", accepts="emoji_category.create", returns="emoji_category.list")
def add_emoji_categories(app: App, given: Given) -> dict[str, Any]:
    """Add categories; answers the new ones only."""
    made = [EmojiCategory(app.ids.serial(), row["name"], row["url"]) for row in given["emoji_categories"]]
    app.emoji_categories |= {row.id: row for row in made}
    return {"emoji_categories": list(map(_category, made))}


@api.put("/emoji_categories/{emoji_category_id}", accepts="emoji.update", returns="emoji_category")
def update_emoji_category(category: EmojiCategory, given: Given) -> dict[str, Any]:
    """Change the picture of a category."""
    category.url = given["url"]
    return _category(category)


@api.delete("/emoji_categories/{emoji_category_id}", returns="empty")
def delete_emoji_category(app: App, category: EmojiCategory) -> None:
    """Delete a category with its emoji."""
    del app.emoji_categories[category.id]


@api.post("/emojis", accepts="emoji.create", returns="emoji.page")
def add_emojis(app: App, given: Given) -> dict[str, Any]:
    """Add emoji to a category of the application's own; answers the new ones only.

    Errors: 400202 for a key that there is.
    """
    category = find_own_category(app, str(given["emoji_category_id"]))
    rows = {row["key"]: row["url"] for row in given["emojis"]}
    if len(rows) < len(given["emojis"]) or any(key in _KEYS or key in c.emojis for key in rows for c in _own(app)):
        raise taken(field="key")
    made = [Emoji(app.ids.serial(), key, url) for key, url in rows.items()]
    category.emojis |= {emoji.key: emoji for emoji in made}
    return {"emojis": [{"id": emoji.id, "key": emoji.key, "url": emoji.url} for emoji in made]}


@api.put("/emojis/{emoji_key}", accepts="emoji.update", returns="emoji")
def update_emoji(emoji: Emoji, given: Given) -> Emoji:
    """Change the picture of an emoji."""
    emoji.url = given["url"]
    return emoji


@api.delete("/emojis/{emoji_key}", returns="empty")
def delete_emoji(app: App, emoji: Emoji) -> None:
    """Delete an emoji; reactions with it stay."""
    for category in _own(app):
        category.emojis.pop(emoji.key, None)
