"""Scheduled messages in answers."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.messages.messages import file_of
from chatmock.providers.sendbird.model import App, ScheduledMessage, only_known
from chatmock.providers.sendbird.views.messages import brief

_CARRIED = ("apple_critical_alert_options", "thumbnails", "require_auth", "translation_target_langs", "req_id")


def scheduled_view(app: App, scheduled: ScheduledMessage) -> dict[str, Any]:
    """A scheduled message in an answer: what is known of the message, and of its time."""
    given = scheduled.given
    kind = given["message_type"]
    mentioned = (app.users.get(user_id) for user_id in given.get("mentioned_user_ids") or ())
    shown: dict[str, Any] = {
        "scheduled_message_id": scheduled.serial,
        "scheduled_at": scheduled.scheduled_at,
        "scheduled_status": scheduled.status,
        "message_id": scheduled.message_id,
        "type": kind,
        "channel_url": scheduled.channel_url,
        "channel_type": "group",
        "sender_id": scheduled.sender_id,
        "message": given.get("message", "") if kind != "FILE" else "",
        "data": given["data"],
        "custom_type": given["custom_type"],
        "file": file_of(given) if kind == "FILE" else {},
        "mention_type": given["mention_type"],
        "mentioned_users": [brief(user) for user in mentioned if user is not None],
        "is_silent": given["is_silent"],
        "silent": given["is_silent"],
        "mark_as_read": given["mark_as_read"],
        "send_push": given["send_push"],
        "sorted_metaarray": only_known(given.get("sorted_metaarray") or ()),
        "created_at": scheduled.created,
        "updated_at": scheduled.updated,
        "sent_at": scheduled.sent_at,
        "error": scheduled.error,
        **{name: given[name] for name in _CARRIED if given.get(name)},
    }
    if scheduled.sender is not None:
        shown["user"] = brief(scheduled.sender)
    return shown
