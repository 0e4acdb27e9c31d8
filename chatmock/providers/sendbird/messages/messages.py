"""Messages of both kinds of channels."""

from __future__ import annotations

from typing import Any

from chatmock.core.clock import day
from chatmock.core.operation import Call
from chatmock.core.schema import With
from chatmock.core.texts import Upload
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels.hiding import show_again
from chatmock.providers.sendbird.channels.members import membership
from chatmock.providers.sendbird.errors import not_authorized, taken
from chatmock.providers.sendbird.finders import acting, asking, find_user, found_users
from chatmock.providers.sendbird.messages import polls, threads
from chatmock.providers.sendbird.messages.pins import check_room, pin, unpin
from chatmock.providers.sendbird.messages.translations import marked
from chatmock.providers.sendbird.model import App, Channel, Given, GroupChannel, Member, Message, Rare, User, own_rare
from chatmock.providers.sendbird.moderation.profanity import filtered
from chatmock.providers.sendbird.storage import stored
from chatmock.providers.sendbird.views.message_extras import view_of
from chatmock.providers.sendbird.views.messages import EVENTS


@api.post("/{channel_type}/{channel_url}/messages", accepts="message.send", returns="message", by="writer")
def send_message(app: App, channel: Channel, given: Given, call: Call | None = None) -> Message:
    """Send a message: MESG and FILE by a user, ADMM by nobody.

    An open channel takes messages of users who never entered it, also while it is frozen (recorded). A group channel
    takes those of its members only.
    """
    sender = _sender(app, call, given)
    member = sender_in(channel, sender)
    message = _message(app, call, channel, sender, given)
    polls.put(app, message)
    post(app, channel, message, member, mark_as_read=given["mark_as_read"])
    if given.get("pin_message"):
        pin(app, channel, message)
    return message


def _message(app: App, call: Call | None, channel: Channel, sender: User | None, given: Given) -> Message:
    """The message a request describes, once everything of it is checked."""
    kind = given["message_type"]
    ids = given.get("mentioned_user_ids")
    mentioned = list(found_users(app, ids).values()) if ids else []
    rare = _rare(channel, sender, given, mentioned)
    rare.parent_message_id = threads.checked_parent(app, channel, given)
    rare.is_reply_to_channel = bool(rare.parent_message_id and given.get("reply_to_channel"))
    rare.poll = polls.checked_poll(app, given)
    if given.get("pin_message"):
        check_room(channel)
    text = filtered(app, channel, given["message"]) if kind == "MESG" else given.get("message", "")
    if languages := given.get("translation_target_langs"):
        rare.translations = marked(text, languages)
    return Message(
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
        rare=rare or None,
    )


def _sender(app: App, call: Call | None, given: Given) -> User | None:
    """Who says it. Errors: 400108 for a client that speaks for another, or for the administration."""
    own = asking(call) if call is not None else None
    if own is not None and given["message_type"] == "ADMM":
        raise not_authorized(reason="A client cannot speak for the administration.")
    if given["message_type"] == "ADMM":
        return None
    return acting(call, given) if call is not None and own is not None else find_user(app, given["user_id"])


_CARRIED = frozenset({"thumbnails", "require_auth", "apple_critical_alert_options", "mentioned_message_template"})
"""What is only handed on."""


def _rare(channel: Channel, sender: User | None, given: Given, mentioned: list[User]) -> Rare:
    """What only few messages have."""
    rare = Rare(
        mention_type=given["mention_type"],
        mentioned=tuple(mentioned),
        sorted_metaarray=given.get("sorted_metaarray") or (),
        is_op_msg=sender is not None and sender.user_id in channel.operators_by_id,
    )
    if (dedup_id := given.get("dedup_id")) and channel.messages.has_dedup_id(dedup_id):
        raise taken(field="dedup_id")
    rare.dedup_id = dedup_id or ""
    events: dict[str, Any] = {}
    if not given.get("send_push", True):
        events["send_push_notification"] = "none"
    if given["is_silent"]:
        events |= {"update_unread_count": False, "update_mention_count": False, "update_last_message": False}
    if events:
        rare.message_events = {**EVENTS, **events}
    if isinstance(files := given.get("files"), list) and len(files) > 1:
        rare.files = files
    if not _CARRIED.isdisjoint(given):
        rare.thumbnails = given.get("thumbnails") or ()
        rare.require_auth = given.get("require_auth") or False
        rare.mentioned_message_template = given.get("mentioned_message_template") or ""
        rare.apple_critical_alert_options = given.get("apple_critical_alert_options") or {}
    return rare


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
    reads = member is not None and mark_as_read and member.is_behind
    kept_from = channel.blocker(message.user) if isinstance(channel, GroupChannel) else None
    if kept_from is not None:
        own_rare(message).kept_from = kept_from.user_id
    if not channel.is_ephemeral:
        channel.messages.add(message)
    if isinstance(channel, GroupChannel):
        if not message.silent:
            channel.last_activity = message.created_at
            app.places.moved(channel)
            if channel.hidden_until_next:
                _show_again(app, channel, kept_from)
        if member is not None and mark_as_read:
            member.read_at = message.created_at
    app.count_sent(day(message.created_at), message.user)
    app.emit("message.sent", channel=channel, message=message)
    if message.rare is not None:
        threads.told(app, channel, message)
    if reads:
        app.emit("channel.read", channel=channel, user=message.user, changed=True, sent=True)
    return message


def _show_again(app: App, channel: GroupChannel, kept_from: User | None) -> None:
    """Bring a channel back to those who hide it until the next message, which this one is unless it is kept from them."""
    for member in list(channel.hidden_until_next):
        if member.user is not kept_from:
            show_again(app, member)


# --- one message, and counts ---


@api.get("/{channel_type}/{channel_url}/messages/{message_id}", accepts="message.view", returns="message", by="member")
def view_message(call: Call, channel: Channel, message: Message, given: Given) -> Message | With:
    """View a message, today on demand with its reactions and threads."""
    view = view_of(given, asking(call))
    return message if view is None else view(channel, message)


@api.delete("/{channel_type}/{channel_url}/messages/{message_id}", returns="empty", by="sender or operator")
def delete_message(app: App, channel: Channel, message: Message) -> None:
    """Delete a message."""
    channel.messages.remove(message)
    if isinstance(channel, GroupChannel):
        last = channel.messages.last()
        channel.last_activity = last.created_at if last is not None else channel.created
        app.places.moved(channel)
    unpin(app, channel, message)
    app.emit("message.deleted", channel=channel, message=message)
    threads.told(app, channel, message, deleted=True)


@api.get("/{channel_type}/{channel_url}/messages/total_count", returns="message.total", by="member")
def count_messages(app: App, channel: Channel) -> dict[str, int]:
    """Count the messages of a channel."""
    return {"total": channel.messages.count_after(app.since(channel))}
