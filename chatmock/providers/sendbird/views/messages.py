"""Answers with messages: each is rendered once, and pages join what is ready."""

from __future__ import annotations

from typing import Any

import orjson

from chatmock.core.schema import With
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.model import Message, User, rare_of

EVENTS: dict[str, Any] = {
    "send_push_notification": "receivers",
    "update_unread_count": True,
    "update_mention_count": True,
    "update_last_message": True,
}
"""What a message triggers by default."""

_PLAIN: dict[str, Any] = {
    "mention_type": "users",
    "mentioned_users": [],
    "is_removed": False,
    "translations": {},
    "message_survival_seconds": -1,
    "message_retention_hour": -1,
    "sorted_metaarray": [],
    "is_op_msg": False,
    "req_id": "",
    "message_events": EVENTS,
}
"""Today's keys of a plain message."""

_PLAIN_END = b"," + orjson.dumps(_PLAIN)[1:]


@schemas.presents("message")
def present_message(message: Message | With) -> orjson.Fragment:
    """Present a message, with the keys that were asked for."""
    if isinstance(message, With):
        assert isinstance(message.entity, Message)
        return orjson.Fragment(_whole(message.entity)[:-1] + b"," + orjson.dumps(message.keys)[1:])
    return orjson.Fragment(_whole(message))


def _whole(message: Message) -> bytes:
    return _beginning(message) + (_PLAIN_END if message.rare is None else _end(message))


@schemas.presents("message.page")
def present_page(page: dict[str, Any]) -> bytes:
    """A page of messages. Mostly they all end in the same way, and one join makes the page."""
    messages: list[Any] = page["messages"]
    if len(page) > 1 or (messages and isinstance(messages[0], With)):
        return orjson.dumps({**page, "messages": [present_message(message) for message in messages]})
    beginnings = [_beginning(message) for message in messages]
    if any(message.rare is not None for message in messages):
        ends = map(_end, messages)
        return b'{"messages":[' + b",".join(map(bytes.__add__, beginnings, ends)) + b"]}"
    if not messages:
        return b'{"messages":[]}'
    return b"".join((b'{"messages":[', (_PLAIN_END + b",").join(beginnings), _PLAIN_END, b"]}"))


def _beginning(message: Message) -> bytes:
    """The part of its own of a message, rendered again after it or its sender's profile has changed."""
    rendered = message.rendered
    revision = message.user.revision if message.user is not None else 0
    if rendered is None or message.rendered_for != revision:
        # orjson gives out a larger buffer than it fills; slicing copies just what is used
        rendered = message.rendered = bytes(memoryview(orjson.dumps(_message_view(message)))[:-1])
        message.rendered_for = revision
    return rendered


def _end(message: Message) -> bytes:
    rare = message.rare
    if rare is None:
        return _PLAIN_END
    keys: dict[str, Any] = {
        **_PLAIN,
        "mention_type": rare.mention_type,
        "mentioned_users": [brief(user) for user in rare.mentioned],
        "translations": dict(rare.translations),
        "sorted_metaarray": rare.sorted_metaarray,
        "is_op_msg": rare.is_op_msg,
        "message_events": dict(rare.message_events) or EVENTS,
        **rare.carried(),
        **(rare.notification.view() if rare.notification is not None else {}),
    }
    if rare.parent_message_id:
        keys |= {"parent_message_id": rare.parent_message_id, "is_reply_to_channel": rare.is_reply_to_channel}
    return b"," + orjson.dumps(keys)[1:]


def _message_view(message: Message) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "message_id": message.message_id,
        "type": message.type,
        "channel_url": message.channel_url,
        "channel_type": message.channel_type,
        "created_at": message.created_at,
        "custom_type": message.custom_type,
        "updated_at": message.updated_at,
        "silent": message.silent,
    }
    if message.type == "FILE":
        # no message and no data of its own (recorded); the data is in the file, under both names
        file = message.file or {}
        shown["file"] = {**file, "custom": file.get("data", "")}
    else:
        shown |= {"message": message.message, "data": message.data, "file": {}}
    if message.user is not None:
        shown["user"] = brief(message.user, "operator" if rare_of(message).is_op_msg else "")
    return shown


def brief(user: User, role: str = "") -> dict[str, Any]:
    """The short form of a user, inside other answers."""
    return {
        "user_id": user.user_id,
        "nickname": user.nickname,
        "profile_url": user.profile_url,
        "metadata": user.metadata,
        "require_auth_for_profile_image": False,
        "is_active": user.is_active,
        "role": role,
    }
