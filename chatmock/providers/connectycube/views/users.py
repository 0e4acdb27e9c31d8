"""How users are shown."""

from __future__ import annotations

from typing import Any

from chatmock.providers.connectycube.api import schemas
from chatmock.providers.connectycube.model import User


@schemas.presents("user")
def show_user(user: User) -> dict[str, Any]:
    """A user, with ``is_guest`` for guests only."""
    shown: dict[str, Any] = schemas["user"].project(user)
    if not user.is_guest:
        del shown["is_guest"]
    return shown


@schemas.presents("dialog.occupant")
def show_occupant(user: User) -> dict[str, Any]:
    """A user, and the same again under ``user``: the SDKs look for one or the other (client)."""
    shown = show_user(user)
    return {**shown, "user": shown}
