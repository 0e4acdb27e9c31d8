"""Conversation groups: made, listed, renamed, filled, deleted; and marks of conversations."""

from __future__ import annotations

from typing import Any

from chatmock.core.errors import Refusal
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.model import OF_GROUP, OF_TWO, App, Caller, Given, Recent

_MOST, _LONGEST = 20, 32
"""Conversation groups of an account, and bytes of a name."""
_MOST_BITS = 64
_MARK, _CUSTOM = 1, 2
"""What OptType of a mark says is set: bits, or a text of the application."""
_RENAME, _FILL = 1, 2


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


def _result(item: dict[str, Any], refusal: Refusal | None = None) -> dict[str, Any]:
    code, info = (0, "") if refusal is None else (refusal.error.code, refusal.message())
    return {"ContactItem": item, "ResultCode": code, "ResultInfo": info}


def _find_all(app: App, user_id: str, items: list[dict[str, Any]]) -> tuple[list[Recent], list[dict[str, Any]]]:
    """The conversations that items name, and a result for each item."""
    recents, rows = [], []
    for item in items:
        try:
            recents.append(recent_of(app, user_id, item))
            rows.append(_result(item))
        except Refusal as refusal:
            rows.append(_result(item, refusal))
    return recents, rows


def _check_name(app: App, user_id: str, name: str) -> None:
    if not 0 < len(name.encode()) <= _LONGEST:
        raise errors.conversation_group_name()
    if name in app.recents.groups_of(user_id):
        raise errors.bad_conversation_value(field="GroupName")


def _check_there(app: App, user_id: str, name: str) -> None:
    if name not in app.recents.groups_of(user_id):
        raise errors.no_conversation_group()


@api.command("recentcontact.create_contact_group", accepts="frame.recentcontact.create_contact_group")
def create_contact_group(app: App, caller: Caller, given: Given) -> Given:
    """Make conversation groups with conversations in them."""
    user_id, rows = caller.user_id, given["GroupContactItem"]
    names = [row["GroupName"] for row in rows]
    for name in names:
        _check_name(app, user_id, name)
    if len(set(names)) != len(names):
        raise errors.bad_conversation_value(field="GroupName")
    if len(app.recents.groups_of(user_id)) + len(names) > _MOST:
        raise errors.too_many_conversation_groups()
    return {"GroupResultItem": [_create(app, caller, row) for row in rows]}


def _create(app: App, caller: Caller, row: dict[str, Any]) -> dict[str, Any]:
    recents, results = _find_all(app, caller.user_id, row.get("ContactItem", []))
    number = app.recents.make_group(caller.user_id, row["GroupName"], recents, caller)
    return {"GroupItem": {"GroupId": number, "GroupName": row["GroupName"]}, "ResultItem": results}


@api.command("recentcontact.del_contact_group", accepts="frame.recentcontact.del_contact_group")
def del_contact_group(app: App, caller: Caller, given: Given) -> Given:
    """Delete conversation groups; what was in them stays on the list."""
    names = list(dict.fromkeys(given["GroupName"]))
    for name in names:
        _check_there(app, caller.user_id, name)
    items = [{"GroupId": app.recents.groups_of(caller.user_id)[name], "GroupName": name} for name in names]
    for name in names:
        app.recents.delete_group(caller.user_id, name, caller)
    return {"GroupItem": items}


@api.command("recentcontact.update_contact_group", accepts="frame.recentcontact.update_contact_group")
def update_contact_group(app: App, caller: Caller, given: Given) -> Given:
    """Call a conversation group otherwise (UpdateGroupType 1), or put conversations in and take them out (2)."""
    change = given["UpdateGroup"]
    name, kind = change.get("OldGroupName", change.get("GroupName", "")), change["UpdateGroupType"]
    _check_there(app, caller.user_id, name)
    results: list[dict[str, Any]] = []
    if kind == _RENAME:
        _check_name(app, caller.user_id, change.get("NewGroupName", ""))
        app.recents.rename_group(caller.user_id, name, change["NewGroupName"], caller)
        name = change["NewGroupName"]
    elif kind == _FILL:
        results = _fill(app, caller, name, change.get("ContactUpdateItem", []))
    else:
        raise errors.bad_conversation_value(field="UpdateGroupType")
    number = app.recents.groups_of(caller.user_id)[name]
    return {"UpdateGroupResult": {"GroupId": number, "GroupName": name, "ContactResultItem": results}}


