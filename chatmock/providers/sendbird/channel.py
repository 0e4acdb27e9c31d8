"""Open and group channels, and what a channel is to a user in it. Times are milliseconds, answers in seconds say so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from chatmock.core.clock import SECOND
from chatmock.core.table import Order
from chatmock.providers.sendbird.bot import Bot
from chatmock.providers.sendbird.message import Messages
from chatmock.providers.sendbird.sanction import Ban, Mute, Sanctions, by_user
from chatmock.providers.sendbird.user import User


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
    bans: Sanctions[Ban] = field(default_factory=by_user)
    mutes: Sanctions[Mute] = field(default_factory=by_user)

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
    channel: OpenChannel
    serial: int
    entered: int


@dataclass(slots=True, eq=False)
class OpenChannel(Channel):
    """A room anybody may enter."""

    participants_by_id: dict[str, Participant] = field(default_factory=dict)
    participants_by_entry: Order[Participant] = field(
        default_factory=lambda: Order(lambda participant: participant.entered)
    )

    is_dynamic_partitioned: bool = False

    kind = "open"

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
    delivered_at: int = 0
    """Up to when the user's client has said that messages arrived."""
    hidden: bool = False
    auto_unhide: bool = True
    """Whether the next message brings a hidden channel back."""
    offset: int = 0
    """Messages up to here are hidden from the member for good."""
    inviter: User | None = None
    push_enabled: bool = True
    push_mentions_only: bool = False
    push_sound: str = ""
    """Empty: the user's own choice."""

    @property
    def seen(self) -> int:
        """Messages up to here do not count as unread: joining counts as reading."""
        return max(self.read_at, self.joined, self.offset)

    @property
    def received(self) -> int:
        """Messages up to here have reached the member: what has been read has also arrived."""
        return max(self.delivered_at, self.read_at)

    @property
    def hidden_state(self) -> str:
        if not self.hidden:
            return "unhidden"
        return "hidden_allow_auto_unhide" if self.auto_unhide else "hidden_prevent_auto_unhide"

    @property
    def is_operator(self) -> bool:
        return self.user.user_id in self.channel.operators_by_id

    @property
    def push_trigger_option(self) -> str:
        """In today's words; the SDKs raise at ``default``."""
        return "off" if not self.push_enabled else "mention_only" if self.push_mentions_only else "all"


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
    bots: dict[str, Bot] = field(default_factory=dict)
    """The members that are bots, by id."""
    last_activity: int = 0
    """When the last message was sent, the time of making before there is one: the order latest_last_message."""

    kind = "group"
    is_broadcast: ClassVar[bool] = False
    is_exclusive: ClassVar[bool] = False
    is_discoverable: ClassVar[bool] = False
    is_access_code_required: ClassVar[bool] = False
    has_ai_bot: ClassVar[bool] = False
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
        return bool(self.bots)

    def unread(self, member: Member, since: int) -> int:
        """Messages of others the member has not read; those up to ``since`` are gone."""
        return self.messages.of_others_after(max(member.seen, since), member.user.user_id)

    def unread_mentions(self, member: Member, since: int) -> int:
        return self.messages.mentions_after(max(member.seen, since), member.user.user_id)
