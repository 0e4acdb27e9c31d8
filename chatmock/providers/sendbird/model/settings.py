"""Settings of messages: for all channels, or for those of one custom type."""

from __future__ import annotations

from typing import Any

import msgspec

FOR_EVER = 876_000
"""Hours that messages are kept unless settings say otherwise: a hundred years (docs)."""
LONGEST_MESSAGE = 5_000
"""Characters that a message of today may have unless settings say otherwise (docs)."""


class Settings(msgspec.Struct, eq=False):
    """How messages of a channel behave, unless its custom type has settings of its own."""

    message_retention_hours: int = FOR_EVER
    display_past_message: bool = False
    allow_links: bool = True
    max_message_length: int = LONGEST_MESSAGE
    """In characters; -1 is no limit."""
    user_messages_per_channel: int = -1
    """How many messages a user may send to a channel in the seconds that follow; -1 is no limit."""
    user_messages_per_channel_duration: int = 1
    keywords: str = ""
    expressions: list[str] = msgspec.field(default_factory=list)
    """Regular expressions that the word filter looks for, too."""
    filter_type: int = 0
    """0 none, 1 replace, 2 block."""
    global_words: bool = False
    """Whether the global word filter acts beside that of a custom type."""
    domains: list[str] = msgspec.field(default_factory=list)
    """Domains that the domain filter looks for, those below them among them."""
    domain_filter_type: int = 0
    """Likewise."""
    global_domains: bool = False
    """Whether the global domain filter acts beside that of a custom type."""
    moderation_count: int = 0
    """Finds of the word filter after which their sender is moderated; 0 is never."""
    moderation_duration: int = 1
    """Seconds within which they have to be."""
    moderation_action: int = 0
    """0 nothing, 1 mute, 2 kick, 3 ban."""

    @property
    def profanity_filter(self) -> dict[str, Any]:
        return {
            "keywords": self.keywords,
            "regex_filters": [{"regex": regex} for regex in self.expressions],
            "type": self.filter_type,
            "should_check_global": self.global_words,
        }

    @property
    def domain_filter(self) -> dict[str, Any]:
        return {
            "domains": self.domains,
            "type": self.domain_filter_type,
            "should_check_global": self.global_domains,
        }

    @property
    def profanity_triggered_moderation(self) -> dict[str, int]:
        return {
            "count": self.moderation_count,
            "duration": self.moderation_duration,
            "action": self.moderation_action,
        }


class ChannelTypeSettings(Settings, eq=False, kw_only=True):
    """How messages behave in channels of one custom type."""

    custom_type: str
    serial: int
    created: int
