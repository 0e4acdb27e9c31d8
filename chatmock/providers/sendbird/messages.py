"""Messages of both kinds of channels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import orjson

from chatmock.core.clock import day
from chatmock.providers.sendbird.api import api, find_user, found_users, schemas
from chatmock.providers.sendbird.errors import not_authorized
from chatmock.providers.sendbird.message import Message
from chatmock.providers.sendbird.model import App, Channel, Given, GroupChannel, Member, User
from chatmock.providers.sendbird.users import mark_read

END_OF_TIME = 2**63 - 2


@api.post("/{channel_type}/{channel_url}/messages", accepts="message.send", returns="message")
def send_message(app: App, channel: Channel, given: Given) -> Message:
    """Send a message: MESG and FILE by a user, ADMM by nobody.

    An open channel takes messages of users who never entered it, also while it is frozen (recorded). A group channel
    takes those of its members only.
    """
    kind = given["message_type"]
    sender = None if kind == "ADMM" else find_user(app, given["user_id"])
    member = sender_in(channel, sender)
    mentioned = list(found_users(app, given.get("mentioned_user_ids", [])).values())
    message = Message(
        message_id=app.ids.serial(),
        created_at=app.clock.stamp(),
        type=kind,
        channel_url=channel.channel_url,
        channel_type=channel.kind,
        user=sender,
        message=given.get("message", "") if kind != "FILE" else "",
        data=given.get("data") or given.get("custom_field") or "",
        custom_type=given.get("custom_type", ""),
        file=file_of(given) if kind == "FILE" else None,
        silent=given["is_silent"],
        more=_more(given, mentioned),
    )
    return post(app, channel, message, member, mark_as_read=given["mark_as_read"])


def _more(given: Given, mentioned: list[User]) -> dict[str, Any] | None:
    """What only few messages have."""
    more: dict[str, Any] = {}
    if mentioned or given["mention_type"] != "users":
        more |= {"mention_type": given["mention_type"], "mentioned": mentioned}
    if given.get("sorted_metaarray"):
        more["sorted_metaarray"] = given["sorted_metaarray"]
    return more or None


def sender_in(channel: Channel, sender: User | None) -> Member | None:
    """The sender's membership; a group channel refuses a sender who has none."""
    if sender is None or not isinstance(channel, GroupChannel):
        return None
    member = channel.members_by_id.get(sender.user_id)
    if member is None:
        raise not_authorized(reason="User is not a member.")
    return member


def file_of(given: Given) -> dict[str, Any]:
    """The file of a message: fields of its own, or one object or a list of them under ``files`` (the official SDKs)."""
    files = given.get("files")
    first = (files[0] if isinstance(files, list) and files else files) or given
    return {
        "url": first.get("url", ""),
        "name": first.get("file_name", ""),
        "type": first.get("file_type", ""),
        "size": first.get("file_size", 0),
        "data": given.get("custom_field") or given.get("data") or "",
    }


def post(app: App, channel: Channel, message: Message, member: Member | None, *, mark_as_read: bool = True) -> Message:
    """Put a checked message into its channel; everybody who has to know gets to know."""
    channel.messages.add(message)
    if isinstance(channel, GroupChannel):
        if not message.silent:
            channel.last_activity = message.created_at
            app.moved(channel)
        if member is not None and mark_as_read:
            member.read_at = message.created_at
    app.count_sent(day(message.created_at), message.user)
    app.emit("message.sent", channel=channel, message=message)
    return message


@schemas.presents("message")
def present_message(message: Message) -> orjson.Fragment:
    """A message as it is answered: rendered once, and again after it or its sender's profile has changed."""
    revision = message.user.revision if message.user is not None else 0
    rendered = message.rendered
    if rendered is None or message.rendered_for != revision:
        # orjson gives out a larger buffer than it fills; slicing copies just what is used
        rendered = message.rendered = bytes(memoryview(orjson.dumps(_shown(message)))[:-1])
        message.rendered_for = revision
    return orjson.Fragment(rendered + (_PLAIN_END if message.more is None else _end(message)))


def _shown(message: Message) -> dict[str, Any]:
    """The part of an answer that differs from message to message."""
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
    if (
        message.type == "FILE"
    ):  # no message and no data of its own (recorded); the data is in the file, under both names
        file = message.file or {}
        shown["file"] = {**file, "custom": file.get("data", "")}
    else:
        shown |= {"message": message.message, "data": message.data, "file": {}}
    if message.user is not None:
        shown["user"] = brief(message.user)
    return shown


def brief(user: User) -> dict[str, Any]:
    """A user as others' answers show one."""
    return {
        "user_id": user.user_id,
        "nickname": user.nickname,
        "profile_url": user.profile_url,
        "metadata": user.metadata,
        "require_auth_for_profile_image": False,
        "is_active": user.is_active,
        "role": "",
    }


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
    "message_events": {
        "send_push_notification": "receivers",
        "update_unread_count": True,
        "update_mention_count": True,
        "update_last_message": True,
    },
}
"""Today's keys of a message that has nothing of them."""

