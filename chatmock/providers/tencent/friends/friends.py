"""Friends: listed, looked at, changed, taken off; who is whose."""

from __future__ import annotations

from itertools import islice
from typing import Any

from chatmock.core.errors import Refusal
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of, owner_of
from chatmock.providers.tencent.friends.results import results
from chatmock.providers.tencent.model import Account, App, Caller, Friend, Given
from chatmock.providers.tencent.profiles.reading import items_of

_PAGE = 100
_CUSTOM = "Tag_SNS_Custom_"
_DELETES = ("Delete_Type_Single", "Delete_Type_Both")
_CHECKS = ("CheckResult_Type_Single", "CheckResult_Type_Both")
_LONGEST = 96
"""Bytes of a remark."""


def tags_of(friend: Friend) -> dict[str, Any]:
    """What an account has of a friend, by tag."""
    return {
        "Tag_SNS_IM_Group": list(friend.lists),
        "Tag_SNS_IM_Remark": friend.remark,
        "Tag_SNS_IM_AddSource": friend.source,
        "Tag_SNS_IM_AddWording": friend.wording,
        "Tag_SNS_IM_AddTime": friend.added,
        **friend.custom,
    }


def _values(friend: Friend, account: Account) -> list[dict[str, Any]]:
    return [{"Tag": tag, "Value": value} for tag, value in {**account.profile, **tags_of(friend)}.items()]


@api.command("sns.friend_get", accepts="frame.sns.friend_get")
def friend_get(app: App, caller: Caller, given: Given) -> Given:
    """List friends with what their list has of them, a page at a time."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    start, own = given["StartIndex"], app.friends.of(owner)
    page = list(islice(own.values(), start, start + _PAGE))
    after = start + len(page)
    sequence = app.friends.sequences.get(owner, 0)
    return {
        "UserDataItem": [
            {"To_Account": one.user_id, "ValueItem": _values(one, app.accounts.rows[one.user_id])} for one in page
        ],
        "StandardSequence": sequence,
        "CustomSequence": sequence,
        "FriendNum": len(own),
        "CompleteFlag": int(after >= len(own)),
        "NextStartIndex": 0 if after >= len(own) else after,
    }


@api.command("sns.friend_get_specified", accepts="frame.sns.friend_get_specified")
def friend_get_specified(app: App, caller: Caller, given: Given) -> Given:
    """Give what a list has of some friends."""
    own = app.friends.of(caller.user_id)
    return {"InfoItem": [_info(app, own.get(user_id), user_id) for user_id in dict.fromkeys(given["To_Account"])]}


def _info(app: App, friend: Friend | None, user_id: str) -> dict[str, Any]:
    if friend is None:
        refusal = errors.no_friend(user_id=user_id)
        return {"To_Account": user_id, "ResultCode": refusal.error.code, "ResultInfo": refusal.message()}
    profile = items_of(app.accounts.rows[user_id].profile)
    own = [{"Tag": tag, "Value": value} for tag, value in tags_of(friend).items()]
    return {"To_Account": user_id, "SnsProfileItem": [*profile, *own], "ResultCode": 0, "ResultInfo": ""}


@api.command("sns.friend_update", accepts="frame.sns.friend_update")
def friend_update(app: App, caller: Caller, given: Given) -> Given:
    """Change what a list has of friends."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    rows = {row["To_Account"]: row["SnsItem"] for row in given["UpdateItem"]}
    return results(rows, lambda user_id: _update(app, caller, owner, user_id, rows[user_id]))


def _update(app: App, caller: Caller, owner: str, user_id: str, items: list[dict[str, Any]]) -> None:
    friend = friend_of(app, owner, user_id)
    values: dict[str, Any] = {}
    for item in items:
        tag, value = item["Tag"], item["Value"]
        if tag == "Tag_SNS_IM_Remark" and isinstance(value, str) and len(value.encode()) <= _LONGEST:
            values["remark"] = value
        elif tag == "Tag_SNS_IM_Group" and isinstance(value, list) and all(isinstance(one, str) for one in value):
            values["lists"] = tuple(dict.fromkeys(value))
        elif tag.startswith(_CUSTOM) and isinstance(value, str | int) and len(tag) > len(_CUSTOM):
            values["custom"] = {**values.get("custom", friend.custom), tag: value}
        else:
            raise errors.bad_friend_value(field=tag)
    for name in values.get("lists", ()):
        app.friends.make_list(owner, name)
    app.friends.change(owner, friend, values, caller)


def friend_of(app: App, owner: str, user_id: str) -> Friend:
    """A friend on an account's list. Errors: no_friend_account, no_friend."""
    account_of(app, user_id, errors.no_friend_account)
    found = app.friends.of(owner).get(user_id)
    if found is None:
        raise errors.no_friend(user_id=user_id)
    return found


@api.command("sns.friend_delete", accepts="frame.sns.friend_delete")
def friend_delete(app: App, caller: Caller, given: Given) -> Given:
    """Take friends off the list, and the other way round for Delete_Type_Both."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    if given.get("DeleteType", _DELETES[0]) not in _DELETES:
        raise errors.bad_friend_value(field="DeleteType")
    both = given.get("DeleteType") == _DELETES[1]

    def delete(user_id: str) -> None:
        friend_of(app, owner, user_id)
        app.friends.remove(owner, user_id, caller)
        if both and app.friends.has(user_id, owner):
            app.friends.remove(user_id, owner, caller)

    return {"ResultItem": results(dict.fromkeys(given["To_Account"]), delete)["ResultItem"]}


@api.command("sns.friend_check", accepts="frame.sns.friend_check")
def friend_check(app: App, caller: Caller, given: Given) -> Given:
    """Say of accounts whether they are friends: on the one list, or on both."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    if given["CheckType"] not in _CHECKS:
        raise errors.bad_friend_value(field="CheckType")
    both = given["CheckType"] == _CHECKS[1]
    rows = [_check(app, owner, user_id, both=both) for user_id in dict.fromkeys(given["To_Account"])]
    failed = [row["To_Account"] for row in rows if row["ResultCode"]]
    return {"InfoItem": rows, **({"Fail_Account": failed} if failed else {})}


def _check(app: App, owner: str, user_id: str, *, both: bool) -> dict[str, Any]:
    try:
        account_of(app, user_id, errors.no_friend_account)
    except Refusal as refusal:
        code, info = refusal.error.code, refusal.message()
        return {"To_Account": user_id, "Relation": relation(False, False), "ResultCode": code, "ResultInfo": info}
    mine, theirs = app.friends.has(owner, user_id), both and app.friends.has(user_id, owner)
    return {"To_Account": user_id, "Relation": relation(mine, theirs), "ResultCode": 0, "ResultInfo": ""}


def relation(mine: bool, theirs: bool, prefix: str = "CheckResult_Type_", none: str = "NoRelation") -> str:
    """How two are related, as a word."""
    return prefix + {(0, 0): none, (1, 0): "AWithB", (0, 1): "BWithA", (1, 1): "BothWay"}[int(mine), int(theirs)]
