"""Commands of clients over their sockets: messages, marks and signs of life."""

from __future__ import annotations

from typing import Any

from chatmock.core.connection import Connection
from chatmock.core.errors import Refusal
from chatmock.core.operation import Call
from chatmock.providers.sendbird import errors
from chatmock.providers.sendbird.api import api, schemas
from chatmock.providers.sendbird.channels.typing import sign
from chatmock.providers.sendbird.messages import threads
from chatmock.providers.sendbird.messages.editing import change_message
from chatmock.providers.sendbird.messages.messages import send_message
from chatmock.providers.sendbird.messages.reading import mark_delivered, mark_read
from chatmock.providers.sendbird.model import App, Channel, Given, GroupChannel, Member, Message, User
from chatmock.providers.sendbird.moderation.writing import check_client
from chatmock.providers.sendbird.realtime import expiry
from chatmock.providers.sendbird.views import frames
from chatmock.providers.sendbird.views.frames import unread_total

_OVER_HTTP = {
    "silent": "is_silent",
    "metaarray": "sorted_metaarray",
    "custom": "custom_field",
    "name": "file_name",
    "type": "file_type",
    "size": "file_size",
    "target_langs": "translation_target_langs",
}
"""Names of requests that commands call differently."""


# --- messages ---


@api.command("MESG", accepts="frame.mesg", returns="frame.message")
def send_text(app: App, call: Call, connection: Connection, caller: User, given: Given) -> dict[str, Any]:
    """Send a text."""
    return _send(app, call, connection, caller, given, "MESG")


@api.command("FILE", accepts="frame.file", returns="frame.message")
def send_file(app: App, call: Call, connection: Connection, caller: User, given: Given) -> dict[str, Any]:
    """Send a file that was uploaded before, or lies elsewhere."""
    return _send(app, call, connection, caller, given, "FILE")


def _send(app: App, call: Call, connection: Connection, sender: User, given: Given, kind: str) -> dict[str, Any]:
    channel = find_channel(app, given)
    check_sender(channel, sender, connection)
    request = {_OVER_HTTP.get(name, name): value for name, value in given.items() if value is not None}
    request |= {"message_type": kind, "user_id": sender.user_id, "send_push": given.get("push_option") != "suppress"}
    try:
        sent = send_message(app, channel, schemas["message.send"].accept(request), call)
    except Refusal as refusal:
        raise _in_frames(refusal) from None
    return frames.message_body(app, channel, sent)


def _in_frames(refusal: Refusal) -> Refusal:
    """Translate a refusal into the code that sockets have of their own."""
    return errors.blocked_word() if refusal.error is errors.unusable_word else refusal


def find_channel(app: App, given: Given) -> Channel:
    channel = app.channel(given["channel_url"])
    if channel is None:
        raise errors.no_channel()
    return channel


def check_sender(channel: Channel, user: User, connection: Connection) -> None:
    """Refuse who may not write in a channel: also (900023) a guest who may only read."""
    if user.is_active and connection.state.is_guest and connection.application.sessions.settings.guests == "read_only":
        raise errors.sending_not_allowed()
    check_client(channel, user)


@api.command("MEDI", accepts="frame.medi", returns="frame.message")
def edit_text(app: App, connection: Connection, caller: User, given: Given) -> dict[str, Any]:
    """Change a text message of one's own, or its metaarrays."""
    return _edit(app, connection, caller, given, "MESG")


@api.command("FEDI", accepts="frame.fedi", returns="frame.message")
def edit_file(app: App, connection: Connection, caller: User, given: Given) -> dict[str, Any]:
    """Change a file message of one's own, or its metaarrays."""
    return _edit(app, connection, caller, given, "FILE")


def _edit(app: App, connection: Connection, caller: User, given: Given, kind: str) -> dict[str, Any]:
    channel = find_channel(app, given)
    check_sender(channel, caller, connection)
    message = _find_message(app, channel, given["msg_id"])
    if message.user is not caller:
        raise errors.not_the_sender()
    if message.type != kind:
        raise errors.invalid_value(field="msg_id")
    try:
        before = change_message(app, channel, message, given)
    except Refusal as refusal:
        raise _in_frames(refusal) from None
    return {**frames.message_body(app, channel, message), "old_values": before}


