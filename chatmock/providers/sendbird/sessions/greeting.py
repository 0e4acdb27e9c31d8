"""The answer to a login: the user, the session, and settings of the client."""

from __future__ import annotations

from typing import Any

from chatmock.core.clock import SECOND
from chatmock.providers.sendbird.applications.emoji import emoji_hash
from chatmock.providers.sendbird.model import App, Session, User
from chatmock.providers.sendbird.views.frames import person, unread_total

_FIXED: dict[str, Any] = {
    "reconnect": {"interval": 2, "max_interval": 20, "mul": 2, "retry_cnt": 100},
    "max_unread_cnt_on_super_group": 100,
    # without these three the v3 JavaScript SDK connects, but never delivers what comes in (client)
    "file_upload_size_limit": 32,
    "premium_feature_list": [],
    "application_attributes": [
        "reactions",
        "enable_message_threading",
        "allow_group_channel_create_from_sdk",
        "allow_group_channel_leave_from_sdk",
        "allow_group_channel_delete_from_sdk",
        "allow_message_update_from_sdk",
        "allow_message_delete_from_sdk",
        "allow_operator_message_delete",
        "allow_file_messages_from_sdk",
        "use_last_seen_at",
    ],
    "message_template": {"template_list_token": "0"},
    "services": ["chat"],
    "device_token_last_deleted_at": 0,
    "unread_cnt_threading_policy": 0,
    "last_msg_threading_policy": 0,
    "disable_supergroup_mack": False,
    "multiple_file_send_max_size": 30,
    "request_dedup_interval_ms": 0,
    "concurrent_call_limit": 5,
    "back_off_delay": 100,
    "allow_sdk_log_ingestion": False,
    "notifications": {"enabled": False, "feed_channels": {}, "template_list_token": "0", "settings_updated_at": 0},
    "uikit_config": {"last_updated_at": 0},
    "config_sync_needed": False,
}
"""What the SDKs need to know; delays of ``reconnect`` are seconds, and all four keys have to be there (client: Flutter)."""


def greeting(app: App, session: Session) -> dict[str, Any]:
    """The payload of a successful ``LOGI``."""
    user, now = session.user, app.clock.present()
    return {
        **person(user),
        "created_at": user.created // SECOND,
        "key": session.key,
        "ekey": session.key,
        "expires_at": session.expires_at,
        "emoji_hash": emoji_hash(app),
        "use_reaction": app.features.reactions,
        "login_ts": now,
        "unread_cnt": unread_total(app.totals.of(user), now, app.feeds.unread(user, app.visible_since)),
        **_heartbeat(app),
        **_FIXED,
        **_notifications(app, session.user),
    }


def _notifications(app: App, user: User) -> dict[str, Any]:
    """The user's feed channels, and that clients log at once what is done with notifications; nothing without feeds."""
    if not app.feeds.rows:
        return {}
    eagerly = {"min_stat_count": 1, "min_interval": 0, "lower_threshold": 0, "request_delay_range": 0}
    return {
        "allow_sdk_log_ingestion": True,
        "application_attributes": [*_FIXED["application_attributes"], "allow_sdk_noti_stats_log_publish"],
        "log_publish_config": {
            "default": {**eagerly, "min_stat_count": 100, "max_stat_count_per_request": 1000},
            "realtime": {**eagerly, "max_stat_count_per_request": 1000},
        },
        "notifications": {
            "enabled": True,
            "feed_channels": {key: member.channel.channel_url for key, member in app.feeds.of(user).items()},
            "template_list_token": app.feeds.template_token(),
            "settings_updated_at": app.feeds.settings.get("updated_at", 0),
        },
    }


def _heartbeat(app: App) -> dict[str, int]:
    """Whole seconds, one at least."""
    settings = app.sessions.settings
    spans = {"ping_interval": settings.ping_interval, "pong_timeout": settings.pong_timeout}
    return {name: max(1, span // SECOND) for name, span in spans.items()}
