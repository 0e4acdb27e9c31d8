"""Attributes of groups: set, modified, deleted, cleared, read; who has read an older state is refused (docs, 2024)."""

from __future__ import annotations

from collections.abc import Mapping

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import acting_in
from chatmock.providers.tencent.model import App, Caller, Given, Group

MOST, LONGEST_KEY, LONGEST, LONGEST_OF_ALL = 16, 32, 4000, 16_000
"""How many there may be; and bytes of a key, of a value, and of all values together."""


def writable(app: App, caller: Caller, given: Given) -> Group:
    """The group whose attributes the caller may write now.

    A client says by AttrMainSeq what it has read (client: 3.6.6). Errors: those of ``acting_in``, attributes_written,
    attributes_too_often.
    """
    group = acting_in(app, caller, given)
    read = given.get("AttrMainSeq")
    if read is not None and read != group.attributes.seq:
        raise errors.attributes_written()
    pace = app.settings.attribute_writes_a_second
    if pace is not None and not group.attributes.pace.allows(app.clock.seconds(), pace):
        raise errors.attributes_too_often()
    return group


def _values(given: Given) -> dict[str, str]:
    """Errors: bad_group_value, attribute_key_too_long, attribute_too_long."""
    values = {}
    for row in given["GroupAttr"]:
        key, value = row.get("key", ""), row.get("value", "")
        if not key:
            raise errors.bad_group_value(field="GroupAttr")
        if len(key.encode()) > LONGEST_KEY:
            raise errors.attribute_key_too_long()
        if len(value.encode()) > LONGEST:
            raise errors.attribute_too_long()
        values[key] = value
    return values


def _check_all(values: Mapping[str, str]) -> None:
    """Errors: too_many_attributes, attributes_too_long."""
    if len(values) > MOST:
        raise errors.too_many_attributes()
    if sum(len(value.encode()) for value in values.values()) > LONGEST_OF_ALL:
        raise errors.attributes_too_long()


def _note_writing(app: App, group: Group) -> Given:
    """What clients are told of a write, too: the new numbers."""
    if app.settings.attribute_writes_a_second is not None:
        group.attributes.pace.count(app.clock.seconds())
    return {"AttrMainSeq": group.attributes.seq}


@api.post("/group_open_http_svc/set_group_attr")
def set_group_attr(app: App, caller: Caller, given: Given) -> Given:
    """Have these attributes and no others."""
    group, values = writable(app, caller, given), _values(given)
    _check_all(values)
    app.group_values.set_attributes(group, values, caller)
    return _note_writing(app, group)


@api.post("/group_open_http_svc/modify_group_attr")
def modify_group_attr(app: App, caller: Caller, given: Given) -> Given:
    """Have these attributes beside the others."""
    group, values = writable(app, caller, given), _values(given)
    _check_all({**group.attributes.plain(), **values})
    app.group_values.modify_attributes(group, values, caller)
    return _note_writing(app, group)


@api.post("/group_open_http_svc/delete_group_attr")
def delete_group_attr(app: App, caller: Caller, given: Given) -> Given:
    """Take attributes away; where one of them is not there, none."""
    group = writable(app, caller, given)
    keys = dict.fromkeys(row["key"] for row in given["GroupAttr"])
    for key in keys:
        if len(key.encode()) > LONGEST_KEY:
            raise errors.attribute_key_too_long()
        if key not in group.attributes.values:
            raise errors.no_attribute(key=key)
    app.group_values.delete_attributes(group, keys, caller)
    return _note_writing(app, group)


@api.post("/group_open_http_svc/clear_group_attr")
def clear_group_attr(app: App, caller: Caller, given: Given) -> Given:
    """Take all attributes away."""
    group = writable(app, caller, given)
    app.group_values.clear_attributes(group, caller)
    return _note_writing(app, group)


@api.post("/group_open_attr_http_svc/get_group_attr")
def get_group_attr(app: App, caller: Caller, given: Given) -> Given:
    """Give all attributes, each with the number of its last change, and the number of the last change of all."""
    attributes = acting_in(app, caller, given).attributes
    rows = [{"key": key, "value": value, "seq": seq} for key, (value, seq) in attributes.values.items()]
    return {"GroupAttrAry": rows, "AttrMainSeq": attributes.seq}
