"""Counters of groups: whole numbers under keys (docs, 2024)."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import group_for
from chatmock.providers.tencent.model import App, Caller, Given, Group

MOST, LONGEST_KEY = 20, 128
_LEAST_VALUE, _MOST_VALUE = -(2**63), 2**63 - 1
_SIGNS = {"Set": 0, "Increase": 1, "Decrease": -1}


def _counting(app: App, caller: Caller, given: Given) -> Group:
    """Errors: those of ``group_for``, no_right."""
    group = group_for(app, caller, given)
    if not group.type.counters:
        raise errors.no_right(reason="communities have no counters")
    return group


@api.command(
    "group_open_http_svc.update_group_counter",
    accepts="frame.group_open_http_svc.update_group_counter",
    returns="group_open_http_svc.update_group_counter.answer",
)
@api.post("/group_open_http_svc/update_group_counter")
def update_group_counter(app: App, caller: Caller, given: Given) -> Given:
    """Set counters, or change them by so much; one that was not there begins at 0. Gives their new values."""
    group = _counting(app, caller, given)
    mode = given.get("Mode", "Set")
    if mode not in _SIGNS:
        raise errors.bad_group_value(field="Mode")
    values: dict[str, int] = {}
    for row in given["GroupCounter"]:
        key, value, sign = row["Key"], row["Value"], _SIGNS[mode]
        known = values.get(key, group.counters.get(key, 0)) if sign else 0
        values[key] = known + sign * value if sign else value
        if not _LEAST_VALUE <= values[key] <= _MOST_VALUE or not 0 < len(key.encode()) <= LONGEST_KEY:
            raise errors.bad_group_value(field="GroupCounter")
    if len(group.counters.keys() | values) > MOST:
        raise errors.too_many_counters()
    app.groups.count(group, "set", values, caller)
    return {"GroupCounter": [{"Key": key, "Value": value} for key, value in values.items()]}


@api.command(
    "group_open_http_svc.get_group_counter",
    accepts="frame.group_open_http_svc.get_group_counter",
    returns="group_open_http_svc.get_group_counter.answer",
)
@api.post("/group_open_http_svc/get_group_counter")
def get_group_counter(app: App, caller: Caller, given: Given) -> Given:
    """Give counters by key, or all."""
    counters = _counting(app, caller, given).counters
    keys = dict.fromkeys(given.get("GroupCounterKeys", ())) or counters
    rows = [{"Key": key, "Value": counters[key]} for key in keys if key in counters]
    return {"GroupCounter": rows, "GroupCounterSeq": app.clock.seconds()}


@api.post("/group_open_http_svc/delete_group_counter")
def delete_group_counter(app: App, caller: Caller, given: Given) -> None:
    """Take counters away by key, or all."""
    group = _counting(app, caller, given)
    keys = dict.fromkeys(given.get("GroupCounterKeys", ())) or list(group.counters)
    gone = {key: group.counters[key] for key in keys if key in group.counters}
    if gone:
        app.groups.count(group, "delete", gone, caller)
