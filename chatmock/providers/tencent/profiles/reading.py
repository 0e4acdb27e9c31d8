"""Profiles as clients pull them: all that was set of each."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.model import App, Caller, Given
from chatmock.providers.tencent.profiles import fields

_NOT_FOUND = "@TLS#NOT_FOUND"
"""Who stands in the place of somebody who does not exist (client)."""
_MOST = 100


def items_of(values: dict[str, Any]) -> list[dict[str, Any]]:
    """Fields of a profile as frames have them: texts and numbers under names of their own."""
    return [
        {"Tag": tag, "ValueNum" if isinstance(value, int) else "ValueBytes": value} for tag, value in values.items()
    ]


@api.command(
    "profile.portrait_get_all", accepts="frame.profile.portrait_get_all", returns="profile.portrait_get_all.answer"
)
def portrait_get_all(app: App, caller: Caller, given: Given) -> Given:
    """Give whole profiles of up to 100 accounts."""
    named = dict.fromkeys(row["To_Account"] for row in given["UserItem"][:_MOST])
    return {"UserProfileItem": [_profile(app, caller, user_id) for user_id in named]}


def _profile(app: App, caller: Caller, user_id: str) -> Given:
    account = app.accounts.get(user_id)
    if account is None:
        return {"To_Account": _NOT_FOUND, "ProfileItem": []}
    return {"To_Account": user_id, "ProfileItem": items_of(fields.readable(app, caller, account.profile))}
