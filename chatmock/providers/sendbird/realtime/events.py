"""Events of an application as frames to its clients."""

from __future__ import annotations

from typing import Any

from chatmock.core.connection import Connection
from chatmock.providers.sendbird.model import App, Channel, Friend, GroupChannel, Message, User, kept_from
from chatmock.providers.sendbird.realtime import categories, expiry, feeds, login, polls
from chatmock.providers.sendbird.realtime.commands import read_mark
from chatmock.providers.sendbird.realtime.post import connections_inside, send
from chatmock.providers.sendbird.views.frames import channel_keys, event_body, friend_person, message_body, person
from chatmock.providers.sendbird.views.messages import present_message

_EDITS = {"MESG": "MEDI", "FILE": "FEDI", "ADMM": "AEDI"}


def listen(app: App) -> None:
    """Push what happens in an application to its connected clients."""
    messages = MessageFrames(app)
    app.bus.on("message.sent", messages.sent)
    app.bus.on("message.updated", messages.updated)
    app.bus.on("message.deleted", messages.deleted)
    app.bus.on("message.reaction", messages.reaction)
    app.bus.on("message.pinned", messages.pinned)
    app.bus.on("message.unpinned", messages.pinned)
    app.bus.on("thread.updated", messages.thread)
    app.bus.on("channel.read", messages.read)
    app.bus.on("channel.delivered", messages.delivered)
    categories.listen(app)
    feeds.listen(app)
    polls.listen(app)
    users = UserFrames(app)
    app.bus.on("user.blocked", users.blocked)
    app.bus.on("user.unblocked", users.unblocked)
    app.bus.on("friends.discovered", users.discovered)
    app.bus.on("user.deleted", users.deleted)
    app.bus.on("user.updated", users.session_over)
    app.bus.on("session.revoked", users.session_over)


class MessageFrames:
    """Messages, their changes, and what is said about them."""

    def __init__(self, app: App) -> None:
        self._app = app

    def _to(self, channel: Channel, message: Message) -> list[Connection]:
        """The sockets that hear of a message."""
        return connections_inside(self._app, channel, but=kept_from(message) or None) if self._app.connections else []

    def sent(self, channel: Channel, message: Message, **_: Any) -> None:
        if self._app.connections and (to := self._to(channel, message)):
            body = message_body(self._app, channel, message)
            send(self._app, message.type, body, to, counted=isinstance(channel, GroupChannel))

    def updated(self, channel: Channel, message: Message, old_values: dict[str, Any], **_: Any) -> None:
        if to := self._to(channel, message):
            body = {**message_body(self._app, channel, message), "old_values": old_values}
            send(self._app, _EDITS[message.type], body, to)

    def deleted(self, channel: Channel, message: Message, **_: Any) -> None:
        """Send the deletion; after that of a last message also a change of the channel, which SDKs then fetch (client)."""
        now = self._app.clock.present()
        body = {
            **channel_keys(channel),
            "msg_id": message.message_id,
            "ts": now,
            "sts": now,
            "silent": message.silent,
            "message_created_at": message.created_at,
            "sender_id": message.user.user_id if message.user is not None else "",
        }
        to = self._to(channel, message)
        send(self._app, "DELM", body, to, counted=isinstance(channel, GroupChannel))
        if isinstance(channel, GroupChannel) and _was_last(message, channel.messages.last()):
            saw = [c for c in to if self._saw(channel, message, c.who)]
            send(self._app, "SYEV", event_body(self._app, channel, categories.CHANGED, {}), saw)

    def _saw(self, channel: GroupChannel, message: Message, user_id: str) -> bool:
        """Whether a message was visible to a member."""
        return message.created_at > self._app.visible_since(channel, channel.members_by_id[user_id])

    def reaction(
        self,
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
        send(self._app, "MRCT", body, self._to(channel, message))

    def thread(self, channel: Channel, parent: Message, thread_info: dict[str, Any], **_: Any) -> None:
        """Send the thread, its id twice: v4 and Flutter read the one, v3 the other (client)."""
        ids = {"parent_message_id": parent.message_id, "root_message_id": parent.message_id}
        body: dict[str, Any] = {**channel_keys(channel), **ids, "thread_info": thread_info}
        send(self._app, "MTHD", body, connections_inside(self._app, channel))

    def pinned(
        self, channel: Channel, pinned_message_ids: list[int], latest_pinned_message: Message | None, **_: Any
    ) -> None:
        """Send the pins, with the message as over HTTP (client: v4 of the JavaScript SDK)."""
        app, latest = self._app, latest_pinned_message
        message = present_message(latest) if latest is not None else None
        data = {"pinned_message_ids": pinned_message_ids, "latest_pinned_message": message}
        send(app, "SYEV", event_body(app, channel, categories.PINNED, data), connections_inside(app, channel))

    def read(self, channel: GroupChannel, user: User, changed: bool, sent: bool = False, **_: Any) -> None:
        """Send the mark if something new was read; the reader's other devices hear what is left unread, too.

        Whoever reads by sending hears that as well: the SDKs do not take it from the answer (client).
        """
        if not (changed and self._app.connections):
            return
        to = connections_inside(self._app, channel)
        own = self._app.connections.of(user.user_id) if sent else [c for c in to if c.who == user.user_id]
        if to or own:
            mark = read_mark(self._app, channel.members_by_id[user.user_id])
            send(self._app, "READ", mark, [other for other in to if other.who != user.user_id])
            send(self._app, "READ", mark, own, counted=True)

    def delivered(self, channel: GroupChannel, user: User, at: int, **_: Any) -> None:
        body: dict[str, Any] = {**channel_keys(channel), "updated": {user.user_id: at}, "ts": at}
        send(self._app, "DLVR", body, connections_inside(self._app, channel, but=user.user_id))


class UserFrames:
    """Frames about blocks between users, about friends, and about sessions."""

    def __init__(self, app: App) -> None:
        self._app = app

    def blocked(self, user: User, target: User, **_: Any) -> None:
        self._blocks(categories.BLOCKED, user, target)

    def unblocked(self, user: User, target: User, **_: Any) -> None:
        self._blocks(categories.UNBLOCKED, user, target)

    def discovered(self, user: User, friends: list[Friend], **_: Any) -> None:
        """Tell who has uploaded discovery keys whom they have found."""
        data = {"friend_discoveries": [friend_person(friend) for friend in friends]}
        self._user_event(categories.DISCOVERED, data, self._of(user))

    def _blocks(self, category: int, user: User, target: User) -> None:
        data = {"blocker": person(user), "blockee": person(target)}
        self._user_event(category, data, self._of(user, target))

    def _user_event(self, category: int, data: dict[str, Any], to: list[Connection]) -> None:
        send(self._app, "USEV", {"cat": category, "ts": self._app.clock.present(), "data": data}, to)

    def _of(self, *users: User) -> list[Connection]:
        return self._app.connections.among([user.user_id for user in users])

    def deleted(self, user: User, **_: Any) -> None:
        """End a user's sockets. They are nobody's at once, for the next user may have the same id."""
        self._app.sessions.forget_tokens(user)
        expiry.look_at(self._app, user)
        for connection in self._app.connections.of(user.user_id):
            login.leave(connection)

    def session_over(self, user: User, **_: Any) -> None:
        expiry.look_at(self._app, user)


def _was_last(message: Message, last: Message | None) -> bool:
    """Whether a message was the last one before it was deleted; silent ones never are."""
    if message.silent:
        return False
    return last is None or (last.created_at, last.message_id) < (message.created_at, message.message_id)