def _find_message(app: App, channel: Channel, message_id: int) -> Message:
    message = channel.messages.get(message_id)
    if message is None or message.created_at <= app.visible_since(channel):
        raise errors.no_message()
    return message


# --- marks ---


@api.command("READ", accepts="frame.read", returns="frame.read_mark")
def read_channel(app: App, caller: User, given: Given) -> dict[str, Any]:
    """Read everything in a group channel or, where a message is named, the replies to it alone.

    Where nothing was unread the mark stays where it was: UIKit reads on every event, and two windows would otherwise
    answer each other for ever (client).
    """
    member = _membership(app, caller, given)
    if parent_id := given.get("parent_message_id"):
        threads.read_thread(app, _find_message(app, member.channel, parent_id), caller)
    elif member.behind:
        mark_read(app, member)
    body = read_mark(app, member)
    return {
        **body,
        "unread_cnt": unread_total(
            app.totals.of(caller), app.clock.stamp(), app.feeds.unread(caller, app.visible_since)
        ),
    }


def read_mark(app: App, member: Member) -> dict[str, Any]:
    """The read mark of a member, in a frame."""
    at = member.read_at or member.seen_until
    return {
        **frames.channel_keys(member.channel),
        "user": frames.person(member.user),
        "ts": at,
        "sts": at,
        "is_excluded": False,
    }


@api.command("MACK", accepts="frame.mack")
def acknowledge_message(app: App, caller: User, given: Given) -> None:
    """Take a client's word that a message has arrived; nothing is answered."""
    channel = app.channel(given["channel_url"])
    member = channel.members_by_id.get(caller.user_id) if isinstance(channel, GroupChannel) else None
    if member is not None:
        mark_delivered(app, member)


def _membership(app: App, user: User, given: Given) -> Member:
    channel = find_channel(app, given)
    if not isinstance(channel, GroupChannel):
        raise errors.wrong_channel_type()
    if user.user_id not in channel.members_by_id:
        raise errors.not_inside()
    return channel.members_by_id[user.user_id]


# --- signs of life ---


@api.command("TPST", accepts="frame.tpst")
def start_typing(app: App, caller: User, given: Given) -> None:
    """Say that the user types; nothing is answered."""
    _type(app, caller, given, typing=True)


@api.command("TPEN", accepts="frame.tpen")
def end_typing(app: App, caller: User, given: Given) -> None:
    """Say that the user has stopped typing; nothing is answered."""
    _type(app, caller, given, typing=False)


def _type(app: App, user: User, given: Given, *, typing: bool) -> None:
    channel = app.channel(given["channel_url"])
    if isinstance(channel, GroupChannel) and user.user_id in channel.members_by_id:
        sign(app, channel, user, typing=typing)


@api.command("PING", accepts="frame.ping", returns="frame.pong")
def answer_ping(app: App, given: Given) -> dict[str, Any]:
    """Answer a client that asks whether the socket is alive, by PONG."""
    now = app.clock.present()
    return {**given, "ts": now, "sts": now}


@api.command("LOGI", accepts="frame.logi", returns="frame.login_refreshed")
def refresh_session(app: App, connection: Connection, caller: User, given: Given) -> dict[str, Any]:
    """Get a new session key for a token.

    The old key goes on for as long as the new one, for the v3 SDKs never take the new one (client). Errors: 400302,
    400310, 400300; 400302 also where a client that came with a token brings none.
    """
    client, token = connection.state, given.get("token", "")
    if not token and client.came_with_token:
        raise errors.bad_access_token()
    app.sessions.check(caller, token)
    app.sessions.renew(client.session, token, expiring=client.expiring)
    client.told, client.came_with_token = False, bool(token)
    expiry.watch(app, connection)
    return {"new_key": client.session.key, "expires_at": client.session.expires_at}
