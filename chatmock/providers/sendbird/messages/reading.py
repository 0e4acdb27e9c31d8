"""Read marks and delivery marks of the members of group channels, and what is left unread."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels.members import membership
from chatmock.providers.sendbird.finders import acting_user, asking_user, find_message, found_users
from chatmock.providers.sendbird.messages.notifications import mark_notifications_read
from chatmock.providers.sendbird.model import App, Channel, FeedChannel, Given, GroupChannel, Member


def mark_read(app: App, member: Member, until: int | None = None) -> None:
    """Mark all messages, or all up to a time, as read by a member; the mark never moves back."""
    before = member.behind
    now = app.clock.stamp()  # what is said in the same millisecond, but later, is not read yet
    member.read_at = max(member.read_at, now if until is None else min(until, now))
    app.emit("channel.read", channel=member.channel, user=member.user, changed=member.behind != before)


def mark_delivered(app: App, member: Member) -> None:
    """Mark all messages as delivered to a member."""
    last = member.channel.messages.last()
    if last is not None and member.received_until < last.created_at:
        member.delivered_at = app.clock.stamp()
        app.emit("channel.delivered", channel=member.channel, user=member.user, at=member.delivered_at)


@api.put(
    "/{channel_type}/{channel_url}/messages/mark_as_read",
    accepts="message.mark_as_read",
    returns="message.read",
    by="member",
)
def mark_as_read(app: App, call: Call, channel: Channel | FeedChannel, given: Given) -> dict[str, Any]:
    """Mark everything in a channel (today: up to a time or a message) as read by a member.

    An open channel has no read marks: nothing happens there. A client is answered what is left unread. Errors: 400201
    for a message that is not there.
    """
    user = acting_user(call, given)
    if not isinstance(channel, GroupChannel):
        return {}
    member = membership(channel, user)
    if isinstance(channel, FeedChannel):
        return mark_notifications_read(app, member, given.get("message_ids"))
    message = find_message(app, channel, str(given["message_id"])) if given.get("message_id") else None
    mark_read(app, member, message.created_at if message is not None else given.get("timestamp"))
    return _read_answer(app, member, given) if asking_user(call) is not None else {}


def _read_answer(app: App, member: Member, given: Given) -> dict[str, Any]:
    """The answer to a client that has read: its unread counts, and the fields it wants back."""
    return {
        "ts": member.read_at,
        "channel_url": member.channel.channel_url,
        "user_id": member.user.user_id,
        "unread_message_count": app.unread_of(member),
        "total_unread_count": app.totals.of(member.user),
        **{name: given[name] for name in ("is_excluded", "unique_id") if name in given},
    }


@api.get(
    "/group_channels/{channel_url}/messages/unread_count", accepts="message.unread", returns="message.unread_count"
)
def count_unread_messages(app: App, channel: GroupChannel, given: Given) -> dict[str, dict[str, int]]:
    """Count the unread messages of the given members, by id; a non-member has 0."""
    members = {user_id: channel.members_by_id.get(user_id) for user_id in found_users(app, given["user_ids"])}
    return {"unread": {user_id: app.unread_of(member) if member else 0 for user_id, member in members.items()}}


@api.put(
    "/group_channels/{channel_url}/messages/mark_as_delivered",
    accepts="message.mark_as_delivered",
    returns="delivered",
    by="member",
)
def mark_as_delivered(app: App, call: Call, channel: GroupChannel, given: Given) -> dict[str, int]:
    """Mark everything in a channel as delivered to a member; answers up to when."""
    member = membership(channel, acting_user(call, given))
    mark_delivered(app, member)
    return {"ts": member.received_until}
