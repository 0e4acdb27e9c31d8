"""The limits that settings set to messages: links, their length, and how many a user sends (today; docs)."""

from __future__ import annotations

import re
from collections import deque

from chatmock.core.clock import SECOND
from chatmock.providers.sendbird.errors import blocked_url, too_many_messages, wrong_length
from chatmock.providers.sendbird.model import App, Channel, Settings, User

_LINK = re.compile(r"(?:https?://|\bwww\.)[^\s.]", re.IGNORECASE)


def check_text(settings: Settings, text: str) -> None:
    """Refuse a text that the settings of its channel do not allow.

    Errors: 400110 for one that is too long (ruled); 900061 for one with a link, which begins with a scheme or with
    ``www.`` (ruled; the code is the SDKs' for addresses that are not allowed).
    """
    if 0 <= settings.max_message_length < len(text):
        raise wrong_length(field="message")
    if not settings.allow_links and _LINK.search(text):
        raise blocked_url()


def count_sent(app: App, channel: Channel, settings: Settings, sender: User) -> None:
    """Count a message of a sender, where the settings limit how many there may be in some seconds.

    Errors: 900200 for one too many, which is not counted.
    """
    limit = settings.user_messages_per_channel
    if limit < 0:
        return
    now = app.clock.now()
    kept = channel.sent_at.get(sender.user_id)
    sent = kept if kept is not None and kept.maxlen == limit else deque(kept or (), limit)
    since = now - settings.user_messages_per_channel_duration * SECOND
    if len(sent) == limit and (limit == 0 or sent[0] > since):
        raise too_many_messages()
    sent.append(now)
    channel.sent_at[sender.user_id] = sent
