"""States of people as frames show them."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from chatmock.providers.tencent.model import Account

ONLINE, OFFLINE, NOT_LOGGED_IN = 1, 2, 3
"""Numbers of states (client)."""


def base64_of(text: str) -> str:
    """A text as status texts stand in frames."""
    return b64encode(text.encode()).decode()


def status_of(account: Account) -> int:
    """The state of an account, as a number: one that never logged in is not offline but unknown."""
    if account.status != "Offline":
        return ONLINE
    return OFFLINE if account.sessions or account.told_status[0] else NOT_LOGGED_IN


def show_status(account: Account) -> dict[str, Any]:
    """The state of an account, with its status text."""
    return {
        "To_Account": account.user_id,
        "Status": status_of(account),
        "CustomStatus": base64_of(account.custom_status),
    }
