"""User information: profiles are set and pulled."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of
from chatmock.providers.tencent.model import App, Caller, Given
from chatmock.providers.tencent.profiles import fields


@api.post("/profile/portrait_set")
def portrait_set(app: App, caller: Caller, given: Given) -> None:
    """Set fields of somebody's profile."""
    account = account_of(app, given["From_Account"], errors.no_profile_account)
    for item in given["ProfileItem"]:
        fields.check(app, caller, item["Tag"], item["Value"])
    app.accounts.change_profile(account, {item["Tag"]: item["Value"] for item in given["ProfileItem"]}, caller)


@api.post("/profile/portrait_get")
def portrait_get(app: App, caller: Caller, given: Given) -> Given:
    """Give fields of some profiles: of each those that were set."""
    for tag in given["TagList"]:
        if not fields.is_field(app, tag):
            raise errors.unknown_field(tag=tag)
        if not fields.may(app, caller, tag, "r"):
            raise errors.may_not_read(tag=tag)
    user_ids = dict.fromkeys(given["To_Account"])
    failed = [user_id for user_id in user_ids if user_id not in app.accounts]
    shown = {"UserProfileItem": [_profile(app, user_id, given["TagList"]) for user_id in user_ids]}
    return {**shown, "Fail_Account": failed} if failed else shown


def _profile(app: App, user_id: str, tags: list[str]) -> Given:
    account = app.accounts.get(user_id)
    if account is None:
        refusal = errors.no_profile_account(user_id=user_id)
        return {"To_Account": user_id, "ResultCode": refusal.error.code, "ResultInfo": refusal.message()}
    items = [{"Tag": tag, "Value": account.profile[tag]} for tag in tags if tag in account.profile]
    return {"To_Account": user_id, "ProfileItem": items, "ResultCode": 0, "ResultInfo": ""}
