"""Messages of both kinds of channels."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import islice
from typing import Any

from chatmock.core.clock import day
from chatmock.core.dispatch import Call
from chatmock.core.schema import Upload
from chatmock.core.timeline import Mark
from chatmock.providers.sendbird.api import api, find_message, find_user, found_users
from chatmock.providers.sendbird.errors import not_authorized
from chatmock.providers.sendbird.files import stored
from chatmock.providers.sendbird.group_channels import show_again
from chatmock.providers.sendbird.members import find_member, membership
from chatmock.providers.sendbird.message import Message
from chatmock.providers.sendbird.model import App, Channel, Given, GroupChannel, Member, User
from chatmock.providers.sendbird.profanity import filtered
from chatmock.providers.sendbird.rendering import EVENTS
from chatmock.providers.sendbird.users import mark_read, unread_of

END_OF_TIME = 2**63 - 2


@api.post("/{channel_type}/{channel_url}/messages", accepts="message.send", returns="message")
def send_message(app: App, channel: Channel, given: Given, call: Call | None = None) -> Message:
    """Send a message: MESG and FILE by a user, ADMM by nobody.

    An open channel takes messages of users who never entered it, also while it is frozen (recorded). A group channel
    takes those of its members only.
    """
    kind = given["message_type"]
    sender = None if kind == "ADMM" else find_user(app, given["user_id"])
    member = sender_in(channel, sender)
    mentioned = list(found_users(app, given.get("mentioned_user_ids", [])).values())
    text = filtered(app, channel, given["message"]) if kind == "MESG" else given.get("message", "")
    message = Message(
        message_id=app.ids.serial(),
        created_at=app.clock.stamp(),
        type=kind,
        channel_url=channel.channel_url,
        channel_type=channel.kind,
        user=sender,
        message=text if kind != "FILE" else "",
        data=given["data"],
        custom_type=given["custom_type"],
        file=file_of(given, call) if kind == "FILE" else None,
        silent=given["is_silent"],
        more=_more(channel, sender, given, mentioned),
    )
    return post(app, channel, message, member, mark_as_read=given["mark_as_read"])


def _more(channel: Channel, sender: User | None, given: Given, mentioned: list[User]) -> dict[str, Any] | None:
    """What only few messages have."""
    more: dict[str, Any] = {}
    if mentioned or given["mention_type"] != "users":
        more |= {"mention_type": given["mention_type"], "mentioned": mentioned}
    if given.get("sorted_metaarray"):
        more["sorted_metaarray"] = given["sorted_metaarray"]
    if sender is not None and sender.user_id in channel.operators_by_id:
        more["is_op_msg"] = True
    events: dict[str, Any] = {}
    if not given.get("send_push", True):
        events["send_push_notification"] = "none"
    if given["is_silent"]:
        events |= {"update_unread_count": False, "update_mention_count": False, "update_last_message": False}
    if events:
        more["message_events"] = {**EVENTS, **events}
    return more or None


def sender_in(channel: Channel, sender: User | None) -> Member | None:
    """The sender's membership. Refused (400108): who is no member of a group channel, who is banned from an open one."""
    if sender is None:
        return None
    if isinstance(channel, GroupChannel):
        return membership(channel, sender)
    if sender.user_id in channel.bans:
        raise not_authorized(reason="User is banned.")
    return None


def file_of(given: Given, call: Call | None = None) -> dict[str, Any]:
    """The file of a message.

    It comes as fields of their own, as one object or a list of them under ``files`` (the official SDKs), or uploaded.
    """
    about = {"data": given.get("custom_field") or given.get("data") or ""}
    upload = given.get("file")
    if call is not None and isinstance(upload, Upload):
        size = len(upload.content)
        return {
            "url": stored(call, upload),
            "name": given.get("file_name") or upload.filename,
            "type": given.get("file_type") or upload.content_type,
            "size": size,
            **about,
        }
    files = given.get("files")
    first = (files[0] if isinstance(files, list) and files else files) or given
    return {
        "url": first.get("url", ""),
        "name": first.get("file_name", ""),
        "type": first.get("file_type", ""),
        "size": first.get("file_size", 0),
        **about,
    }


def post(app: App, channel: Channel, message: Message, member: Member | None, *, mark_as_read: bool = True) -> Message:
    """Put a checked message into its channel (an ephemeral one keeps none); everybody who has to know gets to know."""
    if not channel.is_ephemeral:
        channel.messages.add(message)
    if isinstance(channel, GroupChannel):
        if not message.silent:
            channel.last_activity = message.created_at
            app.moved(channel)
            for other in channel.members_by_id.values():
                if other.hidden and other.auto_unhide:
                    show_again(app, other)
        if member is not None and mark_as_read:
            member.read_at = message.created_at
    app.count_sent(day(message.created_at), message.user)
    app.emit("message.sent", channel=channel, message=message)
    return message


