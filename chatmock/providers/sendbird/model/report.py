"""Reports to the moderators."""

from __future__ import annotations

from typing import Any

import msgspec


class Report(msgspec.Struct, eq=False):
    """A report as it was made: what it is about is shown as it was then, whatever becomes of it."""

    serial: int
    created_at: int
    report_type: str
    """user, message or channel."""
    report_category: str
    report_description: str = ""
    channel_url: str = ""
    message_id: int = 0
    offending_user_id: str = ""
    shown: dict[str, Any] | None = None
    """The people, the message and the channel it is about."""
