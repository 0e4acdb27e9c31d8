"""What a Sendbird application keeps: users, channels and members. Times are milliseconds, answers in seconds say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from chatmock.core.application import Application, Era
from chatmock.core.clock import SECOND
from chatmock.core.provider import Provider
from chatmock.core.table import Order, Table
from chatmock.providers.sendbird.message import Messages

Given = dict[str, Any]
NEVER_BANNED_LONGER = 315_360_000
"""Seconds of a ban or mute without an end: ten years (recorded: end_at - start_at = 315360000000 ms)."""


@dataclass(slots=True, eq=False)
class Device:
    """Where push notifications for a user go."""

    token_type: str
    token: str
    created: int


@dataclass(slots=True, eq=False)
class User:
    """A person, or a bot, of the application."""

    user_id: str
    serial: int
    created: int
    nickname: str = ""
    profile_url: str = ""
    access_token: str = ""
    last_seen_at: int = 0
    is_active: bool = True
    has_ever_logged_in: bool = False
    metadata: dict[str, str] = field(default_factory=dict)
    discovery_keys: list[str] = field(default_factory=list)
    preferred_languages: list[str] = field(default_factory=list)
    connections: int = 0
    """How many sockets are open."""
    blocks: dict[str, User] = field(default_factory=dict)
    """Whom this user has blocked, by id."""
    blocked_by: dict[str, User] = field(default_factory=dict)
    devices: dict[tuple[str, str], Device] = field(default_factory=dict)
    push_preference: dict[str, Any] = field(default_factory=dict)
    """Only what differs from the default: no do-not-disturb."""
    bot: Bot | None = None
    memberships: dict[str, Member] = field(default_factory=dict)
    by_creation: Order[Member] = field(init=False)
    by_last_message: Order[Member] = field(init=False)
    revision: int = 0
    """Grows with each change of the profile: what was rendered with an older one is rendered anew."""

    locale: ClassVar[str] = ""
    phone_number: ClassVar[str] = ""
    require_auth_for_profile_image: ClassVar[bool] = False
    is_hide_me_from_friends: ClassVar[bool] = False
    is_shadow_blocked: ClassVar[bool] = False

    def __post_init__(self) -> None:
        self.by_creation = Order(lambda member: member.channel.created, lambda member: member.channel.serial)
        self.by_last_message = Order(lambda member: member.channel.last_activity, lambda member: member.channel.serial)

    def __repr__(self) -> str:
        return f"<User {self.user_id}>"

    @property
    def created_at(self) -> int:
        """Seconds."""
        return self.created // SECOND

    @property
    def is_online(self) -> bool:
        return self.connections > 0

    @property
    def session_tokens(self) -> list[dict[str, Any]]:
        return []


@dataclass(slots=True, eq=False)
class Bot:
    """What makes a user a bot."""

    bot_token: str
    bot_callback_url: str
    is_privacy_mode: bool
    enable_mark_as_read: bool = True
    show_member: bool = False


@dataclass(slots=True, eq=False)
class Sanction:
    """A ban or a mute of a user in a channel; it ends by the clock."""

    user: User
    serial: int
    start_at: int
    end_at: int
    description: str = ""


@dataclass(slots=True, eq=False)
class Channel:
    """What open and group channels have in common."""

    channel_url: str
    serial: int
    created: int
    name: str
    cover_url: str
    data: str = ""
    custom_type: str = ""
    freeze: bool = False
    max_length_message: int = -1
    is_ephemeral: bool = False
    operators_by_id: dict[str, User] = field(default_factory=dict)
    meta_data: dict[str, str] = field(default_factory=dict)
    meta_counters: dict[str, int] = field(default_factory=dict)
    messages: Messages = field(default_factory=Messages)
    bans: dict[str, Sanction] = field(default_factory=dict)
    mutes: dict[str, Sanction] = field(default_factory=dict)

    kind: ClassVar[Literal["open", "group"]]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.channel_url}>"

    @property
    def created_at(self) -> int:
        """Seconds."""
        return self.created // SECOND

    @property
    def operators(self) -> list[User]:
        return list(self.operators_by_id.values())


@dataclass(slots=True, eq=False)
class Participant:
    """A user inside an open channel."""

    user: User
    serial: int
    entered: int


@dataclass(slots=True, eq=False)
class OpenChannel(Channel):
    """A room anybody may enter."""

    participants_by_id: dict[str, Participant] = field(default_factory=dict)
    participants_by_entry: Order[Participant] = field(
        default_factory=lambda: Order(lambda participant: participant.entered)
    )

    kind = "open"
    is_dynamic_partitioned: ClassVar[bool] = False

    @property
    def participant_count(self) -> int:
        return len(self.participants_by_id)


@dataclass(slots=True, eq=False)
class Member:
    """A user in a group channel, and what the channel is to this user."""

    user: User
    channel: GroupChannel
    joined: int
    read_at: int = 0
    """Up to when the user has read; 0 for a user who never did (recorded)."""
    hidden: bool = False
    push_enabled: bool = True

    @property
    def seen(self) -> int:
        """Messages up to here do not count as unread: joining counts as reading."""
        return max(self.read_at, self.joined)


@dataclass(slots=True, eq=False)
class GroupChannel(Channel):
    """A channel of invited members."""

    is_distinct: bool = False
    is_public: bool = False
    is_super: bool = False
    created_by: User | None = None
    members_by_id: dict[str, Member] = field(default_factory=dict)
    members_by_join: Order[Member] = field(
        default_factory=lambda: Order(lambda member: member.joined, lambda member: member.user.serial)
    )
    last_activity: int = 0
    """When the last message was sent, the time of making before there is one: the order latest_last_message."""

    kind = "group"
    is_broadcast: ClassVar[bool] = False
    is_exclusive: ClassVar[bool] = False
    is_discoverable: ClassVar[bool] = False
    is_access_code_required: ClassVar[bool] = False
    unread_mention_count: ClassVar[int] = 0
    message_survival_seconds: ClassVar[int] = -1
    ignore_profanity_filter: ClassVar[bool] = False

    @property
    def member_count(self) -> int:
        return len(self.members_by_id)

    joined_member_count = member_count

    @property
    def channel(self) -> GroupChannel:
        """The deprecated copy inside a channel's answer."""
        return self

    @property
    def has_bot(self) -> bool:
        return any(member.user.bot is not None for member in self.members_by_id.values())

    def unread(self, member: Member, since: int) -> int:
        """Messages of others the member has not read; those up to ``since`` are gone."""
        return self.messages.of_others_after(max(member.seen, since), member.user.user_id)