# --- listing them ---


@api.get("/{channel_type}/{channel_url}/messages", accepts="message.list", returns="message.page")
def list_messages(app: App, channel: Channel, given: Given) -> dict[str, Any]:
    """List messages around a time or a message.

    Up to ``prev_limit`` before ``message_ts``, those exactly at it if ``include``, up to ``next_limit`` after it;
    0 is the end of time, and a ``message_id`` is the place of that message. Ascending unless ``reverse``. Filters apply
    before the limits.
    """
    low, high = _place(app, channel, given)
    since, keep, senders = app.since(channel), _filter(channel, given), _senders(channel, given)
    log, before, after = channel.messages, given["prev_limit"], given["next_limit"]
    found: list[Message]
    if keep is None and senders is None and since <= 0:
        found = log.before(low, before)
        if given["include"]:
            found += log.at(low, high)
        found += log.after(high, after)
    else:
        earlier = _until(log.down(low, senders=senders), since)
        found = list(islice(filter(keep, earlier), before))[::-1]
        if given["include"]:
            found += [
                m for m in log.at(low, high) if m.created_at > since and _by(m, senders) and (not keep or keep(m))
            ]
        found += islice(filter(keep, log.up(max(high, (since, END_OF_TIME)), senders=senders)), after)
    return {"messages": found[::-1] if given["reverse"] else found}


def _place(app: App, channel: Channel, given: Given) -> tuple[Mark, Mark]:
    """What ``include`` is about: from one mark to another, both included. Errors: 400201 for an unknown message."""
    if given.get("message_id"):
        pivot = find_message(app, channel, str(given["message_id"]))
        mark = (pivot.created_at, pivot.message_id)
        return mark, mark
    time = min(given.get("message_ts") or END_OF_TIME, END_OF_TIME)
    return (time, -1), (time, END_OF_TIME)


def _until(messages: Iterator[Message], since: int) -> Iterator[Message]:
    """Descending messages as long as they are later than a time."""
    for message in messages:
        if message.created_at <= since:
            return
        yield message


def _by(message: Message, senders: Collection[str] | None) -> bool:
    return senders is None or (message.user is not None and message.user.user_id in senders)


def _senders(channel: Channel, given: Given) -> set[str] | None:
    """Whose messages alone are asked for; None where everybody's are."""
    asked: list[set[str]] = []
    if "sender_id" in given:
        asked.append({given["sender_id"]})
    if "sender_ids" in given:
        asked.append(set(given["sender_ids"]))
    if given["operator_filter"] == "operator":
        asked.append(set(channel.operators_by_id))
    return set.intersection(*asked) if asked else None


def _filter(channel: Channel, given: Given) -> Callable[[Message], bool] | None:
    """Whether a message passes the other filters; None where none is given."""
    checks: list[Callable[[Message], bool]] = []
    if (kind := given.get("message_type")) is not None:
        checks.append(lambda message: message.type == kind)
    if (custom_type := given.get("custom_type")) is not None:
        checks.append(lambda message: message.custom_type == custom_type)
    if (types := given.get("custom_types")) is not None:
        checks.append(lambda message: message.custom_type in types)
    if given["operator_filter"] == "nonoperator":
        checks.append(lambda message: not _by(message, channel.operators_by_id))
    return (lambda message: all(check(message) for check in checks)) if checks else None


# --- one message, and counts ---


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
def mark_as_read(app: App, channel: Channel, given: Given) -> None:
    """Mark everything in a channel (today: up to a time) as read by a member.

    An open channel has no read marks: nothing happens there.
    """
    if isinstance(channel, GroupChannel):
        mark_read(app, find_member(app, channel, given["user_id"]), given.get("timestamp"))
    else:
        find_user(app, given["user_id"])


@api.get("/{channel_type}/{channel_url}/messages/total_count", returns="message.total")
def count_messages(app: App, channel: Channel) -> dict[str, int]:
    """Count the messages of a channel."""
    return {"total": channel.messages.count_after(app.since(channel))}


@api.get(
    "/group_channels/{channel_url}/messages/unread_count", accepts="message.unread", returns="message.unread_count"
)
def count_unread_messages(app: App, channel: GroupChannel, given: Given) -> dict[str, dict[str, int]]:
    """Count the unread messages of the given members, by id; a user who is no member has 0."""
    members = {user_id: channel.members_by_id.get(user_id) for user_id in found_users(app, given["user_ids"])}
    return {"unread": {user_id: unread_of(app, member) if member else 0 for user_id, member in members.items()}}
