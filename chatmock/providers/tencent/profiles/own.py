"""A profile as its own account changes it."""

from __future__ import annotations

from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of
from chatmock.providers.tencent.model import App, Caller, Given
from chatmock.providers.tencent.profiles import fields


@api.command("profile.portrait_set", accepts="frame.profile.portrait_set", returns="profile.portrait_set.answer")
def change_own_profile(app: App, caller: Caller, given: Given) -> None:
    """Set fields of the caller's profile."""
    for item in given["ProfileItem"]:
        fields.check(app, caller, item["Tag"], item["Value"])
    account = account_of(app, caller.user_id)
    app.accounts.change_profile(account, {item["Tag"]: item["Value"] for item in given["ProfileItem"]}, caller)
