"""Conversation groups: made, listed, renamed, filled, deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from chatmock.core.errors import Refusal
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import owner_of
from chatmock.providers.tencent.model import OF_GROUP, OF_TWO, App, Caller, Given, Recent

_MOST, _LONGEST = 20, 32
"""Conversation groups of an account, and bytes of a name."""
_MOST_ITEMS, _PAGE = 100, 100
"""Conversations of one request, and of one answer."""
_RENAME, _FILL = 1, 2


def owner_id(app: App, caller: Caller, given: dict[str, Any]) -> str:
    """Whose list is meant: From_Account for the administrator, else the caller. Errors: no_conversation."""
    return owner_of(app, caller, given, errors.no_conversation).user_id


def recent_of(app: App, user_id: str, item: dict[str, Any]) -> Recent:
    """The conversation that an item names. Errors: bad_conversation_value."""
    kind = item.get("Type")
    peer = item.get("To_Account") if kind == OF_TWO else item.get("ToGroupId", item.get("ToGroupid"))
    found = app.recents.get(user_id, kind, peer) if kind in (OF_TWO, OF_GROUP) and isinstance(peer, str) else None
    if found is None:
        raise errors.no_conversation()
    return found


def item_of(recent: Recent) -> dict[str, Any]:
    """How an item names a conversation."""
    return {"Type": recent.type, "To_Account" if recent.type == OF_TWO else "ToGroupId": recent.peer}


def result_of(item: dict[str, Any], refusal: Refusal | None = None) -> dict[str, Any]:
    """What came of one conversation."""
    code, info = (0, "") if refusal is None else (refusal.error.code, refusal.message())
    return {"ContactItem": item, "ResultCode": code, "ResultInfo": info}


def _find_all(app: App, user_id: str, items: list[dict[str, Any]]) -> tuple[list[Recent], list[dict[str, Any]]]:
    """The conversations that items name, and a result for each item."""
    recents, rows = [], []
    for item in items:
        try:
            recents.append(recent_of(app, user_id, item))
            rows.append(result_of(item))
        except Refusal as refusal:
            rows.append(result_of(item, refusal))
    return recents, rows


def _check_name(app: App, user_id: str, name: str) -> None:
    if not 0 < len(name.encode()) <= _LONGEST:
        raise errors.conversation_group_name()
    if name in app.recents.groups_of(user_id):
        raise errors.bad_conversation_value(field="GroupName")


def _check_there(app: App, user_id: str, name: str) -> None:
    if name not in app.recents.groups_of(user_id):
        raise errors.no_conversation_group()


@api.command(
    "recentcontact.create_contact_group",
    accepts="frame.recentcontact.create_contact_group",
    returns="frame.recentcontact.create_contact_group.answer",
)
@api.post("/recentcontact/create_contact_group")
def create_contact_group(app: App, caller: Caller, given: Given) -> Given:
    """Make conversation groups with conversations in them."""
    user_id, rows = owner_id(app, caller, given), given["GroupContactItem"]
    names = [row["GroupName"] for row in rows]
    for name in names:
        _check_name(app, user_id, name)
    if len(set(names)) != len(names):
        raise errors.bad_conversation_value(field="GroupName")
    if len(app.recents.groups_of(user_id)) + len(names) > _MOST:
        raise errors.too_many_conversation_groups()
    for row in rows:
        check_count(row.get("ContactItem", ()))
    return {"GroupResultItem": [_create(app, caller, user_id, row) for row in rows]}


def check_count(items: Collection[Any]) -> None:
    """Refuse more conversations than a request may have. Errors: too_many_contacts."""
    if len(items) > _MOST_ITEMS:
        raise errors.too_many_contacts()


def check_marked(app: App, recents: Iterable[Recent]) -> None:
    """Refuse marks, and conversations in groups, beyond what an account may have. Errors: too_many_marked."""
    most, new = app.settings.most_marked, {one for one in recents if not one.is_marked}
    if most is not None and new and len(app.recents.marked(next(iter(new)).user_id)) + len(new) > most:
        raise errors.too_many_marked()


def _create(app: App, caller: Caller, user_id: str, row: dict[str, Any]) -> dict[str, Any]:
    recents, results = _find_all(app, user_id, row.get("ContactItem", []))
    check_marked(app, recents)
    number = app.recents.make_group(user_id, row["GroupName"], recents, caller)
    return {"GroupItem": {"GroupId": number, "GroupName": row["GroupName"]}, "ResultItem": results}


@api.command(
    "recentcontact.del_contact_group",
    accepts="frame.recentcontact.del_contact_group",
    returns="recentcontact.del_contact_group.answer",
)
@api.post("/recentcontact/del_contact_group")
def del_contact_group(app: App, caller: Caller, given: Given) -> Given:
    """Delete conversation groups; what was in them stays on the list."""
    user_id, names = owner_id(app, caller, given), list(dict.fromkeys(given["GroupName"]))
    for name in names:
        _check_there(app, user_id, name)
    items = [{"GroupId": app.recents.groups_of(user_id)[name], "GroupName": name} for name in names]
    for name in names:
        app.recents.delete_group(user_id, name, caller)
    return {"GroupItem": items}


@api.command(
    "recentcontact.update_contact_group",
    accepts="frame.recentcontact.update_contact_group",
    returns="frame.recentcontact.update_contact_group.answer",
)
@api.post("/recentcontact/update_contact_group")
def update_contact_group(app: App, caller: Caller, given: Given) -> Given:
    """Call a conversation group otherwise (UpdateGroupType 1), or put conversations in and take them out (2)."""
    user_id, change = owner_id(app, caller, given), given["UpdateGroup"]
    if given.get("UpdateType", 1) != 1:
        raise errors.bad_conversation_value(field="UpdateType")
    name, kind = change.get("OldGroupName", change.get("GroupName", "")), change["UpdateGroupType"]
    _check_there(app, user_id, name)
    result: dict[str, Any] = {"OldGroupName": name, "ContactResultItem": []}
    if kind == _RENAME:
        _check_name(app, user_id, change.get("NewGroupName", ""))
        app.recents.rename_group(user_id, name, change["NewGroupName"], caller)
        name = change["NewGroupName"]
    elif kind == _FILL:
        result["ContactResultItem"] = _fill(app, caller, user_id, name, change.get("ContactUpdateItem", []))
    else:
        raise errors.bad_conversation_value(field="UpdateGroupType")
    number = app.recents.groups_of(user_id)[name]
    result |= {"UpdateGroupType": kind, "GroupId": number, "GroupName": name}
    return {"UpdateType": 1, "UpdateGroupResult": result}


def _fill(app: App, caller: Caller, user_id: str, name: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    check_count(items)
    changes: list[tuple[Recent, bool]] = []
    results = []
    for item in items:
        named = item.get("ContactItem", {})
        try:
            recent = recent_of(app, user_id, named)
            how = item.get("ContactOptType", item.get("OptType"))
            if how not in (1, 2):
                raise errors.bad_conversation_value(field="ContactOptType")
            changes.append((recent, how == 1))
            results.append({**result_of(named), "ContactOptType": how})
        except Refusal as refusal:
            results.append(result_of(named, refusal))
    check_marked(app, (recent for recent, inside in changes if inside))
    app.recents.regroup(user_id, name, changes, caller)
    return results


@api.command(
    "recentcontact.get_contact_group",
    accepts="frame.recentcontact.get_contact_group",
    returns="recentcontact.get_contact_group.answer",
)
@api.post("/recentcontact/get_contact_group")
def get_contact_group(app: App, caller: Caller, given: Given) -> Given:
    """Give the conversation groups, and what is in them or marked."""
    user_id, start = owner_id(app, caller, given), given.get("StartIndex", 0)
    order = app.recents.marked(user_id)
    page, done = order.page(start, _PAGE), start + _PAGE >= len(order)
    return {
        "CompleteFlag": int(done),
        "NextStartIndex": 0 if done else start + _PAGE,
        "GroupItem": _groups(app, user_id),
        "ContactItem": [_contact_row(app, one) for one in page],
    }


@api.command(
    "recentcontact.search_contact_group",
    accepts="frame.recentcontact.search_contact_group",
    returns="recentcontact.search_contact_group.answer",
)
@api.post("/recentcontact/search_contact_group")
def search_contact_group(app: App, caller: Caller, given: Given) -> Given:
    """Give the marks and the conversation groups of some conversations."""
    user_id, items = owner_id(app, caller, given), given.get("ContactItem", [])
    check_count(items)
    recents, _ = _find_all(app, user_id, items)
    return {"GroupItem": _groups(app, user_id), "ContactResultItem": [_contact_row(app, one) for one in recents]}


def _groups(app: App, user_id: str) -> list[dict[str, Any]]:
    return [{"GroupId": number, "GroupName": name} for name, number in app.recents.groups_of(user_id).items()]


def _contact_row(app: App, recent: Recent) -> dict[str, Any]:
    groups = app.recents.groups_of(recent.user_id)
    return {
        **item_of(recent),
        **marks_of(recent),
        "Timestamp": recent.talk.position,
        "ContactGroupId": [groups[name] for name in recent.contact_groups],
    }


def marks_of(recent: Recent) -> dict[str, Any]:
    """The marks of a conversation: bits as a text, the lowest last, and the application's own."""
    return {"StandardMark": f"{recent.marks:b}" if recent.marks else "", "CustomMark": recent.custom_mark}
