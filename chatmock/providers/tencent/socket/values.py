"""How values stand in frames."""

from __future__ import annotations

from base64 import b64decode, b64encode


def base64_of(text: str) -> str:
    """A text as status texts stand in frames."""
    return b64encode(text.encode()).decode()


def text_of(text: str) -> str:
    """The text that stands in base64; raises ValueError where it is none."""
    return b64decode(text, validate=True).decode()
