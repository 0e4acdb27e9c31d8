"""Finders of what a path names, and of the user who acts."""

from __future__ import annotations

from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import not_authorized, not_found, required
from chatmock.providers.sendbird.model import App, Channel, FeedChannel, Given, GroupChannel, Message, OpenChannel, User


@api.finder
def find_user(app: App, user_id: str) -> User:
    user = app.users.get(user_id)
    if user is None:
        raise not_found(thing="User")
    return user


@api.finder
def find_group_channel(app: App, channel_url: str) -> GroupChannel:
    channel = app.group_channels.get(channel_url)
    if channel is None:
        raise not_found(thing="Channel")
    return channel


@api.finder
def find_open_channel(app: App, channel_url: str) -> OpenChannel:
    channel = app.open_channels.get(channel_url)
    if channel is None:
        raise not_found(thing="Channel")
    return channel


@api.finder
def find_channel(app: App, channel_type: str, channel_url: str) -> Channel:
    return (
        find_group_channel(app, channel_url)
        if channel_type == "group_channels"
        else find_open_channel(app, channel_url)
    )


@api.finder
def find_any_channel(app: App, channel_type: str, channel_url: str) -> Channel | FeedChannel:
    """A channel that may be one of notifications, which are found where group channels are."""
    feed = app.feeds.channels.get(channel_url) if channel_type == "group_channels" else None
    return feed or find_channel(app, channel_type, channel_url)


@api.finder
def find_group_or_feed_channel(app: App, channel_url: str) -> GroupChannel | FeedChannel:
    return app.feeds.channels.get(channel_url) or find_group_channel(app, channel_url)


@api.finder
def find_message(app: App, channel: Channel, message_id: str) -> Message:
    message = channel.messages.get(int(message_id)) if message_id.isdecimal() and len(message_id) < 20 else None
    if message is None or message.created_at <= app.visible_since(channel):
        raise not_found(thing="Message")
    return message


def asking_user(call: Call) -> User | None:
    """The user whose client asks; None for a backend."""
    return call.caller if isinstance(call.caller, User) else None


def acting_user(call: Call, given: Given, name: str = "user_id") -> User:
    """The user who acts: a client's own, or whom a backend names.

    Errors: 400108 for a client that names somebody else, 400105 for a backend that names nobody.
    """
    own, named = asking_user(call), given.get(name)
    if own is not None:
        if named and named != own.user_id:
            raise not_authorized(reason="A client acts for its own user only.")
        return own
    if not named:
        raise required(field=name)
    return find_user(call.app, named)


def found_users(app: App, user_ids: list[str]) -> dict[str, User]:
    """The users of a list of ids, each once. Errors: 400201 for an unknown one."""
    return {user_id: find_user(app, user_id) for user_id in user_ids}
