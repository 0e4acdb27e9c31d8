"""What a push service gets for a device: the notification, and all about the message under ``sendbird``."""

from __future__ import annotations

from typing import Any

import orjson

from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.model import App, GroupChannel, Member, Message, User, rare_of

SCHEMA = "push.notification"


def notification(app: App, member: Member, message: Message, sound: str) -> dict[str, Any]:
    """What stands under ``sendbird``, for one member (recorded: 2017 to 2022)."""
    channel, user, rare, file = member.channel, member.user, rare_of(message), message.file
    shown = {
        "category": "messaging:offline_notification",
        "type": message.type,
        "message": message.message if file is None else str(file.get("name", "")),
        "message_id": message.message_id,
        "created_at": message.created_at,
        "custom_type": message.custom_type,
        "app_id": app.app_id,
        "unread_message_count": app.totals.of(user),
        "channel": {
            "channel_url": channel.channel_url,
            "name": channel.name,
            "custom_type": channel.custom_type,
            "channel_unread_message_count": app.unread_of(member),
        },
        "channel_type": _type_of(channel),
        "sender": _sender(message.user) if message.user is not None else None,
        "recipient": {"id": user.user_id, "name": user.nickname, "push_template": user.push_template},
        "files": [file] if file is not None else [],
        "mentioned_users": [_mentioned(one) for one in rare.mentioned],
        "translations": dict(rare.translations),
        "push_title": None,
        "push_sound": sound,
        "audience_type": "only",
        "notification_action": "create",
    }
    if app.report is not None and (found := schemas[SCHEMA].check(shown)):
        app.report(f"a push notification breaks its schema {SCHEMA}: {'; '.join(found[:5])}")
    return shown


def payload(token_type: str, title: str, body: str, about: dict[str, Any]) -> dict[str, Any]:
    """What the push service of a device gets.

    Those of Android get data, whose values are texts: the line that is shown, and ``sendbird`` as JSON (recorded: 2020).
    APNs gets ``sendbird`` as an object (client), and an alert in Apple's own form (ruled).
    """
    if token_type == "apns":
        alert = {"title": title, "body": body}
        aps = {"alert": alert, "badge": about["unread_message_count"], "sound": about["push_sound"]}
        return {"aps": aps, "sendbird": about}
    line = f"{title}: {body}" if about["sender"] is not None and about["type"] == "MESG" else body
    return {"data": {"message": line, "sendbird": orjson.dumps(about).decode()}}


def _type_of(channel: GroupChannel) -> str:
    if channel.is_distinct:
        return "messaging"
    return "chat" if channel.is_public else "group_messaging"


def _sender(user: User) -> dict[str, Any]:
    return {
        "id": user.user_id,
        "name": user.nickname,
        "profile_url": user.profile_url,
        "require_auth_for_profile_image": False,
    }


def _mentioned(user: User) -> dict[str, Any]:
    about = {"nickname": user.nickname, "profile_url": user.profile_url, "require_auth_for_profile_image": False}
    return {"user_id": user.user_id, **about}
