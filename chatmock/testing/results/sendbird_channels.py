"""What is answered, as types: made by scripts/docs of schemas/sendbird, which tell each field."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from chatmock.testing.results.sendbird import Message, UserBrief


class ChannelBrief(TypedDict):
    """The nested copy every group channel still carries under the deprecated key `channel`."""

    name: str
    member_count: int
    channel_url: str
    created_at: int
    cover_url: str
    max_length_message: int
    data: str
    custom_type: str


class DisappearingMessage(TypedDict):
    """Today: when messages of a group channel vanish by themselves."""

    message_survival_seconds: int
    is_triggered_by_message_read: bool


class GroupChannel(TypedDict):
    """A private room of members who were invited."""

    channel_url: str
    name: str
    cover_url: str
    data: str
    custom_type: str
    is_distinct: bool
    member_count: int
    max_length_message: int
    created_at: int
    unread_message_count: int
    last_message: Message | None
    members: NotRequired[list[Member]]
    is_push_enabled: NotRequired[bool]
    read_receipt: NotRequired[dict[str, int]]
    channel: ChannelBrief
    joined_member_count: NotRequired[int]
    freeze: NotRequired[bool]
    is_public: NotRequired[bool]
    is_super: NotRequired[bool]
    is_broadcast: NotRequired[bool]
    is_exclusive: NotRequired[bool]
    is_ephemeral: NotRequired[bool]
    is_discoverable: NotRequired[bool]
    is_access_code_required: NotRequired[bool]
    created_by: NotRequired[UserBrief | None]
    inviter: NotRequired[UserBrief | None]
    operators: NotRequired[list[UserBrief]]
    unread_mention_count: NotRequired[int]
    total_unread_thread_message_count: NotRequired[int]
    message_survival_seconds: NotRequired[int]
    disappearing_message: NotRequired[DisappearingMessage]
    sms_fallback: NotRequired[SmsFallback]
    ignore_profanity_filter: NotRequired[bool]
    has_bot: NotRequired[bool]
    has_ai_bot: NotRequired[bool]
    delivery_receipt: NotRequired[dict[str, int]]
    ts_message_offset: NotRequired[int]
    metadata: NotRequired[dict[str, str]]
    member_state: NotRequired[Literal["joined", "invited", "none"]]
    my_role: NotRequired[Literal["", "none", "operator"]]
    hidden_state: NotRequired[str]
    is_hidden: NotRequired[bool]
    is_muted: NotRequired[bool]
    count_preference: NotRequired[str]
    push_trigger_option: NotRequired[Literal["all", "mention_only", "off"]]
    user_last_read: NotRequired[int]
    joined_ts: NotRequired[int]
    invited_at: NotRequired[int]
    is_created: NotRequired[bool]
    pinned_message_ids: NotRequired[list[int]]
    latest_pinned_message: NotRequired[Message | None]
    is_category_filter_enabled: NotRequired[bool]
    is_template_label_enabled: NotRequired[bool]
    categories: NotRequired[list[GroupChannelCategories]]


class GroupChannelCategories(TypedDict):
    """A category."""

    id: int
    name: str
    is_default: bool


class Member(TypedDict):
    """A user inside one group channel."""

    user_id: str
    nickname: str
    profile_url: str
    last_seen_at: int
    is_online: bool
    metadata: NotRequired[dict[str, str]]
    require_auth_for_profile_image: NotRequired[bool]
    is_active: NotRequired[bool]
    state: NotRequired[Literal["joined", "invited"]]
    role: NotRequired[Literal["", "none", "operator"]]
    is_muted: NotRequired[bool]
    is_blocked_by_me: NotRequired[bool]
    is_blocking_me: NotRequired[bool]
    friend_name: NotRequired[str | None]
    friend_discovery_key: NotRequired[str | None]
    read_ts: NotRequired[int]
    delivered_ts: NotRequired[int]
    muted_end_at: NotRequired[int]
    muted_description: NotRequired[str]
    push_enabled: NotRequired[bool]
    push_trigger_option: NotRequired[Literal["all", "mention_only", "off"]]
    do_not_disturb: NotRequired[bool]


class OpenChannel(TypedDict):
    """A public room that anybody may enter."""

    channel_url: str
    name: str
    cover_url: str
    data: str
    participant_count: int
    max_length_message: int
    created_at: int
    freeze: bool
    custom_type: str
    operators: list[UserBrief]
    participants: NotRequired[list[Participant]]
    is_ephemeral: NotRequired[bool]
    is_dynamic_partitioned: NotRequired[bool]
    metadata: NotRequired[dict[str, str]]


class Participant(TypedDict):
    """A user who is inside an open channel at this moment."""

    user_id: str
    nickname: str
    profile_url: str
    is_muted: bool
    last_seen_at: int
    is_online: bool
    is_active: NotRequired[bool]
    metadata: NotRequired[dict[str, str]]
    require_auth_for_profile_image: NotRequired[bool]


class SmsFallback(TypedDict):
    """Today: when an unread message of a group channel is sent as a text message instead."""

    wait_seconds: int
    exclude_user_ids: list[str]