@dataclass(slots=True, eq=False)
class File:
    """An uploaded file."""

    name: str
    content_type: str
    content: bytes


@dataclass(slots=True)
class Settings:
    """How messages of a channel behave: globally, or for one custom type of channels."""

    message_retention_hours: int = 876_000
    display_past_message: bool = False
    keywords: str = ""
    filter_type: int = 0
    """0 none, 1 replace, 2 block."""


class App(Application):
    """A Sendbird application."""

    def __init__(
        self, provider: Provider, app_id: str, *, api_token: str, era: Era = "2016", seed: str = "chatmock"
    ) -> None:
        super().__init__(provider, app_id, api_token=api_token, era=era, seed=seed)
        self.name = app_id
        self.owner = ""
        self.users: Table[User] = Table(lambda user: user.user_id, lambda user: user.created)
        self.open_channels: Table[OpenChannel] = Table(
            lambda channel: channel.channel_url, lambda channel: channel.created
        )
        self.group_channels: Table[GroupChannel] = Table(
            lambda channel: channel.channel_url, lambda channel: channel.created
        )
        self.group_channels_by_last_message: Order[GroupChannel] = Order(lambda channel: channel.last_activity)
        self.by_custom_type: dict[tuple[str, str], Order[Any]] = {}
        """Channels of one kind and custom type, by their making."""
        self.distinct: dict[frozenset[str], GroupChannel] = {}
        self.settings = Settings()
        self.files: dict[str, File] = {}
        self.sent: dict[str, int] = {}
        """Messages by day (UTC)."""
        self.active: dict[str, set[str]] = {}
        """Ids of the users who were active, by day (UTC)."""

    @property
    def default_max_length(self) -> int:
        """How long a message may be: without limit in 2016, 5000 characters today (-1 is no limit)."""
        return -1 if self.era == "2016" else 5000

    def channel(self, channel_url: str) -> Channel | None:
        return self.group_channels.get(channel_url) or self.open_channels.get(channel_url)

    def channels(self) -> Iterator[Channel]:
        yield from self.open_channels
        yield from self.group_channels

    def settings_for(self, channel: Channel) -> Settings:
        return self.settings

    def since(self, channel: Channel) -> int:
        """Messages up to this time are past the channel's retention: gone from lists, counts and views."""
        return max(0, self.clock.now() - self.settings_for(channel).message_retention_hours * 3600 * SECOND)

    def count_sent(self, day: str, sender: User | None) -> None:
        """A message was sent on a day (YYYY-MM-DD): for the statistics."""
        self.sent[day] = self.sent.get(day, 0) + 1
        if sender is not None:
            self.active.setdefault(day, set()).add(sender.user_id)

    # --- one door for what more than one table has to know ---

    def moved(self, channel: GroupChannel) -> None:
        """The channel's last message is another one: every list in that order has to know."""
        self.group_channels_by_last_message.touch(channel)
        for member in channel.members_by_id.values():
            member.user.by_last_message.touch(member)

    def forget_user(self, user: User) -> None:
        """Take a user out of everything but the messages and the channels' member lists."""
        self.users.remove(user)
        for other in user.blocks.values():
            other.blocked_by.pop(user.user_id, None)
        for other in user.blocked_by.values():
            other.blocks.pop(user.user_id, None)
        for channel in self.channels():
            channel.operators_by_id.pop(user.user_id, None)
            channel.bans.pop(user.user_id, None)
            channel.mutes.pop(user.user_id, None)

    def add_channel(self, channel: Channel) -> None:
        if isinstance(channel, GroupChannel):
            channel.last_activity = channel.last_activity or channel.created
            self.group_channels.add(channel)
            self.group_channels_by_last_message.add(channel)
        elif isinstance(channel, OpenChannel):
            self.open_channels.add(channel)
        self.of_custom_type(channel).add(channel)

    def remove_channel(self, channel: Channel) -> None:
        self.of_custom_type(channel).remove(channel)
        if isinstance(channel, GroupChannel):
            for member in list(channel.members_by_id.values()):
                self.remove_member(member)
            self.group_channels.remove(channel)
            self.group_channels_by_last_message.remove(channel)
        elif isinstance(channel, OpenChannel):
            self.open_channels.remove(channel)

    def of_custom_type(self, channel: Channel) -> Order[Any]:
        key = (channel.kind, channel.custom_type)
        if key not in self.by_custom_type:
            self.by_custom_type[key] = Order(lambda channel: channel.created)
        return self.by_custom_type[key]

    def set_custom_type(self, channel: Channel, custom_type: str) -> None:
        self.of_custom_type(channel).remove(channel)
        channel.custom_type = custom_type
        self.of_custom_type(channel).add(channel)

    def add_member(self, channel: GroupChannel, user: User, joined: int, **details: Any) -> Member:
        member = Member(user, channel, joined, **details)
        self.end_distinct(channel)
        channel.members_by_id[user.user_id] = member
        channel.members_by_join.add(member)
        user.memberships[channel.channel_url] = member
        user.by_creation.add(member)
        user.by_last_message.add(member)
        return member

    def remove_member(self, member: Member) -> None:
        channel, user = member.channel, member.user
        self.end_distinct(channel)
        del channel.members_by_id[user.user_id]
        channel.members_by_join.remove(member)
        del user.memberships[channel.channel_url]
        user.by_creation.remove(member)
        user.by_last_message.remove(member)
        channel.operators_by_id.pop(user.user_id, None)

    def make_distinct(self, channel: GroupChannel) -> None:
        """From now on the channel is the one of its members, in place of any other."""
        key = frozenset(channel.members_by_id)
        if (other := self.distinct.get(key)) is not None:
            other.is_distinct = False
        channel.is_distinct = True
        self.distinct[key] = channel

    def end_distinct(self, channel: GroupChannel) -> None:
        """Inviting into a distinct channel or leaving it ends its distinctness (the document of 2017)."""
        if channel.is_distinct:
            del self.distinct[frozenset(channel.members_by_id)]
            channel.is_distinct = False
