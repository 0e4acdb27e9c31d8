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
from chatmock.providers.sendbird.finders import acting_user, asking_user, find_user, found_users
from chatmock.providers.sendbird.messages import polls, threads
from chatmock.providers.sendbird.messages.pins import check_room, pin, unpin
from chatmock.providers.sendbird.messages.translations import marked_texts
from chatmock.providers.sendbird.model import (
    App,
    Channel,
    Given,
    GroupChannel,
    Member,
    Message,
    Rare,
    User,
    only_known,
    own_rare,
)
from chatmock.providers.sendbird.moderation.limits import count_sent
from chatmock.providers.sendbird.moderation.passing import pass_text
from chatmock.providers.sendbird.moderation.writing import check_client
from chatmock.providers.sendbird.storage import store
from chatmock.providers.sendbird.views.message_extras import view_of
from chatmock.providers.sendbird.views.messages import EVENTS


@api.post("/{channel_type}/{channel_url}/messages", accepts="message.send", returns="message", by="writer")
def send_message(app: App, channel: Channel, given: Given, call: Call | None = None) -> Message:
    """Send a message: MESG and FILE by a user, ADMM by nobody. An actor obeys what a client obeys.

    An open channel takes messages of users who never entered it, also while it is frozen (recorded). A group channel
    takes those of its members only.
    """
    sender = _sender(app, call, given)
    if sender is not None and call is not None and call.request.origin == "actor":
        check_client(channel, sender)
    if given.get("push_option") == "suppress":
        given["send_push"] = False
    member = sender_in(channel, sender)
    message = _new_message(app, call, channel, sender, given)
    polls.put_poll(app, message)
    post(app, channel, message, member, mark_as_read=given["mark_as_read"])
    if message.type == "MESG" and message.message != given["message"]:
        app.emit("words.masked", channel=channel, message=message, text=given["message"])
    if given.get("pin_message"):
        pin(app, channel, message)
    return message


def _new_message(app: App, call: Call | None, channel: Channel, sender: User | None, given: Given) -> Message:
    """Check a request, and make its message."""
    kind = given["message_type"]
    rare = _rare(app, channel, sender, given)
    if given.get("pin_message"):
        check_room(channel)
    settings = app.settings_for(channel)
    said = given.get("message", "")
    text = pass_text(app, channel, settings, sender, said) if kind == "MESG" else said
    if sender is not None:
        count_sent(app, channel, settings, sender)
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
        rare=rare,
    )
    if kind == "MESG" and text != said:
        own_rare(message).unfiltered = said
    if languages := given.get("translation_target_langs"):
        own_rare(message).translations = marked_texts(text, languages)
    return message


def _sender(app: App, call: Call | None, given: Given) -> User | None:
    """The sender a request names. Errors: 400108 for a client that speaks for another, or for the administration."""
    own = asking_user(call) if call is not None else None
    if own is not None and given["message_type"] == "ADMM":
        raise not_authorized(reason="A client cannot speak for the administration.")
    if given["message_type"] == "ADMM":
        return None
    return acting_user(call, given) if call is not None and own is not None else find_user(app, given["user_id"])


_CARRIED = frozenset({"thumbnails", "require_auth", "apple_critical_alert_options", "mentioned_message_template"})
"""Fields that are handed on as they came."""


_ASKING = _CARRIED | {"dedup_id", "mentioned_user_ids", "sorted_metaarray", "files", "parent_message_id", "poll_id"}
"""Fields of a request that may make its message a rare one."""


def _rare(app: App, channel: Channel, sender: User | None, given: Given) -> Rare | None:
    """The rare fields of a new message; None for most. Errors: those of mentioned users, parents and polls."""
    is_op_msg = sender is not None and sender.user_id in channel.operators_by_id
    is_plain = given.get("send_push", True) and not given["is_silent"] and given["mention_type"] == "users"
    if is_plain and not is_op_msg and _ASKING.isdisjoint(given):
        return None
    ids = given.get("mentioned_user_ids")
    rare = Rare(
        mention_type=given["mention_type"],
        mentioned=tuple(found_users(app, ids).values()) if ids else (),
        sorted_metaarray=only_known(given.get("sorted_metaarray") or ()) or (),
        is_op_msg=is_op_msg,
        parent_message_id=threads.checked_parent(app, channel, given),
        poll=polls.checked_poll(app, given),
    )
    rare.is_reply_to_channel = bool(rare.parent_message_id and given.get("reply_to_channel"))
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
    return rare or None


def sender_in(channel: Channel, sender: User | None) -> Member | None:
    """The sender's membership. Errors: 400108 for a non-member of a group channel, and for a user banned from an open one."""
    if sender is None:
        return None
    if isinstance(channel, GroupChannel):
        return membership(channel, sender)
    if sender.user_id in channel.bans:
        raise not_authorized(reason="User is banned.")
    return None


def file_of(given: Given, call: Call | None = None) -> dict[str, Any]:
    """The file of a message.

    It comes as fields of their own, as one object or a list of them under ``files`` (client: the official SDKs), or uploaded.
    """
    about = {"data": given.get("custom_field") or given.get("data") or ""}
    upload = given.get("file")
    if call is not None and isinstance(upload, Upload):
        size = len(upload.content)
        return {
            "url": store(call, upload),
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
    """Put a checked message into its channel (an ephemeral one keeps none); then tell everybody concerned."""
    reads = member is not None and mark_as_read and member.is_behind
    kept_from = channel.blocker(message.user) if isinstance(channel, GroupChannel) else None
    if kept_from is not None:
        own_rare(message).kept_from = kept_from.user_id
    if not channel.is_ephemeral:
        channel.messages.add(message)
    if isinstance(channel, GroupChannel):
        if not message.silent:
            channel.last_activity = message.created_at
            app.places.note_last_message(channel)
            if channel.hidden_until_next:
                _show_again(app, channel, kept_from)
        if member is not None and mark_as_read:
            member.read_at = message.created_at
    app.statistics.count_sent(day(message.created_at), message.user)
    app.emit("message.sent", channel=channel, message=message)
    if message.rare is not None:
        threads.tell_thread(app, channel, message)
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
    view = view_of(given, asking_user(call))
    return message if view is None else view(channel, message)


@api.delete("/{channel_type}/{channel_url}/messages/{message_id}", returns="empty", by="sender or operator")
def delete_message(app: App, channel: Channel, message: Message) -> None:
    """Delete a message."""
    channel.messages.remove(message)
    if isinstance(channel, GroupChannel):
        last = channel.messages.last()
        channel.last_activity = last.created_at if last is not None else channel.created
        app.places.note_last_message(channel)
    unpin(app, channel, message)
    app.emit("message.deleted", channel=channel, message=message)
    threads.tell_thread(app, channel, message, deleted=True)


@api.get("/{channel_type}/{channel_url}/messages/total_count", returns="message.total", by="member")
def count_messages(app: App, channel: Channel) -> dict[str, int]:
    """Count the messages of a channel."""
    return {"total": channel.messages.count_after(app.visible_since(channel))}
