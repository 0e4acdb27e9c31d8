"""Credentials that push notifications would be sent with."""

from __future__ import annotations

import msgspec

from chatmock.core.clock import SECOND


class PushConfiguration(msgspec.Struct, eq=False):
    """One credential. Nothing is ever sent with it."""

    id: str
    push_type: str
    created: int
    gcm_sender_id: str = ""
    gcm_api_key: str = ""
    environment: str = ""
    """Of a certificate: development or production."""
    certificate: bytes = b""
    has_unread_count_badge: bool = True
    certificate_password: str = ""
    apns_type: str = ""
    content_available: bool = False
    mutable_content: bool = False
    api_key: str = ""
    """Of Google's FCM."""
    huawei_app_id: str = ""
    huawei_app_secret: str = ""
    push_sound: str = ""
    """The sound of a notification where nobody chose another one."""

    @property
    def created_at(self) -> int:
        """Seconds."""
        return self.created // SECOND
