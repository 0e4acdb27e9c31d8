"""A file that a client uploads."""

from __future__ import annotations

import msgspec


class File(msgspec.Struct, eq=False):
    """What is kept of a file."""

    key: str
    name: str
    user_id: str
    """Who uploads it."""
    ends: int
    """Seconds until which its bytes may come."""
    content: bytes | None = None
    """None as long as it has not come."""
    content_type: str = "application/octet-stream"
