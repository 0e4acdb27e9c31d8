"""An application as people look at it: users, channels, messages."""

from __future__ import annotations

from itertools import islice
from typing import Any

from chatmock.core.overview import (
    FEW,
    SMALL,
    Attachment,
    Conversation,
    Credential,
    Gadget,
    Overview,
    Participation,
    Person,
    Reacted,
    Said,
    name_of_several,
)
from chatmock.core.timeline import Mark
from chatmock.providers.sendbird.model import App, GroupChannel, Message, OpenChannel, User, parent_of, rare_of

_END: Mark = (2**62, 0)
_KEYS = 3
"""Session keys that are shown of a user, the newest ones."""

AnyChannel = GroupChannel | OpenChannel


class SendbirdOverview(Overview[App]):
    """Users by their making, group channels by their last message, then open channels."""

    def people_count(self, application: App) -> int:
        return len(application.users)

    def people(self, application: App, skip: int, limit: int) -> list[Person]:
        found = application.users.order.page(skip, limit, newest_first=True)
        return [_person(application, user) for user in found]

    def conversations_count(self, application: App) -> int:
        return len(application.group_channels) + len(application.open_channels)

    def conversations(self, application: App, skip: int, limit: int) -> list[Conversation]:
        groups = application.places.by_last_message
        found: list[AnyChannel] = [*groups.page(skip, limit, newest_first=True)]
        rest = limit - len(found)
        found += application.open_channels.order.page(max(0, skip - len(groups)), rest, newest_first=True)
        return [_conversation(application, channel, FEW) for channel in found]

    def conversation(self, application: App, conversation_id: str) -> Conversation | None:
        channel = _channel(application, conversation_id)
        return _conversation(application, channel, SMALL) if channel is not None else None

    def messages(self, application: App, conversation_id: str, before: str, limit: int) -> list[Said]:
        channel = _channel(application, conversation_id)
        if channel is None:
            return []
        mark = _END
        if before:
            message = channel.messages.get(int(before)) if before.isdecimal() and len(before) < 20 else None
            if message is None:
                raise KeyError(before)
            mark = message.created_at, message.message_id
        found = channel.messages.before(mark, limit)
        marks = _marks(channel)
        return [_said(channel, message, marks) for message in found]

    def place(self, application: App, conversation_id: str, who: str) -> dict[str, Any]:
        return {"channel_url": conversation_id}


def _channel(app: App, channel_url: str) -> AnyChannel | None:
    return app.group_channels.get(channel_url) or app.open_channels.get(channel_url)


def _person(app: App, user: User) -> Person:
    sessions = app.sessions
    credentials = [Credential("access token", user.access_token)] if user.access_token else []
    credentials += [
        Credential("session token", token.token, token.expires_at)
        for token in sessions.tokens_of.get(user.user_id, ())[-_KEYS:]
        if not token.revoked
    ]
    keys = [sessions.keys[key] for key in list(sessions.keys_of.get(user.user_id, ()))[-_KEYS:] if key in sessions.keys]
    credentials += [Credential("session key", one.key, max(one.expires_at, 0)) for one in dict.fromkeys(keys)]
    return Person(
        user.user_id,
        user.nickname,
        user.is_online,
        max(user.last_seen_at, 0),
        "bot" if user.bot is not None else "" if user.is_active else "deactivated",
        [Gadget(device.token_type, device.token) for device in user.devices.values()],
        credentials,
    )


def _conversation(app: App, channel: AnyChannel, most: int) -> Conversation:
    last = channel.messages.last()
    people = list(map(_member_of(app, channel), _inside(channel, most)))
    count = channel.member_count if isinstance(channel, GroupChannel) else channel.participant_count
    return Conversation(
        channel.channel_url,
        channel.name or name_of_several([one.name or one.id for one in people], count) or channel.channel_url,
        _kind(channel),
        count,
        len(channel.messages),
        last.created_at if last is not None else channel.created,
        people,
        _said(channel, last, []) if last is not None else None,
    )


def _kind(channel: AnyChannel) -> str:
    if isinstance(channel, OpenChannel):
        return "open channel"
    return "super group" if channel.is_super else "group"


def _inside(channel: AnyChannel, limit: int) -> list[User]:
    if isinstance(channel, OpenChannel):
        return [one.user for one in islice(channel.participants_by_id.values(), limit)]
    return [one.user for one in islice((*channel.members_by_id.values(), *channel.invited.values()), limit)]


def _member_of(app: App, channel: AnyChannel) -> Any:
    """How a user of a channel is shown."""

    def show(user: User) -> Participation:
        operates = "operator" if user.user_id in channel.operators_by_id else ""
        if isinstance(channel, OpenChannel):
            return Participation(user.user_id, user.nickname, operates)
        member = channel.members_by_id.get(user.user_id)
        if member is None:
            return Participation(user.user_id, user.nickname, "invited")
        return Participation(user.user_id, user.nickname, operates, app.unread_of(member))

    return show


Marks = list[tuple[str, int, int]]
"""Of each member: the id, and up to when it has read and received."""


def _marks(channel: AnyChannel) -> Marks:
    if not isinstance(channel, GroupChannel) or channel.joined_member_count > SMALL:
        return []
    members = channel.members_by_id.values()
    return [(member.user.user_id, member.read_at, member.received_until) for member in members]


def _said(channel: AnyChannel, message: Message, marks: Marks) -> Said:
    rare, at = rare_of(message), message.created_at
    sender = message.user.user_id if message.user is not None else ""
    file = message.file or {}
    thread = channel.messages.threads.get(message.message_id)
    return Said(
        str(message.message_id),
        at,
        sender,
        message.user.nickname if message.user is not None else "",
        message.type,
        message.message,
        [
            Attachment(str(f.get("name", "")), str(f.get("type", "")), str(f.get("url", "")), _size(f))
            for f in (file,)
            if f
        ],
        [Reacted(key, list(given.user_ids)) for key, given in rare.reactions.items()],
        str(parent_of(message) or ""),
        len(thread.order) if thread is not None else 0,
        message.updated_at > 0,
        False,
        [user_id for user_id, read, _ in marks if read >= at and user_id != sender],
        [user_id for user_id, read, received in marks if read < at <= received and user_id != sender],
    )


def _size(file: dict[str, Any]) -> int:
    size = file.get("size", 0)
    return size if isinstance(size, int) else 0
