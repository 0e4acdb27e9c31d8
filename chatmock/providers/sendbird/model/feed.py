"""Feed channels: where a user gets the notifications of the application. Each user has one of each feed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from chatmock.core.table import CaselessTable
from chatmock.providers.sendbird.model.group_channel import GroupChannel, Member
from chatmock.providers.sendbird.model.message import Message, rare_of
from chatmock.providers.sendbird.model.notification import READ
from chatmock.providers.sendbird.model.user import User


class Feed(msgspec.Struct, eq=False):
    """A feed as the application has it."""

    key: str
    name: str
    is_category_filter_enabled: bool = False
    is_template_label_enabled: bool = True
    categories: list[dict[str, Any]] = msgspec.field(default_factory=list)
    """Each with ``id``, ``name`` and ``is_default``."""


class Template(msgspec.Struct, eq=False):
    """What a notification looks like."""

    key: str
    name: str
    feed: str
    """The key of the feed that its notifications go to."""
    created_at: int
    updated_at: int
    category: int = 0
    """The category of its notifications, by id; 0 for none."""
    ui_template: dict[str, Any] = msgspec.field(default_factory=dict)
    color_variables: dict[str, str] = msgspec.field(default_factory=dict)


class FeedChannel(GroupChannel, eq=False):
    """The channel of one user for one feed."""

    feed: Any = None
    unread_messages: dict[int, Message] = msgspec.field(default_factory=dict)
    """The notifications that are not read, by the ids of their messages, the earliest first."""
    notifications: dict[str, Message] = msgspec.field(default_factory=dict)
    """Its messages by the ids of their notifications."""

    kind = "feed"

    @property
    def is_category_filter_enabled(self) -> bool:
        return bool(self.feed.is_category_filter_enabled)

    @property
    def is_template_label_enabled(self) -> bool:
        return bool(self.feed.is_template_label_enabled)

    @property
    def categories(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.feed.categories
        return found

    def add(self, message: Message) -> None:
        """Take a notification in."""
        self.messages.add(message)
        self.last_activity = max(self.last_activity, message.created_at)
        notification = rare_of(message).notification
        if notification is not None:
            self.notifications[notification.notification_id] = message
        if notification is None or notification.status != READ:
            self.unread_messages[message.message_id] = message

    def unread(self, member: Member, since: int) -> int:
        """Count the notifications that are not read; the first ones fall out as their retention ends."""
        while self.unread_messages:
            first = next(iter(self.unread_messages.values()))
            if first.created_at > since:
                break
            del self.unread_messages[first.message_id]
        return len(self.unread_messages)

    def unread_of_both(self, member: Member, since: int) -> tuple[int, int]:
        return self.unread(member, since), 0


class Feeds:
    """The feeds of an application, their templates, and the channels of the users."""

    def __init__(self) -> None:
        self.rows: dict[str, Feed] = {}
        self.templates: dict[str, Template] = {}
        self.settings: dict[str, Any] = {}
        """How clients show notifications; empty for chatmock's own."""
        self.channels: CaselessTable[FeedChannel] = CaselessTable(
            lambda channel: channel.channel_url, lambda channel: channel.created
        )
        self._of: dict[str, dict[str, Member]] = {}

    def __repr__(self) -> str:
        return f"<Feeds {', '.join(self.rows)}>"

    def make(self, feed: Feed, user: User, serial: int, at: int) -> FeedChannel:
        """Give a user the channel of a feed."""
        channel = FeedChannel(
            channel_url=f"SENDBIRD_NOTIFICATION_CHANNEL_{feed.key}_{user.serial}",
            serial=serial,
            created=at,
            name=feed.name,
            cover_url="",
            feed=feed,
            last_activity=at,
        )
        member = channel.members_by_id[user.user_id] = Member(user, channel, at)
        channel.members_by_join.add(member)
        self._of.setdefault(user.user_id, {})[feed.key] = member
        return self.channels.add(channel)

    def welcome(self, user: User, new_serial: Callable[[], int], stamp: Callable[[], int]) -> None:
        """Give a new user the channels of all feeds."""
        for feed in self.rows.values():
            self.make(feed, user, new_serial(), stamp())

    def of(self, user: User) -> dict[str, Member]:
        """A user's feed channels, by the keys of the feeds."""
        return self._of.get(user.user_id, {})

    def unread(self, user: User, since: Callable[[FeedChannel], int]) -> int:
        """Count a user's unread notifications that are later than the retention of each channel."""
        count = 0
        for member in self.of(user).values():
            channel = member.channel
            assert isinstance(channel, FeedChannel)
            count += channel.unread(member, since(channel))
        return count

    def forget(self, user: User) -> None:
        for member in self._of.pop(user.user_id, {}).values():
            channel = member.channel
            assert isinstance(channel, FeedChannel)
            self.channels.remove(channel)

    def sorted_templates(self) -> list[Template]:
        """The templates, the one first that was changed first."""
        return sorted(self.templates.values(), key=lambda row: (row.updated_at, row.key))

    def template_token(self) -> str:
        """A text that changes whenever the templates do."""
        last = max(self.templates.values(), key=lambda row: (row.updated_at, row.key), default=None)
        return token_of(last) if last is not None else "0"


def token_of(template: Template) -> str:
    """The place of a template in the order of changes."""
    return f"{template.updated_at}-{template.key}"
