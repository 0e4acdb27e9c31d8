"""What is told of messages: sent, changed, deleted; read and reacted to."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.model import App, Channel, GroupChannel, Message, User, parent_of, rare_of
from chatmock.providers.sendbird.webhooks.objects import (
    changes_of,
    channel_view,
    members_of,
    mentions,
    payload,
    person,
    sender_of,
    total_unread,
)
from chatmock.providers.sendbird.webhooks.posting import Hooks
from chatmock.providers.sendbird.webhooks.tables import Listeners

_EVENTS = {
    "send_push_notification": "receivers",
    "update_unread_count": True,
    "update_mention_count": True,
    "update_last_message": True,
}
"""What a message triggers by default."""
_ADDRESS = "127.0.0.1"
"""``sender_ip_addr``: chatmock notes no addresses (ruled)."""


def sdk(app: App) -> str:
    """The SDK that a change comes from: that of the socket that asks, or the Platform API."""
    asking = app.connections.asking
    return str(asking.state.sdk) if asking is not None and asking.state is not None else "API"


def tell_of_message(hooks: Hooks, channel: Channel, message: Message, **_: Any) -> None:
    """A message was sent, by whatever door."""
    category = f"{channel.kind}_channel:message_send"
    if category not in hooks.wanted:
        return
    app = hooks.app
    body = {
        **sender_of(message),
        "silent": message.silent,
        "sender_ip_addr": _ADDRESS,
        "custom_type": message.custom_type,
        **mentions(message),
        **members_of(app, channel, sender=message.user),
        "type": message.type,
        "payload": payload(message),
        "channel": channel_view(channel),
        "sdk": sdk(app),
        "message_events": {**_EVENTS, **rare_of(message).message_events},
    }
    if parent_id := parent_of(message):
        body["parent_message_id"] = parent_id
    hooks.post(category, channel.channel_url, body)


def tell_of_edit(
    hooks: Hooks, channel: Channel, message: Message, was: dict[str, str] | None = None, **facts: Any
) -> None:
    """A message was edited; ``was`` are its contents before. A translation is no edit (ruled)."""
    category = f"{channel.kind}_channel:message_update"
    if category not in hooks.wanted or was is None:
        return
    body = payload(message)
    now = {name: body[name] for name in was}
    body = {
        **sender_of(message),
        "custom_type": message.custom_type,
        **mentions(message),
        "changes": changes_of({name: (was[name], now[name]) for name in was if was[name] != now[name]}),
        **members_of(hooks.app, channel),
        "type": message.type,
        "payload": body,
        "channel": channel_view(channel),
        "sdk": sdk(hooks.app),
    }
    hooks.post(category, channel.channel_url, body)


def tell_of_deletion(hooks: Hooks, channel: Channel, message: Message, **_: Any) -> None:
    """A message was deleted; its text is still told (ruled)."""
    category = f"{channel.kind}_channel:message_delete"
    if category in hooks.wanted:
        body = {
            **sender_of(message),
            "custom_type": message.custom_type,
            **members_of(hooks.app, channel),
            "type": message.type,
            "payload": payload(message),
            "channel": channel_view(channel),
            "sdk": sdk(hooks.app),
        }
        hooks.post(category, channel.channel_url, body)


READ = "group_channel:message_read"


def tell_of_reading(hooks: Hooks, channel: GroupChannel, user: User, changed: bool, **_: Any) -> None:
    """A member has nothing unread left that was unread before (docs: not at every receipt)."""
    member = channel.members_by_id[user.user_id]
    if not changed or member.behind:
        return
    app = hooks.app
    update = {
        "user_id": user.user_id,
        "read_ts": member.read_at,
        "channel_unread_message_count": app.unread_of(member),
        "total_unread_message_count": total_unread(app, user),
    }
    body = {
        **members_of(app, channel, read=True),
        "channel": channel_view(channel),
        "read_updates": [update],
    }
    hooks.post(READ, channel.channel_url, body)


REACTIONS = {"ADD": "group_channel:reaction_add", "DELETE": "group_channel:reaction_delete"}


def tell_of_reaction(
    hooks: Hooks,
    channel: Channel,
    message: Message,
    user: User,
    reaction: str,
    operation: str,
    updated_at: int,
    **_: Any,
) -> None:
    """Somebody has put an emoji to a message of a group channel, or taken it back."""
    category = REACTIONS[operation]
    if category not in hooks.wanted or not isinstance(channel, GroupChannel):
        return
    sender_id = message.user.user_id if message.user is not None else ""
    body = {
        "reaction": reaction,
        "ts": updated_at,
        "user": {name: value for name, value in person(user).items() if name != "metadata"},
        "message": {"message_id": message.message_id, "sender_id": sender_id},
        **members_of(hooks.app, channel),
        "channel": channel_view(channel),
    }
    hooks.post(category, channel.channel_url, body)


LISTENERS: Listeners = {
    "message.sent": (("open_channel:message_send", "group_channel:message_send"), tell_of_message),
    "message.updated": (("open_channel:message_update", "group_channel:message_update"), tell_of_edit),
    "message.deleted": (("open_channel:message_delete", "group_channel:message_delete"), tell_of_deletion),
    "channel.read": ((READ,), tell_of_reading),
    "message.reaction": (tuple(REACTIONS.values()), tell_of_reaction),
}
"""Who is told what, by event."""
