"""What is turned on for the whole application, and its own emoji."""

from __future__ import annotations

from msgspec.structs import asdict

from chatmock.core.filling import Values, differing
from chatmock.core.words import shown
from chatmock.providers.sendbird.model import App, Emoji, EmojiCategory, Features, is_network
from chatmock.providers.sendbird.seeds.loading import Loading


def load_features(loading: Loading, document: Values) -> None:
    app = loading.app
    for index, text in enumerate(document.get("features", {}).get("ip_whitelist", ())):
        if not is_network(text):
            raise loading.wrong(("features", "ip_whitelist", index), f"{shown(text)} is no address, and no network")
    if "features" in document:
        app.features = Features(**document["features"])
    keys: set[str] = set()
    for index, values in enumerate(document.get("emoji_categories", ())):
        spot = ("emoji_categories", index)
        category = EmojiCategory(loading.serial(values, spot, "emoji category", "id"), values["name"], values["url"])
        for number, given in enumerate(values.get("emojis", ())):
            where = (*spot, "emojis", number)
            with loading.once(keys, (*where, "key"), given["key"]):
                keys.add(given["key"])
            emoji = Emoji(loading.serial(given, where, "emoji", "id"), given["key"], given["url"])
            category.emojis[emoji.key] = emoji
        app.emoji_categories[category.id] = category


def dump_features(app: App) -> Values:
    return {
        "features": differing(app.features),
        "emoji_categories": [
            {**asdict(row), "emojis": [asdict(emoji) for emoji in row.emojis.values()]}
            for row in app.emoji_categories.values()
        ],
    }
