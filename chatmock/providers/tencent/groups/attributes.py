"""Attributes of groups: texts that an application keeps with a group and changes often (docs, 2024)."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import group_for
from chatmock.providers.tencent.model import App, Caller, Given, Group

MOST, LONGEST_KEY, LONGEST, LONGEST_TOGETHER = 16, 32, 4000, 16_000


def check_attributes(group: Group, kind: str, values: dict[str, str]) -> None:
    """Refuse attributes that a group cannot have.

    Errors: bad_group_value, attribute_key_too_long, attribute_too_long, too_many_attributes, attributes_too_long,
    no_attribute.
    """
    for key, value in values.items():
        if not key:
            raise errors.bad_group_value(field="GroupAttr")
        if len(key.encode()) > LONGEST_KEY:
            raise errors.attribute_key_too_long()
        if len(value.encode()) > LONGEST:
            raise errors.attribute_too_long()
        if kind == "delete" and key not in group.attributes:
            raise errors.no_attribute(key=key)
    after = {**({} if kind == "set" else group.attributes), **values}
    if kind != "delete" and len(after) > MOST:
        raise errors.too_many_attributes()
    if sum(len(value.encode()) for value in after.values()) > LONGEST_TOGETHER:
        raise errors.attributes_too_long()


def _write(app: App, caller: Caller, given: Given, kind: str) -> Given:
    group = group_for(app, caller, given)
    rows = given.get("GroupAttr", [])
    values = {row["key"]: row.get("value", "") for row in rows}
    check_attributes(group, kind, values)
    if "RaceConflict" in given.get("AttrControl", ()):
        _check_race(group, kind, given)
    most, now = app.settings.attribute_writes_a_second, app.clock.seconds()
    if most is not None:
        if not group.attribute_pace.allows(now, most):
            raise errors.attributes_too_often()
        group.attribute_pace.count(now)
    app.groups.write_attributes(group, kind, values, caller)
    shown = [{"key": key, "seq": group.attribute_seqs.get(key, 0)} for key in values]
    return {"AttrMainSeq": group.attributes_seq, "GroupAttrAry": shown, "GroupAttr": shown}


def _check_race(group: Group, kind: str, given: Given) -> None:
    """Refuse who has not read what was written last: of all attributes, or of those that are written."""
    if kind in ("set", "clear"):
        behind = given.get("AttrMainSeq", 0) < group.attributes_seq
    else:
        rows = given.get("GroupAttr", ())
        behind = any(row.get("seq", 0) < group.attribute_seqs.get(row["key"], 0) for row in rows)
    if behind:
        raise errors.attributes_conflict()


@api.command(
    "group_open_http_svc.set_group_attr",
    accepts="frame.group_open_http_svc.set_group_attr",
    returns="group_open_http_svc.set_group_attr.answer",
)
@api.post("/group_open_http_svc/set_group_attr")
def reset_attributes(app: App, caller: Caller, given: Given) -> Given:
    """Give a group these attributes and no others."""
    return _write(app, caller, given, "set")


@api.command(
    "group_open_http_svc.modify_group_attr",
    accepts="frame.group_open_http_svc.set_group_attr",
    returns="group_open_http_svc.modify_group_attr.answer",
)
@api.post("/group_open_http_svc/modify_group_attr")
def modify_attributes(app: App, caller: Caller, given: Given) -> Given:
    """Write attributes of a group; others stay."""
    return _write(app, caller, given, "modify")


@api.command(
    "group_open_http_svc.delete_group_attr",
    accepts="frame.group_open_http_svc.set_group_attr",
    returns="group_open_http_svc.delete_group_attr.answer",
)
@api.post("/group_open_http_svc/delete_group_attr")
def delete_attributes(app: App, caller: Caller, given: Given) -> Given:
    """Delete attributes of a group."""
    return _write(app, caller, given, "delete")


@api.command(
    "group_open_http_svc.clear_group_attr",
    accepts="frame.group_open_http_svc.clear_group_attr",
    returns="group_open_http_svc.clear_group_attr.answer",
)
@api.post("/group_open_http_svc/clear_group_attr")
def clear_attributes(app: App, caller: Caller, given: Given) -> Given:
    """Delete all attributes of a group."""
    return _write(app, caller, given, "clear")


@api.command(
    "group_open_attr_http_svc.get_group_attr",
    accepts="frame.group_open_attr_http_svc.get_group_attr",
    returns="group_open_attr_http_svc.get_group_attr.answer",
)
@api.post("/group_open_attr_http_svc/get_group_attr")
def get_attributes(app: App, caller: Caller, given: Given) -> Given:
    """Give the attributes of a group."""
    group = group_for(app, caller, given)
    rows = [
        {"key": key, "value": value, "seq": group.attribute_seqs.get(key, 0)} for key, value in group.attributes.items()
    ]
    return {"AttrMainSeq": group.attributes_seq, "GroupAttrAry": rows}
