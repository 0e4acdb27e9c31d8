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

    @property
    def created_at(self) -> int:
        """Seconds."""
        return self.created // SECOND
