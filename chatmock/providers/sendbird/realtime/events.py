"""Events of an application as frames to its clients."""

from __future__ import annotations

from typing import Any

from chatmock.core.bus import Listener
from chatmock.core.connection import Connection
from chatmock.providers.sendbird.model import App, Channel, Friend, GroupChannel, Message, User, kept_from
from chatmock.providers.sendbird.realtime import categories, expiry, login
from chatmock.providers.sendbird.realtime.commands import read_mark
from chatmock.providers.sendbird.realtime.post import connections_inside, send
from chatmock.providers.sendbird.views.frames import channel_keys, event_body, friend_person, message_body, person
from chatmock.providers.sendbird.views.messages import present_message

_EDITS = {"MESG": "MEDI", "FILE": "FEDI", "ADMM": "AEDI"}


def _sockets_for(app: App, channel: Channel, message: Message) -> list[Connection]:
    """The sockets that hear of a message."""
    return connections_inside(app, channel, but=kept_from(message) or None) if app.connections else []


def _send_message(app: App, channel: Channel, message: Message, **_: Any) -> None:
    if app.connections and (to := _sockets_for(app, channel, message)):
        body = message_body(app, channel, message)
        send(app, message.type, body, to, counted=isinstance(channel, GroupChannel))


def _send_edit(app: App, channel: Channel, message: Message, old_values: dict[str, Any], **_: Any) -> None:
    if to := _sockets_for(app, channel, message):
        body = {**message_body(app, channel, message), "old_values": old_values}
        send(app, _EDITS[message.type], body, to)


def _send_deletion(app: App, channel: Channel, message: Message, **_: Any) -> None:
    """Send the deletion; after that of a last message also a change of the channel, which SDKs then fetch (client)."""
    now = app.clock.present()
    body = {
        **channel_keys(channel),
        "msg_id": message.message_id,
        "ts": now,
        "sts": now,
        "silent": message.silent,
        "message_created_at": message.created_at,
        "sender_id": message.user.user_id if message.user is not None else "",
    }
    to = _sockets_for(app, channel, message)
    send(app, "DELM", body, to, counted=isinstance(channel, GroupChannel))
    if isinstance(channel, GroupChannel) and _was_last(message, channel.messages.last()):
        saw = [c for c in to if _saw(app, channel, message, c.who)]
        send(app, "SYEV", event_body(app, channel, categories.CHANGED, {}), saw)


def _saw(app: App, channel: GroupChannel, message: Message, user_id: str) -> bool:
    """Whether a message was visible to a member."""
    return message.created_at > app.visible_since(channel, channel.members_by_id[user_id])


def _send_reaction(
    app: App,
    channel: Channel,
    message: Message,
    user: User,
    reaction: str,
    operation: str,
    updated_at: int,
    **more: Any,
) -> None:
    """Send the reaction, its operation in capitals (client: Flutter's enumeration)."""
    body: dict[str, Any] = {
        **channel_keys(channel),
        "msg_id": message.message_id,
        "reaction": reaction,
        "user_id": user.user_id,
        "operation": operation.upper(),
        "updated_at": updated_at,
        "ts": updated_at,
        **{name: more[name] for name in ("count", "sampled_user_ids", "sampled_user_info") if name in more},
    }
    send(app, "MRCT", body, _sockets_for(app, channel, message))


def _send_thread(app: App, channel: Channel, parent: Message, thread_info: dict[str, Any], **_: Any) -> None:
    """Send the thread, its id twice: v4 and Flutter read the one, v3 the other (client)."""
    ids = {"parent_message_id": parent.message_id, "root_message_id": parent.message_id}
    body: dict[str, Any] = {**channel_keys(channel), **ids, "thread_info": thread_info}
    send(app, "MTHD", body, connections_inside(app, channel))


