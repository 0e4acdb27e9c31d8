"""A Sendbird application as a seed document, and back."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.model import App


def load(app: App, document: dict[str, Any], where: Any) -> None:
    """Fill an application from a document."""


def dump(app: App) -> dict[str, Any]:
    """The whole state of an application."""
    return {}
