"""Uploaded files."""

from __future__ import annotations

import msgspec


class File(msgspec.Struct, eq=False):
    """An uploaded file."""

    name: str
    content_type: str
    content: bytes
