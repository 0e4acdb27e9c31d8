"""Users and messages in frames: the same facts as over HTTP, under more names.

The hosted service names some of them in an older way inside frames, and the SDKs read both; so both are sent.
"""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.model import (
    App,
    Channel,
    Friend,
    GroupChannel,
    Message,
    Rare,
    User,
    friend_keys,
    parent_of,
    rare_of,
)
from chatmock.providers.sendbird.views.message_extras import parent_info
from chatmock.providers.sendbird.views.messages import EVENTS


def person(user: User) -> dict[str, Any]:
    """A user, in event data and in the login answer."""
    return {
        "user_id": user.user_id,
        "guest_id": user.user_id,
        "nickname": user.nickname,
        "name": user.nickname,
        "profile_url": user.profile_url,
        "image": user.profile_url,
        "id": user.serial,
        "metadata": user.metadata,
        "is_active": user.is_active,
        "is_online": user.is_online,
        "last_seen_at": user.last_seen_at,
        "preferred_languages": user.preferred_languages,
        "require_auth_for_profile_image": False,
        "friend_discovery_key": None,
        "friend_name": None,
        "is_bot": user.bot is not None,
    }


def friend_person(friend: Friend) -> dict[str, Any]:
    """A friend, in event data for the one whose friend it is."""
    return {**person(friend.target), **friend_keys(friend)}


def sender(user: User, *, operator: bool) -> dict[str, Any]:
    return {**person(user), "role": "operator" if operator else ""}


def message_body(app: App, channel: Channel, found: Message) -> dict[str, Any]:
    """A message in a frame. A file's fields lie flat, and there is no ``message`` beside them."""
    rare = rare_of(found)
    carried = rare.carried()
    body: dict[str, Any] = {
        **channel_keys(channel),
        "msg_id": found.message_id,
        "message_id": found.message_id,
        "ts": found.created_at,
        "created_at": found.created_at,
        "sts": app.clock.present(),
        "custom_type": found.custom_type,
        "updated_at": found.updated_at,
        "last_updated_at": found.updated_at,
        "silent": found.silent,
        "is_op_msg": rare.is_op_msg,
        "translations": dict(rare.translations),
        "message_events": dict(rare.message_events) or EVENTS,
        **{name: carried[name] for name in _CARRIED if name in carried},
        **({"poll": rare.poll.view()} if rare.poll is not None else {}),
        **(rare.notification.view() if rare.notification is not None else {}),
        **_mentions(rare),
        **_arrays(rare),
        **_PLAIN,
        **_reply(channel, found),
    }
    if found.user is not None:
        body["user"] = sender(found.user, operator=body["is_op_msg"])
    return body | (
        _file({**carried, **(found.file or {})})
        if found.type == "FILE"
        else {"message": found.message, "data": found.data}
    )


_CARRIED = ("apple_critical_alert_options", "mentioned_message_template", "files")
"""Rare fields that frames hand on as they came."""


def _reply(channel: Channel, found: Message) -> dict[str, Any]:
    """A reply's keys about its parent: the id twice, for v4 and Flutter, and for v3."""
    parent_id = parent_of(found)
    if not parent_id:
        return {}
    about: dict[str, Any] = {
        "parent_message_id": parent_id,
        "root_message_id": parent_id,
        "is_reply_to_channel": rare_of(found).is_reply_to_channel,
    }
    parent = channel.messages.get(parent_id)
    return about if parent is None else {**about, "parent_message_info": parent_info(parent)}


_PLAIN: dict[str, Any] = {
    "is_guest_msg": True,
    "is_removed": False,
    "message_survival_seconds": -1,
    "message_retention_hour": -1,
    "scrap_id": "",
    "force_update_last_message": False,
}


def channel_keys(channel: Channel) -> dict[str, Any]:
    """The channel's keys, which every frame has."""
    return {
        "channel_url": channel.channel_url,
        "channel_type": channel.kind,
        "channel_id": channel.serial,
        "is_super": isinstance(channel, GroupChannel) and channel.is_super,
    }


def _mentions(rare: Rare) -> dict[str, Any]:
    return {
        "mention_type": rare.mention_type,
        "mentioned_users": [sender(user, operator=False) for user in rare.mentioned],
        "mentioned_user_ids": [user.user_id for user in rare.mentioned],
    }


def _arrays(rare: Rare) -> dict[str, Any]:
    items = rare.sorted_metaarray
    return {
        "metaarray": {item["key"]: item.get("value", []) for item in items},
        "metaarray_key_order": [item["key"] for item in items],
        "sorted_metaarray": items,
    }


def _file(file: dict[str, Any]) -> dict[str, Any]:
    return {
        "url": file.get("url", ""),
        "name": file.get("name", ""),
        "type": file.get("type", ""),
        "size": file.get("size", 0),
        "custom": file.get("data", ""),
        "thumbnails": file.get("thumbnails", []),
        "require_auth": file.get("require_auth", False),
    }


def event_body(app: App, channel: Channel, category: int, data: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """A ``SYEV``: something happened in a channel. SDKs read keys of ``data`` without a look whether it is there.

    No two have the same time: of two that do the v4 SDK drops the second, if it is about pins or deleted metadata.
    """
    now = app.clock.stamp()
    return {"cat": category, **channel_keys(channel), "ts": now, "sts": now, "data": data, **keys}


def counts(channel: Channel) -> dict[str, int]:
    """Count who is in a channel."""
    if isinstance(channel, GroupChannel):
        return {"member_count": channel.member_count, "joined_member_count": channel.joined_member_count}
    return {"participant_count": getattr(channel, "participant_count", 0)}


def unread_total(total: int, at: int, feed: int = 0) -> dict[str, Any]:
    """The total unread counts, of messages and of notifications. The v3 SDK believes one only if its time is later than the last one's."""
    return {"all": total, "feed": feed, "ts": at, "custom_types": {}}
