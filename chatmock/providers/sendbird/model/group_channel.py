"""Group channels, and what a channel is to a user in it."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import msgspec

from chatmock.core.table import Order
from chatmock.providers.sendbird.model.channel import Channel
from chatmock.providers.sendbird.model.user import Bot, User

_PAIR = 2


class Member(msgspec.Struct, eq=False):
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
    """Messages up to here stay hidden from the member."""
    noted: int = 0
    """When something changed that this member sees and others do not, coming into the channel included."""
    inviter: User | None = None
    invited: bool = False
    """True until the user accepts; until then ``joined`` is when the invitation was made."""
    invited_at: int = 0
    """When one who had to accept was invited; 0 for one who joined at once."""
    count_preference: str = "all"
    push_enabled: bool = True
    push_mentions_only: bool = False
    push_always: bool = False
    """Notify of everything, also where the user wants less in general (docs: the SDKs' guides)."""
    push_sound: str = ""
    """Empty: the user's own choice."""

    @property
    def seen_until(self) -> int:
        """Messages up to here do not count as unread: joining counts as reading."""
        until = self.read_at if self.read_at > self.joined else self.joined  # max() takes twice as long
        return until if until > self.offset else self.offset

    @property
    def behind(self) -> int:
        """How many messages of others, silent ones apart, are later than the read mark that others see."""
        messages = self.channel.messages
        last = messages.last()
        if last is None or last.created_at <= self.read_at:
            return 0
        return messages.of_others_after(self.read_at, self.user.user_id)

    @property
    def is_behind(self) -> bool:
        """Whether others have said something later than the member's own mark."""
        last = self.channel.messages.last()
        if last is None or last.created_at <= self.read_at:
            return False
        return (last.user is not self.user and last.rare is None) or self.behind > 0

    @property
    def is_invited_by_friend(self) -> bool:
        return self.inviter is not None and self.user.friend(self.inviter.user_id) is not None

    @property
    def changed(self) -> int:
        """When something last changed that the member sees of the channel, new messages apart."""
        return max(self.noted, self.channel.changed)

    @property
    def received_until(self) -> int:
        """Messages up to here have reached the member: what has been read has also arrived."""
        return max(self.delivered_at, self.read_at)

    @property
    def state(self) -> str:
        return "invited" if self.invited else "joined"

    @property
    def counts_messages(self) -> bool:
        """Whether the member wants the channel's unread messages counted."""
        return self.count_preference in ("all", "unread_message_count_only")

    @property
    def counts_mentions(self) -> bool:
        return self.count_preference not in ("unread_message_count_only", "off", "false")

    @property
    def hidden_state(self) -> str:
        if not self.hidden:
            return "unhidden"
        return "hidden_allow_auto_unhide" if self.auto_unhide else "hidden_prevent_auto_unhide"

    @property
    def is_operator(self) -> bool:
        return self.user.user_id in self.channel.operators_by_id

    @property
    def chose_push(self) -> bool:
        """Whether the member chose for this channel; if not, the user's general choice holds."""
        return self.push_always or self.push_mentions_only or not self.push_enabled

    @property
    def push_trigger_option(self) -> str:
        """In today's words; the SDKs raise at ``default``."""
        return "off" if not self.push_enabled else "mention_only" if self.push_mentions_only else "all"


class GroupChannel(Channel, eq=False):
    """A channel of invited members."""

    is_distinct: bool = False
    is_public: bool = False
    is_super: bool = False
    is_broadcast: bool = False
    """Whether only operators write there: clients of others are refused."""
    is_exclusive: bool = False
    block_sdk_user_channel_join: bool = False
    """Whether clients may not join it by themselves though it is public."""
    created_by: User | None = None
    access_code: str = ""
    """What joining a public channel takes; empty for nothing."""
    members_by_id: dict[str, Member] = msgspec.field(default_factory=dict)
    """Those who have joined."""
    invited: dict[str, Member] = msgspec.field(default_factory=dict)
    """Users who are only invited: they hear nothing yet, and nothing counts for them."""
    members_by_join: Order[Member] = msgspec.field(
        default_factory=lambda: Order(lambda member: member.joined, lambda member: member.user.serial)
    )
    bots: dict[str, Bot] = msgspec.field(default_factory=dict)
    """The members that are bots, by id."""
    with_devices: dict[str, Member] = msgspec.field(default_factory=dict)
    """The members who have devices for push notifications, by id."""
    hidden_until_next: dict[Member, None] = msgspec.field(default_factory=dict)
    """The members who hide it until the next message, the first to do so first."""
    changed: int = 0
    """When everybody in it last saw a change of it, new messages apart."""
    last_activity: int = 0
    """When the last message was sent, the time of making before there is one: the order latest_last_message."""
    in_place: dict[Member, Order[Member]] = msgspec.field(default_factory=dict)
    """Those in whose own list by the last message it has its right place, each with that list, which hears when it moves."""
    in_log: dict[Member, Order[Member]] = msgspec.field(default_factory=dict)
    """Those in whose own list by the last change it has its right place, likewise."""
    rendered: Any = None
    """What everybody sees of it, and the revisions that was made of."""
    rendered_members: Any = None
    """Its list of members likewise."""

    kind: ClassVar[Literal["group", "feed"]] = "group"
    is_discoverable: ClassVar[bool] = False
    has_ai_bot: ClassVar[bool] = False
    unread_mention_count: ClassVar[int] = 0
    message_survival_seconds: ClassVar[int] = -1
    ignore_profanity_filter: ClassVar[bool] = False
    disappearing_message: ClassVar[dict[str, Any]] = {
        "message_survival_seconds": -1,
        "is_triggered_by_message_read": False,
    }
    sms_fallback: ClassVar[dict[str, Any]] = {"wait_seconds": -1, "exclude_user_ids": []}

    def __post_init__(self) -> None:
        """An exclusive channel is a broadcast one, and that a super one (client: the declarations of @sendbird/chat)."""
        self.is_broadcast = self.is_broadcast or self.is_exclusive
        self.is_super = self.is_super or self.is_broadcast

    @property
    def member_count(self) -> int:
        return len(self.members_by_id) + len(self.invited)

    @property
    def joined_member_count(self) -> int:
        return len(self.members_by_id)

    @property
    def is_access_code_required(self) -> bool:
        return bool(self.access_code)

    @property
    def people(self) -> frozenset[str]:
        """Ids of those who have joined or are invited."""
        return frozenset((*self.members_by_id, *self.invited))

    def standing(self, user: User) -> Member | None:
        """The membership or invitation of a user; None for anybody else."""
        return self.members_by_id.get(user.user_id) or self.invited.get(user.user_id)

    def blocker(self, sender: User | None) -> User | None:
        """The other member of a channel of two, if that one blocks the sender.

        What the sender says then stays hidden from the other, also when the block is over. In larger channels a
        block hides nothing (docs: the SDKs' guides).
        """
        if sender is None or len(self.members_by_id) + len(self.invited) != _PAIR or not sender.blocked_by.rows:
            return None
        blocks = (sender.blocked_by.get(user_id) for user_id in self.people if user_id != sender.user_id)
        return next((block.user for block in blocks if block is not None), None)

    @property
    def channel(self) -> GroupChannel:
        """The channel itself: the deprecated copy inside its answer. Lists hold channels or memberships, and ask either."""
        return self

    @property
    def has_bot(self) -> bool:
        return bool(self.bots)

    def unread(self, member: Member, since: int) -> int:
        """Count messages of others that the member has not read, later than ``since``."""
        if member.invited:
            return 0
        return self.messages.of_others_after(max(member.seen_until, since), member.user.user_id)

    def unread_of_both(self, member: Member, since: int) -> tuple[int, int]:
        """Count the unread messages, and the unread mentions."""
        if member.invited:
            return 0, 0
        start, user_id = max(member.seen_until, since), member.user.user_id
        return self.messages.of_others_after(start, user_id), self.messages.mentions_after(start, user_id)
