"""The webhook settings of an application, and the categories there are."""

from __future__ import annotations

from typing import Any

import msgspec

CATEGORIES_2016 = ("open_channel:message_send", "group_channel:message_send")
"""The categories of 2016 (seed)."""
CATEGORIES = (
    "open_channel:create",
    "open_channel:remove",
    "open_channel:enter",
    "open_channel:exit",
    "open_channel:message_send",
    "open_channel:message_update",
    "open_channel:message_delete",
    "open_channel:report",
    "group_channel:create",
    "group_channel:changed",
    "group_channel:remove",
    "group_channel:invite",
    "group_channel:decline_invite",
    "group_channel:join",
    "group_channel:leave",
    "group_channel:message_send",
    "group_channel:message_read",
    "group_channel:message_update",
    "group_channel:message_delete",
    "group_channel:freeze_unfreeze",
    "group_channel:reaction_add",
    "group_channel:reaction_delete",
    "group_channel:report",
    "group_channel:old_kick_out:join",
    "group_channel:old_kick_out:invite",
    "user:block",
    "user:unblock",
    "user:push_preference",
    "user:push_channel_preference",
    "user:device_token_register",
    "user:device_token_unregister",
    "user:mute",
    "user:ban",
    "user:deactivate",
    "user:report",
    "operators:register_by_operator",
    "operators:unregister_by_operator",
    "message:report",
    "message:moderation_extension_triggered",
    "alert:user_message_rate_limit_exceeded",
    "profanity_filter:replace",
    "profanity_filter:block",
    "profanity_filter:moderate",
    "profanity_filter:detect",
    "image_moderation:block",
    "announcement:create_channels",
    "announcement:send_messages",
)
"""The categories of today, in the order of the document (docs, 2021 to 2025)."""
EVERYTHING = "*"


class Webhook(msgspec.Struct):
    """The webhook settings of an application. In 2016 they were set on the dashboard only, and there were no choices."""

    url: str = ""
    enabled: bool = False
    include_members: bool = False
    include_unread_count: bool = True
    """Whether members have their total counts; the document's samples have them (ruled: unless it is turned off)."""
    enabled_events: list[str] = msgspec.field(default_factory=lambda: [EVERYTHING])

    def shown(self) -> dict[str, Any]:
        """As JSON values."""
        return {**msgspec.structs.asdict(self), "enabled_events": list(self.enabled_events)}

    def wanted(self, categories: tuple[str, ...]) -> list[str]:
        """Those of the categories that are sent."""
        if not (self.enabled and self.url):
            return []
        return self.chosen(categories)

    def chosen(self, categories: tuple[str, ...]) -> list[str]:
        """Those of the categories that are enabled, by their names: ``*`` is all of them."""
        if EVERYTHING in self.enabled_events:
            return list(categories)
        return [category for category in categories if category in self.enabled_events]
