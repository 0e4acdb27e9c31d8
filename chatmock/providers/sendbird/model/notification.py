"""What an administration's message has that is a notification. Times are milliseconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import orjson

SENT, READ = "SENT", "READ"


class Notification(msgspec.Struct, gc=False, frozen=True):
    """What a notification was made of, and what became of it."""

    notification_id: str
    template_key: str
    template_variables: Mapping[str, Any] = {}
    label: str = ""
    tags: Sequence[str] = ()
    priority: str = "normal"
    status: str = SENT
    logged: Mapping[str, int] = {}
    """When the user's client said what was done with it: viewed, clicked, or custom with a topic."""

    def view(self) -> dict[str, Any]:
        """The keys of its message; ``sub_data`` is JSON as text (client: v4 of the SDKs)."""
        data = {
            "template_key": self.template_key,
            "template_variables": dict(self.template_variables),
            "label": self.label,
            "tags": list(self.tags),
        }
        return {
            "notification_message_id": self.notification_id,
            "message_status": self.status,
            "priority": self.priority,
            "extended_message": {"sub_type": 0, "sub_data": orjson.dumps(data).decode()},
        }
