"""Friends: listed, looked at, changed, taken off; who is whose."""

from __future__ import annotations

from itertools import islice
from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of, owner_of
from chatmock.providers.tencent.friends.adding import check_lists
from chatmock.providers.tencent.friends.results import failures, relation, result_of, results, rows_of
from chatmock.providers.tencent.model import App, Caller, Friend, Given
from chatmock.providers.tencent.profiles import fields
from chatmock.providers.tencent.profiles.reading import items_of

_PAGE = 100
DELETES = ("Delete_Type_Single", "Delete_Type_Both")
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


def _values(app: App, caller: Caller, friend: Friend) -> list[dict[str, Any]]:
    profile = fields.readable(app, caller, app.accounts.rows[friend.user_id].profile)
    return [{"Tag": tag, "Value": value} for tag, value in {**profile, **tags_of(friend)}.items()]


def _unknown_values(app: App, caller: Caller, friend: Friend, known: list[bool]) -> list[dict[str, Any]]:
    """The values of a friend, without the standard ones or those of the application, where they are known."""
    rows = _values(app, caller, friend)
    return [row for row in rows if not known[row["Tag"].startswith(fields.CUSTOM_OF_FRIEND)]]


@api.command("sns.friend_get", accepts="frame.sns.friend_get", returns="sns.friend_get.answer")
@api.post("/sns/friend_get")
def friend_get(app: App, caller: Caller, given: Given) -> Given:
    """List friends with what their list has of them, a page at a time.

    Who brings the present sequences with the first page has the values: they are left out (docs, 2024).
    """
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    start, own = given.get("StartIndex", 0), app.friends.of(owner)
    page = list(islice(own.values(), start, start + _PAGE))
    after = start + len(page)
    sequence = app.friends.sequences.get(owner, 0)
    known = [start == 0 < sequence == given.get(name) for name in ("StandardSequence", "CustomSequence")]
    return {
        "UserDataItem": [
            {"To_Account": one.user_id, "ValueItem": _unknown_values(app, caller, one, known)} for one in page
        ],
        "StandardSequence": sequence,
        "CustomSequence": sequence,
        "FriendNum": len(own),
        "CompleteFlag": int(after >= len(own)),
        "NextStartIndex": 0 if after >= len(own) else after,
    }


@api.command(
    "sns.friend_get_specified", accepts="frame.sns.friend_get_specified", returns="sns.friend_get_specified.answer"
)
def friend_get_specified(app: App, caller: Caller, given: Given) -> Given:
    """Give what a list has of some friends."""
    own = app.friends.of(caller.user_id)
    return {
        "InfoItem": [_info(app, caller, own.get(user_id), user_id) for user_id in dict.fromkeys(given["To_Account"])]
    }


def _info(app: App, caller: Caller, friend: Friend | None, user_id: str) -> dict[str, Any]:
    if friend is None:
        return result_of(user_id, errors.no_friend(user_id=user_id))
    profile = items_of(fields.readable(app, caller, app.accounts.rows[user_id].profile))
    own = [{"Tag": tag, "Value": value} for tag, value in tags_of(friend).items()]
    return {"To_Account": user_id, "SnsProfileItem": [*profile, *own], "ResultCode": 0, "ResultInfo": ""}


@api.command("sns.friend_update", accepts="frame.sns.friend_update", returns="sns.friend_update.answer")
@api.post("/sns/friend_update")
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
        elif tag.startswith(fields.CUSTOM_OF_FRIEND):
            fields.check_of_friend(app, tag, value)
            values["custom"] = {**values.get("custom", friend.custom), tag: value}
        else:
            raise errors.bad_friend_value(field=tag)
    check_lists(app, owner, values.get("lists", ()))
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


@api.command("sns.friend_delete", accepts="frame.sns.friend_delete", returns="sns.friend_delete.answer")
@api.post("/sns/friend_delete")
def friend_delete(app: App, caller: Caller, given: Given) -> Given:
    """Take friends off the list, and the other way round for Delete_Type_Both."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    if given.get("DeleteType", DELETES[0]) not in DELETES:
        raise errors.bad_friend_value(field="DeleteType")
    both = given.get("DeleteType") == DELETES[1]

    def delete(user_id: str) -> None:
        friend_of(app, owner, user_id)
        app.friends.remove(owner, user_id, caller)
        if both and app.friends.has(user_id, owner):
            app.friends.remove(user_id, owner, caller)

    return {"ResultItem": results(dict.fromkeys(given["To_Account"]), delete)["ResultItem"]}


@api.command("sns.friend_check", accepts="frame.sns.friend_check", returns="sns.friend_check.answer")
@api.post("/sns/friend_check")
def friend_check(app: App, caller: Caller, given: Given) -> Given:
    """Say of accounts whether they are friends: on the one list, or on both."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    if given["CheckType"] not in _CHECKS:
        raise errors.bad_friend_value(field="CheckType")
    both = given["CheckType"] == _CHECKS[1]

    def check(user_id: str) -> Given:
        mine, theirs = app.friends.has(owner, user_id), both and app.friends.has(user_id, owner)
        return {"Relation": relation(mine, theirs)}

    rows = rows_of(app, given["To_Account"], check, {"Relation": relation(False, False)})
    return {"InfoItem": rows, **failures(rows)}
