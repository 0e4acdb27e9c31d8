"""The filter of unwanted words."""

from __future__ import annotations

import re
from functools import lru_cache

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import unusable_word
from chatmock.providers.sendbird.model import App, Channel, Given, User
from chatmock.providers.sendbird.moderation.words import Words

NONE, REPLACE, BLOCK = 0, 1, 2
_TYPES = {"replace": REPLACE, "block": BLOCK}


@api.put("/applications/profanity", accepts="profanity.update", returns="empty")
def set_profanity_filter(app: App, given: Given) -> None:
    """Set the word filter: the one of the global settings, in other words (2016 only)."""
    app.settings.filter_type = _TYPES[given["type"]] if given["enabled"] else NONE
    app.settings.keywords = given.get("keywords", app.settings.keywords)
    app.emit("settings.changed", settings=app.settings)


def filter_text(app: App, channel: Channel, sender: User | None, text: str) -> str:
    """Pass a sender's text through the channel's word filter, which turns unwanted words into asterisks.

    Errors: 400151 where unwanted words are blocked.
    """
    settings = app.settings_for(channel)
    if settings.filter_type == NONE or not text or (words := unwanted_words(settings.keywords)) is None:
        return text
    if settings.filter_type == REPLACE:
        return words.masked(text)
    if any(words.spans(text)):
        app.emit("words.blocked", channel=channel, user=sender, text=text)
        raise unusable_word(field="message")
    return text


@lru_cache(maxsize=256)
def unwanted_words(keywords: str) -> Words | None:
    """The finder of the keywords, which commas or lines separate; None without keywords."""
    words = [word for part in re.split(r"[,\r\n]", keywords) if (word := part.strip())]
    return Words(words) if words else None
