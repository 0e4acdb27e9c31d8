"""The settings of an application of Sendbird, as types."""

from __future__ import annotations

from typing import Literal, TypedDict


class WebhookSettings(TypedDict):
    """Where webhooks go, and of what."""

    url: str
    enabled: bool
    include_members: bool
    include_unread_count: bool
    enabled_events: list[str]


class Settings(TypedDict):
    """How clients are let in, in milliseconds, and the webhooks."""

    guests: Literal["allow", "read_only", "deny"]
    key_lifetime: int
    token_lifetime: int
    ping_interval: int
    pong_timeout: int
    retry_after: int
    webhook: WebhookSettings
