"""The objects of today's webhooks: users, channels, members, messages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chatmock.providers.sendbird.model import App, Channel, GroupChannel, Member, Message, User, rare_of

SHORT = ("name", "channel_url", "custom_type", "data")
_HIDDEN = {"unhidden": 0, "hidden_allow_auto_unhide": 1, "hidden_prevent_auto_unhide": 2}
"""``is_hidden`` is a number (docs); which stands for what is ruled."""


def person(user: User) -> dict[str, Any]:
    """A user by four keys."""
    return {
        "user_id": user.user_id,
        "nickname": user.nickname,
        "profile_url": user.profile_url,
        "metadata": user.metadata,
    }


def channel_view(channel: Channel) -> dict[str, Any]:
    """A channel by nine keys."""
    return {
        "name": channel.name,
        "channel_url": channel.channel_url,
        "custom_type": channel.custom_type,
        **_flags(channel),
        "is_ephemeral": channel.is_ephemeral,
        "data": channel.data,
    }


def _flags(channel: Channel) -> dict[str, bool]:
    """What kind of a channel it is. An open one is public, and can be found (ruled)."""
    if not isinstance(channel, GroupChannel):
        return {"is_distinct": False, "is_public": True, "is_super": False, "is_discoverable": True}
    return {name: getattr(channel, name) for name in ("is_distinct", "is_public", "is_super", "is_discoverable")}


def short_channel(channel: Channel) -> dict[str, Any]:
    """A channel by four keys."""
    return {name: getattr(channel, name) for name in SHORT}


def members_of(
    app: App,
    channel: Channel,
    members: Iterable[Member] | None = None,
    *,
    sender: User | None = None,
    read: bool = False,
) -> dict[str, Any]:
    """The key ``members``, where the settings ask for it; never of open channels and supergroups (docs).

    ``sender`` adds the blocks between a member and that user. ``read`` has the channel's own count stand in
    ``unread_message_count``, where other bodies have the total of all channels (docs: the samples).
    """
    if not app.webhook.include_members or not isinstance(channel, GroupChannel) or channel.is_super:
        return {}
    rows = channel.members_by_join if members is None else members
    return {"members": [_member(app, member, sender, read=read) for member in rows]}


def _member(app: App, member: Member, sender: User | None, *, read: bool) -> dict[str, Any]:
    user = member.user
    unread, mentions = member.channel.unread_of_both(member, app.visible_since(member.channel, member))
    shown = {
        **person(user),
        "is_active": user.is_active,
        "is_online": user.is_online,
        "is_hidden": _HIDDEN[member.hidden_state],
        "state": member.state,
        "channel_unread_message_count": unread,
        "channel_mention_count": mentions,
        "push_enabled": member.push_enabled,
        "push_trigger_option": member.push_trigger_option if member.chose_push else "default",
        "do_not_disturb": user.push_preference.get("do_not_disturb", False),
    }
    if app.webhook.include_unread_count:
        total = total_unread(app, user)
        shown |= {"unread_message_count": unread if read else total, "total_unread_message_count": total}
    if sender is not None:
        shown["is_blocking_sender"] = sender.user_id in user.blocks
        shown["is_blocked_by_sender"] = user.user_id in sender.blocks
    return shown


def total_unread(app: App, user: User) -> int:
    """The unread messages of a user in all group channels; 0 for one who is deleted."""
    return app.totals.of(user) if app.users.get(user.user_id) is user else 0


def payload(message: Message) -> dict[str, Any]:
    """What was sent: a text with its translations, or a file, whose keys are others than over HTTP (client)."""
    about = {
        "message_id": message.message_id,
        "custom_type": message.custom_type,
        "created_at": message.created_at,
    }
    if message.type == "FILE":
        file = message.file or {}
        return {
            **about,
            "data": file.get("data", ""),
            "url": file.get("url", ""),
            "filename": file.get("name", ""),
            "content_type": file.get("type", ""),
            "content_size": file.get("size", 0),
        }
    texts = {"message": message.message, "data": message.data, "translations": dict(rare_of(message).translations)}
    return {**about, **texts}


def mentions(message: Message) -> dict[str, Any]:
    """Whom a message mentions."""
    rare = rare_of(message)
    return {"mention_type": rare.mention_type, "mentioned_users": [person(user) for user in rare.mentioned]}


def sender_of(message: Message) -> dict[str, Any]:
    """The key ``sender``; messages of the administration have none (ruled)."""
    return {"sender": person(message.user)} if message.user is not None else {}


def changes_of(changes: dict[str, tuple[Any, Any]]) -> list[dict[str, Any]]:
    """What has changed: ``key``, ``old`` and ``new``, the values as texts (client)."""
    return [{"key": key, "old": old, "new": new} for key, (old, new) in changes.items()]
