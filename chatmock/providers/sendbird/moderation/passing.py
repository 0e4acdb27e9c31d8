"""The way of a text through all that the settings of its channel say of it."""

from __future__ import annotations

from chatmock.providers.sendbird.model import App, Channel, Settings, User
from chatmock.providers.sendbird.moderation.domains import filter_domains
from chatmock.providers.sendbird.moderation.limits import check_text
from chatmock.providers.sendbird.moderation.profanity import filter_text


def pass_text(app: App, channel: Channel, settings: Settings, sender: User | None, text: str) -> str:
    """A text of a message after the word filter and the domain filter. ``settings`` are those of its channel.

    Errors: those of texts that the settings do not allow.
    """
    check_text(settings, text)
    if settings.filter_type or settings.global_words:
        text = filter_text(app, channel, sender, text)
    if settings.domain_filter_type or settings.global_domains:
        text = filter_domains(app, settings, text)
    return text