def _fill(app: App, caller: Caller, name: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    changes: list[tuple[Recent, bool]] = []
    results = []
    for item in items:
        named = item.get("ContactItem", {})
        try:
            changes.append(
                (recent_of(app, caller.user_id, named), item.get("ContactOptType", item.get("OptType")) == 1)
            )
            results.append(_result(named))
        except Refusal as refusal:
            results.append(_result(named, refusal))
    app.recents.regroup(caller.user_id, name, changes, caller)
    return results


@api.command("recentcontact.get_contact_group", accepts="frame.recentcontact.get_contact_group")
def get_contact_group(app: App, caller: Caller, given: Given) -> Given:
    """Give the conversation groups, and what is in them or marked."""
    rows = [
        _show(app, one) for one in app.recents.of(caller.user_id) if one.contact_groups or one.marks or one.custom_mark
    ]
    return {"CompleteFlag": 1, "NextStartIndex": 0, "GroupItem": _groups(app, caller.user_id), "ContactItem": rows}


@api.command("recentcontact.search_contact_group", accepts="frame.recentcontact.search_contact_group")
def search_contact_group(app: App, caller: Caller, given: Given) -> Given:
    """Give the marks and the conversation groups of some conversations."""
    recents, _ = _find_all(app, caller.user_id, given.get("ContactItem", []))
    return {"GroupItem": _groups(app, caller.user_id), "ContactResultItem": [_show(app, one) for one in recents]}


def _groups(app: App, user_id: str) -> list[dict[str, Any]]:
    return [{"GroupId": number, "GroupName": name} for name, number in app.recents.groups_of(user_id).items()]


def _show(app: App, recent: Recent) -> dict[str, Any]:
    groups = app.recents.groups_of(recent.user_id)
    return {**item_of(recent), **marks_of(recent), "ContactGroupId": [groups[name] for name in recent.contact_groups]}


def marks_of(recent: Recent) -> dict[str, Any]:
    """The marks of a conversation: bits as a text, the lowest last, and the application's own."""
    return {"StandardMark": f"{recent.marks:b}" if recent.marks else "", "CustomMark": recent.custom_mark}


@api.command("recentcontact.mark_contact", accepts="frame.recentcontact.mark_contact")
def mark_contact(app: App, caller: Caller, given: Given) -> Given:
    """Mark conversations by bits that are set and cleared (OptType 1), or by a text (2)."""
    results = []
    for row in given["MarkItem"]:
        item = row.get("ContactItem", {})
        try:
            recent = recent_of(app, caller.user_id, item)
            _mark(app, caller, recent, row)
            results.append(_result(item))
        except Refusal as refusal:
            results.append(_result(item, refusal))
    return {"ResultItem": results}


def _mark(app: App, caller: Caller, recent: Recent, row: dict[str, Any]) -> None:
    if row["OptType"] == _CUSTOM:
        app.recents.mark(recent, caller, custom=row.get("CustomMark", ""))
        return
    bits = [*row.get("SetMark", ()), *row.get("ClearMark", ())]
    if row["OptType"] != _MARK or any(type(bit) is not int or not 0 <= bit < _MOST_BITS for bit in bits):
        raise errors.bad_conversation_value(field="MarkItem")
    marks = recent.marks
    for bit in row.get("SetMark", ()):
        marks |= 1 << bit
    for bit in row.get("ClearMark", ()):
        marks &= ~(1 << bit)
    app.recents.mark(recent, caller, marks=marks)
