"""Announcements in answers."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.model import Announcement

_SAME = (
    "unique_id",
    "announcement_group",
    "message",
    "enable_push",
    "target_at",
    "target_channel_type",
    "target_custom_type",
    "target_channel_count",
    "status",
    "scheduled_at",
    "end_at",
    "cease_at",
    "resume_at",
    "create_channel",
    "create_channel_options",
    "mark_as_read",
    "send_to_frozen_channels",
    "assign_sender_as_channel_inviter",
    "keep_channel_hidden_for_sender",
)


def announcement_view(row: Announcement) -> dict[str, Any]:
    """An announcement in an answer, with its counts."""
    return {
        **{name: getattr(row, name) for name in _SAME},
        "completed_at": row.ended_at if row.status == "completed" else 0,
        "target_user_count": len(row.target_users),
        "sent_user_count": len(row.reached),
        "sent_channel_count": len(row.sent),
        "open_count": len(row.openings),
        "open_rate": rate(len(row.openings), len(row.target_users)),
    }


def rate(count: int, of: int) -> float:
    """A share from 0.0 to 1.0, in thousandths."""
    return round(count / of, 3) if of else 0.0
