"""The filter of unwanted words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import unusable_word
from chatmock.providers.sendbird.model import (
    App,
    Channel,
    Expression,
    Given,
    Settings,
    User,
    can_match,
    expression,
)
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
    """Pass a sender's text through the channel's word filters, which turn unwanted words into asterisks.

    Errors: 400151 where unwanted words are blocked.
    """
    filters = _filters(app, channel)
    if not filters or not text:
        return text
    if any(_has(settings, text) for settings in filters if settings.filter_type == BLOCK):
        app.emit("words.blocked", channel=channel, user=sender, text=text)
        raise unusable_word(field="message")
    return mask_text(app, channel, text)


def mask_text(app: App, channel: Channel, text: str) -> str:
    """A text after the word filters of a channel that replace."""
    for settings in _filters(app, channel):
        if settings.filter_type == REPLACE:
            words = unwanted_words(settings.keywords)
            text = text if words is None else words.masked(text)
            for one in _expressions(settings):
                text = one.masked(text)
    return text


def _filters(app: App, channel: Channel) -> list[Settings]:
    """The settings whose word filters act in a channel: those of its custom type, and the global ones where it wants them."""
    settings = app.settings_for(channel)
    both = [settings, app.settings] if settings.global_words and settings is not app.settings else [settings]
    return [one for one in both if one.filter_type != NONE and (one.keywords or one.expressions)]


def _has(settings: Settings, text: str) -> bool:
    words = unwanted_words(settings.keywords)
    if words is not None and any(words.spans(text)):
        return True
    return any(one.is_in(text) for one in _expressions(settings))


def _expressions(settings: Settings) -> Iterator[Expression]:
    found = map(expression, settings.expressions) if settings.expressions and can_match() else ()
    return (one for one in found if one is not None)


@lru_cache(maxsize=256)
def unwanted_words(keywords: str) -> Words | None:
    """The finder of the keywords, which commas or lines separate; None without keywords."""
    words = [word for part in re.split(r"[,\r\n]", keywords) if (word := part.strip())]
    return Words(words) if words else None