def _send_pins(
    app: App, channel: Channel, pinned_message_ids: list[int], latest_pinned_message: Message | None, **_: Any
) -> None:
    """Send the pins, with the message as over HTTP (client: v4 of the JavaScript SDK)."""
    app, latest = app, latest_pinned_message
    message = present_message(latest) if latest is not None else None
    data = {"pinned_message_ids": pinned_message_ids, "latest_pinned_message": message}
    send(app, "SYEV", event_body(app, channel, categories.PINNED, data), connections_inside(app, channel))


def _send_mark(app: App, channel: GroupChannel, user: User, changed: bool, sent: bool = False, **_: Any) -> None:
    """Send the mark if something new was read; the reader's other devices hear what is left unread, too.

    Whoever reads by sending hears that as well: the SDKs do not take it from the answer (client).
    """
    if not (changed and app.connections):
        return
    to = connections_inside(app, channel)
    own = app.connections.of(user.user_id) if sent else [c for c in to if c.who == user.user_id]
    if to or own:
        mark = read_mark(app, channel.members_by_id[user.user_id])
        send(app, "READ", mark, [other for other in to if other.who != user.user_id])
        send(app, "READ", mark, own, counted=True)


def _send_delivery(app: App, channel: GroupChannel, user: User, at: int, **_: Any) -> None:
    body: dict[str, Any] = {**channel_keys(channel), "updated": {user.user_id: at}, "ts": at}
    send(app, "DLVR", body, connections_inside(app, channel, but=user.user_id))


def _send_block(app: App, user: User, target: User, **_: Any) -> None:
    _send_blocks(app, categories.BLOCKED, user, target)


def _send_unblock(app: App, user: User, target: User, **_: Any) -> None:
    _send_blocks(app, categories.UNBLOCKED, user, target)


def _send_discovery(app: App, user: User, friends: list[Friend], **_: Any) -> None:
    """Tell who has uploaded discovery keys whom they have found."""
    data = {"friend_discoveries": [friend_person(friend) for friend in friends]}
    _send_user_event(app, categories.DISCOVERED, data, _sockets_of(app, user))


def _send_blocks(app: App, category: int, user: User, target: User) -> None:
    data = {"blocker": person(user), "blockee": person(target)}
    _send_user_event(app, category, data, _sockets_of(app, user, target))


def _send_user_event(app: App, category: int, data: dict[str, Any], to: list[Connection]) -> None:
    send(app, "USEV", {"cat": category, "ts": app.clock.present(), "data": data}, to)


def _sockets_of(app: App, *users: User) -> list[Connection]:
    return app.connections.among([user.user_id for user in users])


def _end_sockets(app: App, user: User, **_: Any) -> None:
    """End a user's sockets. They are nobody's at once, for the next user may have the same id."""
    app.sessions.forget_tokens(user)
    expiry.look_at(app, user)
    for connection in app.connections.of(user.user_id):
        login.leave(connection)


def _look_at_sessions(app: App, user: User, **_: Any) -> None:
    expiry.look_at(app, user)


def _was_last(message: Message, last: Message | None) -> bool:
    """Whether a message was the last one before it was deleted; silent ones never are."""
    if message.silent:
        return False
    return last is None or (last.created_at, last.message_id) < (message.created_at, message.message_id)


LISTENERS: dict[str, Listener] = {
    "message.sent": _send_message,
    "message.updated": _send_edit,
    "message.deleted": _send_deletion,
    "message.reaction": _send_reaction,
    "message.pinned": _send_pins,
    "message.unpinned": _send_pins,
    "thread.updated": _send_thread,
    "channel.read": _send_mark,
    "channel.delivered": _send_delivery,
    "user.blocked": _send_block,
    "user.unblocked": _send_unblock,
    "friends.discovered": _send_discovery,
    "user.deleted": _end_sockets,
    "user.updated": _look_at_sessions,
    "session.revoked": _look_at_sessions,
}
"""By event: push what happens in an application to its connected clients."""
