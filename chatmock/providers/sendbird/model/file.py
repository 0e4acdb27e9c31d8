"""Uploaded files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class File:
    """An uploaded file."""

    name: str
    content_type: str
    content: bytes