_PLAIN_END = b"," + orjson.dumps(_PLAIN)[1:]


def _end(message: Message) -> bytes:
    more = dict(message.more or {})
    mentioned = more.pop("mentioned", [])
    return b"," + orjson.dumps({**_PLAIN, **more, "mentioned_users": [brief(user) for user in mentioned]})[1:]


@api.get("/{channel_type}/{channel_url}/messages", accepts="message.list", returns="message.page")
def list_messages(app: App, channel: Channel, given: Given) -> dict[str, Any]:
    """List messages around a time or a message.

    Up to ``prev_limit`` before ``message_ts``, those exactly at it if ``include``, up to ``next_limit`` after it;
    0 is the end of time. Ascending unless ``reverse``. Filters apply before the limits.
    """
    pivot = channel.messages.get(given["message_id"]) if given.get("message_id") else None
    time = pivot.created_at if pivot is not None else given["message_ts"] or END_OF_TIME
    time = min(time, END_OF_TIME)
    since, keep, sender = app.since(channel), _filter(given), given.get("sender_id")
    log = channel.messages
    if keep is None and sender is None and since <= 0:
        before, after = log.before(time, given["prev_limit"]), log.after(time, given["next_limit"])
    else:
        earlier = _until(log.down(time, sender=sender), since)
        before = list(islice(filter(keep, earlier), given["prev_limit"]))[::-1]
        after = list(islice(filter(keep, log.up(max(time, since), sender=sender)), given["next_limit"]))
    at = []
    if given["include"]:
        at = [m for m in log.at(time) if m.created_at > since and (keep is None or keep(m)) and _by(m, sender)]
    found = [*before, *at, *after]
    return {"messages": found[::-1] if given["reverse"] else found}


def _until(messages: Iterator[Message], since: int) -> Iterator[Message]:
    """Descending messages as long as they are later than a time."""
    for message in messages:
        if message.created_at <= since:
            return
        yield message


def _by(message: Message, sender: str | None) -> bool:
    return sender is None or (message.user is not None and message.user.user_id == sender)


def _filter(given: Given) -> Callable[[Message], bool] | None:
    """Whether a message passes the filters that are given; None where there are none."""
    kind, custom_type = given.get("message_type"), given.get("custom_type")
    types = given.get("custom_types")
    senders = given.get("sender_ids")
    if kind is custom_type is types is senders is None:
        return None
    return lambda message: (
        (kind is None or message.type == kind)
        and (custom_type is None or message.custom_type == custom_type)
        and (types is None or "*" in types or message.custom_type in types)
        and (senders is None or any(_by(message, sender) for sender in senders))
    )


@api.get("/{channel_type}/{channel_url}/messages/{message_id}", returns="message")
def view_message(message: Message) -> Message:
    """View a message."""
    return message


@api.delete("/{channel_type}/{channel_url}/messages/{message_id}", returns="empty")
def delete_message(app: App, channel: Channel, message: Message) -> None:
    """Delete a message."""
    channel.messages.remove(message)
    if isinstance(channel, GroupChannel):
        last = channel.messages.last()
        channel.last_activity = last.created_at if last is not None else channel.created
        app.moved(channel)
    app.emit("message.deleted", channel=channel, message=message)


@api.put("/{channel_type}/{channel_url}/messages/mark_as_read", accepts="message.mark_as_read", returns="message.read")
def mark_as_read(app: App, channel: Channel, given: Given) -> dict[str, Any] | None:
    """Mark everything in a channel as read by a member. An open channel has no read marks: nothing happens there."""
    user = find_user(app, given["user_id"])
    if isinstance(channel, GroupChannel):
        member = sender_in(channel, user)
        assert member is not None
        mark_read(app, member)
    return None


@api.get("/{channel_type}/{channel_url}/messages/total_count", returns="message.total")
def count_messages(app: App, channel: Channel) -> dict[str, int]:
    """Count the messages of a channel."""
    return {"total": channel.messages.count_after(app.since(channel))}


@api.get(
    "/group_channels/{channel_url}/messages/unread_count", accepts="message.unread", returns="message.unread_count"
)
def count_unread_messages(app: App, channel: GroupChannel, given: Given) -> dict[str, dict[str, int]]:
    """Count the unread messages of the given members, by id; a user who is no member has 0."""
    since = app.since(channel)
    users = found_users(app, given["user_ids"])
    members = {user_id: channel.members_by_id.get(user_id) for user_id in users}
    return {
        "unread": {
            user_id: channel.unread(member, since) if member is not None else 0 for user_id, member in members.items()
        }
    }
