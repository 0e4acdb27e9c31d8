"""Settings of messages: for all channels, or for those of one custom type."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

FOR_EVER = 876_000
"""Hours that messages are kept unless settings say otherwise: a hundred years (docs)."""


@dataclass(slots=True, eq=False)
class Settings:
    """How messages of a channel behave, unless its custom type has settings of its own."""

    message_retention_hours: int = FOR_EVER
    display_past_message: bool = False
    keywords: str = ""
    filter_type: int = 0
    """0 none, 1 replace, 2 block."""
    domains: list[str] = field(default_factory=list)
    """Domains that the domain filter looks for, those below them among them."""
    domain_filter_type: int = 0
    """Likewise."""

    @property
    def profanity_filter(self) -> dict[str, Any]:
        return {"keywords": self.keywords, "type": self.filter_type}

    @property
    def domain_filter(self) -> dict[str, Any]:
        return {"domains": self.domains, "type": self.domain_filter_type}


@dataclass(slots=True, eq=False, kw_only=True)
class ChannelTypeSettings(Settings):
    """How messages behave in channels of one custom type."""

    custom_type: str
    serial: int
    created: int
