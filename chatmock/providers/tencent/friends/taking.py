"""Friends taken over of another system, pulled by tags, and all taken off at once."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of, owner_of
from chatmock.providers.tencent.friends.adding import check_lists, check_room, check_words
from chatmock.providers.tencent.friends.friends import DELETES, friend_of, tags_of
from chatmock.providers.tencent.friends.results import failures, results, rows_of
from chatmock.providers.tencent.model import App, Caller, Friend, Given
from chatmock.providers.tencent.profiles import fields

_MOST = 100
"""Friends that are pulled at once."""


@api.post("/sns/friend_import")
def friend_import(app: App, caller: Caller, given: Given) -> Given:
    """Put friends on one list, whatever the others want; who is there already is overwritten (docs, 2024)."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    rows = {row["To_Account"]: row for row in given["AddFriendItem"]}
    return results(rows, lambda user_id: _take(app, caller, owner, rows[user_id]))


def _take(app: App, caller: Caller, owner: str, row: dict[str, Any]) -> None:
    user_id = account_of(app, row["To_Account"], errors.no_friend_account).user_id
    if user_id == owner:
        raise errors.bad_friend_value(field="To_Account")
    check_words(row)
    custom = {item.get("Tag", ""): item.get("Value") for item in row.get("CustomItem", ())}
    for tag, value in custom.items():
        fields.check_of_friend(app, tag, value)
    check_room(app, owner, user_id, both=False)
    names = tuple(dict.fromkeys(row.get("GroupName", ())))
    check_lists(app, owner, names)
    for name in names:
        app.friends.make_list(owner, name)
    values = {
        "added": row.get("AddTime", app.clock.seconds()),
        "remark": row.get("Remark", ""),
        "remark_time": row.get("RemarkTime", 0),
        "source": row["AddSource"],
        "wording": row.get("AddWording", ""),
        "lists": names,
        "custom": custom,
    }
    own = app.friends.of(owner).get(user_id)
    if own is None:
        app.friends.add(owner, Friend(user_id, **values), caller)
    else:
        app.friends.change(owner, own, values, caller)


@api.post("/sns/friend_delete_all")
def friend_delete_all(app: App, caller: Caller, given: Given) -> None:
    """Take all friends off a list, and the other way round for Delete_Type_Both."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    if given.get("DeleteType", DELETES[0]) not in DELETES:
        raise errors.bad_friend_value(field="DeleteType")
    for user_id in list(app.friends.of(owner)):
        app.friends.remove(owner, user_id, caller)
        if given.get("DeleteType") == DELETES[1] and app.friends.has(user_id, owner):
            app.friends.remove(user_id, owner, caller)


@api.post("/sns/friend_get_list")
def friend_get_list(app: App, caller: Caller, given: Given) -> Given:
    """Give fields of some friends, those of their profiles and those of the list, by tag."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    tags = list(dict.fromkeys(given["TagList"]))
    if not tags or len(given["To_Account"]) > _MOST:
        raise errors.bad_friend_value(field="To_Account" if tags else "TagList")
    for tag in tags:
        if not (fields.is_field(app, tag) or fields.is_of_friend(app, tag)):
            raise errors.bad_friend_value(field=tag)

    def show(user_id: str) -> Given:
        values = {
            **fields.readable(app, caller, app.accounts.rows[user_id].profile),
            **tags_of(friend_of(app, owner, user_id)),
        }
        return {"SnsProfileItem": [{"Tag": tag, "Value": values[tag]} for tag in tags if tag in values]}

    rows = rows_of(app, given["To_Account"], show, {})
    return {"InfoItem": rows, **failures(rows)}
