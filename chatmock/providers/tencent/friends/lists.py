"""Friend lists: made, renamed, filled, emptied, listed."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import owner_of
from chatmock.providers.tencent.friends.adding import LONGEST_NAME, check_lists
from chatmock.providers.tencent.friends.friends import friend_of
from chatmock.providers.tencent.friends.results import results
from chatmock.providers.tencent.model import App, Caller, Given

_ADD, _DELETE = "Update_Type_Add", "Update_Type_Delete"


@api.command("sns.group_add", accepts="frame.sns.group_add", returns="sns.group_add.answer")
@api.post("/sns/group_add")
def group_add(app: App, caller: Caller, given: Given) -> Given:
    """Make friend lists, and put friends on them."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    names = list(dict.fromkeys(given["GroupName"]))
    check_lists(app, owner, names)
    for name in names:
        app.friends.make_list(owner, name)

    def put(user_id: str) -> None:
        friend = friend_of(app, owner, user_id)
        app.friends.change(owner, friend, {"lists": tuple(dict.fromkeys((*friend.lists, *names)))}, caller)

    shown = results(dict.fromkeys(given.get("To_Account", ())), put)
    return {**shown, "CurrentSequence": app.friends.sequences.get(owner, 0)}


@api.command("sns.group_delete", accepts="frame.sns.group_delete", returns="sns.group_delete.answer")
@api.post("/sns/group_delete")
def group_delete(app: App, caller: Caller, given: Given) -> Given:
    """Have friend lists no more; who was on them stays a friend."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    for name in dict.fromkeys(given["GroupName"]):
        if name in app.friends.lists.get(owner, {}):
            app.friends.drop_list(owner, name)
    return {"CurrentSequence": app.friends.sequences.get(owner, 0)}


@api.command("sns.group_get", accepts="frame.sns.group_get", returns="sns.group_get.answer")
@api.post("/sns/group_get")
def group_get(app: App, caller: Caller, given: Given) -> Given:
    """Give friend lists, and who is on them."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    wanted = given.get("GroupName") or list(app.friends.lists.get(owner, ()))
    own = app.friends.lists.get(owner, {})
    names = [name for name in dict.fromkeys(wanted) if name in own]
    people = given.get("NeedFriend", "Need_Friend_Type_No") == "Need_Friend_Type_Yes"
    rows: list[dict[str, Any]] = [{"GroupName": name, "FriendNumber": len(own[name])} for name in names]
    if people:
        rows = [
            {**row, "To_Account": [one.user_id for one in app.friends.on_list(owner, row["GroupName"])]} for row in rows
        ]
    return {"ResultItem": rows, "CurrentSequence": app.friends.sequences.get(owner, 0)}


@api.command("sns.group_update", accepts="frame.sns.group_update", returns="sns.group_update.answer")
def group_update(app: App, caller: Caller, given: Given) -> Given:
    """Call a friend list otherwise, put friends on it and take them off."""
    owner, name = caller.user_id, given["GroupOldName"]
    if name not in app.friends.lists.get(owner, {}):
        raise errors.bad_friend_value(field="GroupOldName")
    new = given.get("GroupNewName")
    if new is not None:
        if new in app.friends.lists[owner] or not 0 < len(new.encode()) <= LONGEST_NAME:
            raise errors.bad_friend_value(field="GroupNewName")
        app.friends.rename_list(owner, name, new)
        name = new
    kinds = {row["To_Account"]: row["UpdateType"] for row in given.get("UpdateGroupItem", ())}

    def update(user_id: str) -> None:
        friend = friend_of(app, owner, user_id)
        if kinds[user_id] not in (_ADD, _DELETE):
            raise errors.bad_friend_value(field="UpdateType")
        without = tuple(one for one in friend.lists if one != name)
        lists = (*without, name) if kinds[user_id] == _ADD else without
        app.friends.change(owner, friend, {"lists": lists}, caller)

    rows = results(kinds, update)["ResultItem"]
    shown = [{**row, "UpdateType": kinds[row["To_Account"]]} for row in rows]
    return {"ResultItem": shown, "CurrentSequence": app.friends.sequences.get(owner, 0)}
