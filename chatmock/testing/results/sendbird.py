"""What is answered, as types: made by scripts/docs of schemas/sendbird, which tell each field."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class File(TypedDict):
    """The file of a file message. For any other message it is the empty object."""

    url: NotRequired[str]
    name: NotRequired[str]
    type: NotRequired[str]
    size: NotRequired[int]
    data: NotRequired[str]
    custom: NotRequired[str]


class Message(TypedDict):
    """A message of a channel: text, file, or from the administration."""

    message_id: int
    type: Literal["MESG", "FILE", "ADMM"]
    message: NotRequired[str]
    data: NotRequired[str]
    file: NotRequired[File]
    channel_url: str
    created_at: int
    user: NotRequired[UserBrief]
    custom_type: str
    updated_at: NotRequired[int]
    channel_type: NotRequired[Literal["open", "group", "feed"]]
    mention_type: NotRequired[Literal["users", "channel"]]
    mentioned_users: NotRequired[list[UserBrief]]
    is_removed: NotRequired[bool]
    silent: NotRequired[bool]
    translations: NotRequired[dict[str, str]]
    message_survival_seconds: NotRequired[int]
    message_retention_hour: NotRequired[int]
    sorted_metaarray: NotRequired[list[MetaarrayItem]]
    metaarray: NotRequired[dict[str, list[str]]]
    is_op_msg: NotRequired[bool]
    req_id: NotRequired[str]
    message_events: NotRequired[MessageEvents]
    require_auth: NotRequired[bool]
    files: NotRequired[list[dict[str, Any]]]
    apple_critical_alert_options: NotRequired[dict[str, Any]]
    mentioned_message_template: NotRequired[str]
    reactions: NotRequired[list[Reaction]]
    thread_info: NotRequired[ThreadInfo]
    parent_message_id: NotRequired[int]
    parent_message_info: NotRequired[dict[str, Any]]
    is_reply_to_channel: NotRequired[bool]
    reactions_summary: NotRequired[list[ReactionSummary]]
    channel: NotRequired[dict[str, Any]]
    thumbnails: NotRequired[list[dict[str, Any]]]
    poll: NotRequired[Poll]
    notification_message_id: NotRequired[str]
    message_status: NotRequired[Literal["SENT", "READ"]]
    priority: NotRequired[Literal["high", "normal", "low"]]
    extended_message: NotRequired[MessageExtendedMessage]


class MessageEvents(TypedDict):
    """Today: what a message sets off besides being shown."""

    send_push_notification: Literal["all", "receivers", "sender", "none"]
    update_unread_count: bool
    update_mention_count: bool
    update_last_message: bool


class MessageExtendedMessage(TypedDict):
    """What a notification was made of."""

    sub_type: int
    sub_data: str


class MetaarrayItem(TypedDict):
    """Today: one named list of texts attached to a message."""

    key: str
    value: list[str]


class Poll(TypedDict):
    """A question that is put to a channel (today)."""

    id: int
    title: str
    status: Literal["open", "closed", "removed"]
    created_by: str
    created_at: int
    updated_at: int
    close_at: int
    data: dict[str, Any] | None
    allow_user_suggestion: bool
    allow_multiple_votes: bool
    message_id: int
    voter_count: int
    options: list[PollOption]
    voted_option_ids: NotRequired[list[int]]


class PollOption(TypedDict):
    """One answer, and how many gave it (today)."""

    poll_id: int
    id: int
    text: str
    vote_count: int
    created_by: str
    created_at: int
    updated_at: int


class Reaction(TypedDict):
    """Today: one emoji put to a message, with everybody who chose it."""

    key: str
    user_ids: list[str]
    updated_at: int


class ReactionSummary(TypedDict):
    """One emoji put to a message, with some of those who chose it (today)."""

    key: str
    count: int
    sampled_user_ids: list[str]
    sampled_user_info: NotRequired[dict[str, dict[str, Any]]]
    is_self_included: NotRequired[bool]
    last_ts: int


class ThreadInfo(TypedDict):
    """Summary of the replies to a message (today)."""

    reply_count: int
    member_count: NotRequired[int]
    most_replies: list[UserBrief]
    last_replied_at: int
    updated_at: int
    push_enabled: NotRequired[int]
    unread_message_count: NotRequired[int]


class User(TypedDict):
    """A person or bot of the application, with everything the server knows about the account."""

    user_id: str
    nickname: str
    profile_url: str
    access_token: str
    last_seen_at: int
    is_online: bool
    is_active: bool
    created_at: NotRequired[int]
    has_ever_logged_in: NotRequired[bool]
    metadata: NotRequired[dict[str, str]]
    discovery_keys: NotRequired[list[str]]
    preferred_languages: NotRequired[list[str]]
    session_tokens: NotRequired[list[UserSessionTokens]]
    require_auth_for_profile_image: NotRequired[bool]
    is_hide_me_from_friends: NotRequired[bool]
    is_shadow_blocked: NotRequired[bool]
    locale: NotRequired[str]
    phone_number: NotRequired[str]
    is_created: NotRequired[bool]
    unread_message_count: NotRequired[int]
    unread_channel_count: NotRequired[int]


class UserBrief(TypedDict):
    """The few keys by which other objects name a user: senders, operators, banned users, owners of push tokens."""

    user_id: str
    nickname: str
    profile_url: str
    metadata: NotRequired[dict[str, str]]
    require_auth_for_profile_image: NotRequired[bool]
    is_active: NotRequired[bool]
    role: NotRequired[Literal["", "none", "operator"]]
    friend_name: NotRequired[str | None]
    friend_discovery_key: NotRequired[str | None]


class UserSessionTokens(TypedDict):
    """UserSessionTokens"""

    session_token: str
    expires_at: int
