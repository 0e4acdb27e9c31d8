"""The webhook settings of an application."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

CATEGORIES = ("open_channel:message_send", "group_channel:message_send")
"""The categories that chatmock sends: all of 2016."""
EVERYTHING = "*"


@dataclass(slots=True)
class Webhook:
    """The webhook settings of an application. In 2016 they were set on the dashboard only, and there were no choices."""

    url: str = ""
    enabled: bool = False
    include_members: bool = False
    enabled_events: list[str] = field(default_factory=lambda: [EVERYTHING])

    include_unread_count: ClassVar[bool] = True

    def wants(self, category: str) -> bool:
        return bool(
            self.enabled and self.url and (EVERYTHING in self.enabled_events or category in self.enabled_events)
        )
