"""Attributes and counters of groups: what an application keeps with a group and changes often (docs, 2024)."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.groups.rights import inside
from chatmock.providers.tencent.model import App, Caller, Given, Group

MOST, LONGEST_KEY, LONGEST, LONGEST_TOGETHER = 16, 32, 4000, 16_000
MOST_COUNTERS, LONGEST_NAME = 20, 128
_MODES = {"Set": 0, "Increase": 1, "Decrease": -1}
_BIGGEST = 2**63 - 1


def check_attributes(group: Group, kind: str, values: dict[str, str]) -> None:
    """Refuse attributes that a group cannot have.

    Errors: bad_attributes, attribute_too_long, too_many_attributes, attributes_too_long, no_attribute.
    """
    for key, value in values.items():
        if not 0 < len(key.encode()) <= LONGEST_KEY:
            raise errors.bad_attributes()
        if len(value.encode()) > LONGEST:
            raise errors.attribute_too_long()
        if kind == "delete" and key not in group.attributes:
            raise errors.no_attribute(field=key)
    after = {**({} if kind == "set" else group.attributes), **values}
    if kind != "delete" and len(after) > MOST:
        raise errors.too_many_attributes()
    if sum(len(key.encode()) + len(value.encode()) for key, value in after.items()) > LONGEST_TOGETHER:
        raise errors.attributes_too_long()


def _write(app: App, caller: Caller, given: Given, kind: str) -> Given:
    group, _ = inside(app, caller, given)
    rows = given.get("GroupAttr", [])
    values = {row["key"]: row.get("value", "") for row in rows}
    check_attributes(group, kind, values)
    if "RaceConflict" in given.get("AttrControl", ()):
        _check_race(group, kind, given)
    app.boards.write_attributes(group, kind, values, caller)
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


@api.command("group_open_http_svc.set_group_attr", accepts="frame.group_open_http_svc.set_group_attr")
def reset_attributes(app: App, caller: Caller, given: Given) -> Given:
    """Give a group these attributes and no others."""
    return _write(app, caller, given, "set")


@api.command("group_open_http_svc.modify_group_attr", accepts="frame.group_open_http_svc.set_group_attr")
def modify_attributes(app: App, caller: Caller, given: Given) -> Given:
    """Write attributes of a group; others stay."""
    return _write(app, caller, given, "modify")


@api.command("group_open_http_svc.delete_group_attr", accepts="frame.group_open_http_svc.set_group_attr")
def delete_attributes(app: App, caller: Caller, given: Given) -> Given:
    """Delete attributes of a group."""
    return _write(app, caller, given, "delete")


@api.command("group_open_http_svc.clear_group_attr", accepts="frame.group_open_http_svc.clear_group_attr")
def clear_attributes(app: App, caller: Caller, given: Given) -> Given:
    """Delete all attributes of a group."""
    return _write(app, caller, given, "clear")


@api.command("group_open_attr_http_svc.get_group_attr", accepts="frame.group_open_attr_http_svc.get_group_attr")
def get_attributes(app: App, caller: Caller, given: Given) -> Given:
    """Give the attributes of a group."""
    group, _ = inside(app, caller, given)
    rows = [
        {"key": key, "value": value, "seq": group.attribute_seqs.get(key, 0)} for key, value in group.attributes.items()
    ]
    return {"AttrMainSeq": group.attributes_seq, "GroupAttrAry": rows}


@api.command("group_open_http_svc.update_group_counter", accepts="frame.group_open_http_svc.update_group_counter")
def update_counters(app: App, caller: Caller, given: Given) -> Given:
    """Set counters of a group (Mode Set), or count up and down (Increase, Decrease)."""
    group, _ = inside(app, caller, given)
    values = counted(group, given["GroupCounter"], given.get("Mode", "Set"))
    app.boards.count(group, "set", values, caller)
    return {"GroupCounter": [{"Key": key, "Value": value} for key, value in values.items()]}


def counted(group: Group, rows: list[dict[str, Any]], mode: str) -> dict[str, int]:
    """What counters are after a change. Errors: bad_counter, too_many_counters."""
    if mode not in _MODES:
        raise errors.bad_counter(field="Mode")
    values: dict[str, int] = {}
    for row in rows:
        key, value = row["Key"], row["Value"]
        if not 0 < len(key.encode()) <= LONGEST_NAME:
            raise errors.bad_counter(field="Key")
        before = values.get(key, group.counters.get(key, 0))
        values[key] = value if mode == "Set" else before + _MODES[mode] * value
        if abs(values[key]) > _BIGGEST:
            raise errors.bad_counter(field="Value")
    if len(group.counters.keys() | values.keys()) > MOST_COUNTERS:
        raise errors.too_many_counters()
    return values


@api.command("group_open_http_svc.get_group_counter", accepts="frame.group_open_http_svc.get_group_counter")
def get_counters(app: App, caller: Caller, given: Given) -> Given:
    """Give the counters of a group, or some of them."""
    group, _ = inside(app, caller, given)
    wanted = given.get("GroupCounterKeys") or list(group.counters)
    rows = [{"Key": key, "Value": group.counters[key]} for key in wanted if key in group.counters]
    return {"GroupCounter": rows, "GroupCounterSeq": group.attributes_seq}
