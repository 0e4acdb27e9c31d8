"""What is answered, as types: made by scripts/docs of schemas/sendbird, which tell each field."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from chatmock.testing.results.sendbird import MessageEvents, MetaarrayItem, Poll


class FrameEvent(TypedDict):
    """SYEV: something happened in a channel; the category says what."""

    channel_url: str
    channel_type: Literal["open", "group"]
    channel_id: NotRequired[int]
    is_super: NotRequired[bool]
    cat: int
    ts: int
    sts: NotRequired[int]
    data: dict[str, Any]
    ts_message_offset: NotRequired[int]
    unread_cnt: NotRequired[FrameEventUnreadCnt]


class FrameEventUnreadCnt(TypedDict):
    """The receiver's total of unread messages."""

    all: int
    ts: int
    custom_types: NotRequired[dict[str, int]]
    feed: NotRequired[int]


class FrameLogin(TypedDict):
    """LOGI, the first frame: who logged in, the session, and how the client shall behave. It comes unasked."""

    user_id: str
    guest_id: str
    nickname: str
    name: str
    profile_url: str
    image: str
    id: int
    metadata: dict[str, str]
    is_active: bool
    is_online: bool
    last_seen_at: int
    preferred_languages: list[str]
    require_auth_for_profile_image: bool
    friend_discovery_key: str | None
    friend_name: str | None
    is_bot: bool
    created_at: int
    key: str
    ekey: str
    expires_at: int
    login_ts: int
    unread_cnt: FrameLoginUnreadCnt
    ping_interval: int
    pong_timeout: int
    reconnect: FrameLoginReconnect
    max_unread_cnt_on_super_group: int
    file_upload_size_limit: int
    premium_feature_list: list[str]
    emoji_hash: str
    application_attributes: list[str]
    use_reaction: bool
    message_template: FrameLoginMessageTemplate
    services: list[str]
    device_token_last_deleted_at: int
    unread_cnt_threading_policy: int
    last_msg_threading_policy: int
    disable_supergroup_mack: bool
    multiple_file_send_max_size: int
    request_dedup_interval_ms: int
    concurrent_call_limit: int
    back_off_delay: int
    allow_sdk_log_ingestion: bool
    notifications: dict[str, Any]
    uikit_config: dict[str, Any]
    config_sync_needed: bool
    log_publish_config: NotRequired[dict[str, Any]]


class FrameLoginMessageTemplate(TypedDict):
    """Needed by UIKit."""

    template_list_token: str


class FrameLoginReconnect(TypedDict):
    """How it tries again, in seconds."""

    interval: int
    max_interval: int
    mul: int
    retry_cnt: int


class FrameLoginUnreadCnt(TypedDict):
    """The receiver's total of unread messages."""

    all: int
    ts: int
    custom_types: NotRequired[dict[str, int]]
    feed: NotRequired[int]


class FrameMessage(TypedDict):
    """MESG, FILE, ADMM, and the edits MEDI, FEDI, AEDI. Only who sent it gets `req_id`; a file's fields lie flat."""

    channel_url: str
    channel_type: Literal["open", "group", "feed"]
    channel_id: int
    is_super: bool
    msg_id: int
    message_id: int
    ts: int
    created_at: int
    sts: int
    user: NotRequired[FrameUser]
    message: NotRequired[str]
    data: NotRequired[str]
    url: NotRequired[str]
    name: NotRequired[str]
    type: NotRequired[str]
    size: NotRequired[int]
    custom: NotRequired[str]
    thumbnails: NotRequired[list[dict[str, Any]]]
    require_auth: NotRequired[bool]
    files: NotRequired[list[dict[str, Any]]]
    apple_critical_alert_options: NotRequired[dict[str, Any]]
    mentioned_message_template: NotRequired[str]
    custom_type: str
    updated_at: int
    last_updated_at: int
    silent: bool
    is_op_msg: bool
    is_guest_msg: bool
    is_removed: bool
    message_events: MessageEvents
    mention_type: Literal["users", "channel"]
    mentioned_users: list[FrameUser]
    mentioned_user_ids: list[str]
    metaarray: dict[str, list[str]]
    metaarray_key_order: list[str]
    sorted_metaarray: list[MetaarrayItem]
    translations: dict[str, str]
    poll: NotRequired[Poll]
    message_survival_seconds: int
    message_retention_hour: int
    scrap_id: str
    force_update_last_message: bool
    parent_message_id: NotRequired[int]
    root_message_id: NotRequired[int]
    is_reply_to_channel: NotRequired[bool]
    parent_message_info: NotRequired[dict[str, Any]]
    old_values: NotRequired[FrameMessageOldValues]
    unread_cnt: NotRequired[FrameMessageUnreadCnt]
    req_id: NotRequired[str]
    notification_message_id: NotRequired[str]
    message_status: NotRequired[Literal["SENT", "READ"]]
    priority: NotRequired[Literal["high", "normal", "low"]]
    extended_message: NotRequired[FrameMessageExtendedMessage]


class FrameMessageExtendedMessage(TypedDict):
    """What a notification was made of."""

    sub_type: int
    sub_data: str


class FrameMessageOldValues(TypedDict):
    """What the mentions were before an edit."""

    mention_type: Literal["users", "channel"]
    mentioned_user_ids: list[str]


class FrameMessageUnreadCnt(TypedDict):
    """The receiver's total of unread messages."""

    all: int
    ts: int
    custom_types: NotRequired[dict[str, int]]
    feed: NotRequired[int]


class FrameUser(TypedDict):
    """A user under the names of today and those that frames used before."""

    user_id: str
    guest_id: str
    nickname: str
    name: str
    profile_url: str
    image: str
    id: int
    metadata: dict[str, str]
    is_active: bool
    is_online: bool
    last_seen_at: int
    preferred_languages: list[str]
    require_auth_for_profile_image: bool
    friend_discovery_key: str | None
    friend_name: str | None
    is_bot: bool
    role: NotRequired[Literal["", "operator"]]
