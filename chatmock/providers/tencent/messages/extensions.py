"""Extensions: keys and values beside a message that takes them."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import group_of, history_named
from chatmock.providers.tencent.messages.group_roaming import message_in, own_history
from chatmock.providers.tencent.messages.roaming import message_at
from chatmock.providers.tencent.model import App, Caller, Given, Group, Message, Pair

_KINDS = {1: "set", 2: "delete", 3: "clear"}
_MOST, _MOST_A_CALL, _LONGEST_KEY, _LONGEST = 300, 20, 100, 1024
"""Extensions of a message and of a request, bytes of a key and of a value (docs, 2024)."""


def _message_of_two(app: App, caller: Caller, given: Given) -> tuple[Pair, Message]:
    """The message that is named: one of the caller's, or any for the administrator. Errors: those of ``message_at``."""
    if not caller.is_admin:
        return message_at(app, caller, given, given["MsgKey"])
    sender = given.get("From_Account", caller.user_id)
    named = {"From_Account": sender, "To_Account": given["To_Account"]}
    return message_at(app, Caller(sender), named, given["MsgKey"])


def _changes(message: Message, given: Given) -> tuple[str, dict[str, str]]:
    """What is written, checked."""
    kind = _KINDS.get(given["OperateType"])
    if kind is None:
        raise errors.bad_group_value(field="OperateType")
    if not message.extensible:
        raise errors.no_extensions()
    values = {row["Key"]: row.get("Value", "") for row in given.get("ExtensionList", ())}
    if kind != "clear" and not 0 < len(values) <= _MOST_A_CALL:
        raise errors.bad_group_value(field="ExtensionList")
    if any(
        not 0 < len(key.encode()) <= _LONGEST_KEY or len(value.encode()) > _LONGEST for key, value in values.items()
    ):
        raise errors.bad_group_value(field="ExtensionList")
    if kind == "set" and len(message.extensions.keys() | values.keys()) > _MOST:
        raise errors.too_many_extensions()
    return kind, values


def _conflicts(message: Message, given: Given) -> set[str]:
    """The keys that somebody has written since the client read them."""
    rows = given.get("ExtensionList", ())
    return {row["Key"] for row in rows if row.get("Seq", 0) < message.extensions.get(row["Key"], ("", 0))[1]}


def _write_answer(message: Message, kind: str, keys: list[str], conflicts: set[str]) -> Given:
    rows = [{"ErrorCode": 23001 if key in conflicts else 0, "Extension": extension_of(message, key)} for key in keys]
    return {"ExtensionList": rows if kind != "clear" else [], "Seq": message.extension_seq}


def extension_of(message: Message, key: str) -> dict[str, Any]:
    """An extension as frames show it."""
    value, seq = message.extensions.get(key, ("", 0))
    return {"Key": key, "Value": value, "Seq": seq}


@api.command(
    "openim_msg_ext_http_svc.set_key_values",
    accepts="frame.openim_msg_ext_http_svc.set_key_values",
    returns="frame.openim_msg_ext_http_svc.set_key_values.answer",
)
@api.post("/openim_msg_ext_http_svc/set_key_values", name="set_key_values")
def write_extensions(app: App, caller: Caller, given: Given) -> Given:
    """Set, delete or clear extensions of a message between the caller and another."""
    pair, message = _message_of_two(app, caller, given)
    kind, values = _changes(message, given)
    conflicts = _conflicts(message, given)
    good = {key: value for key, value in values.items() if key not in conflicts}
    if good or kind == "clear":
        app.c2c.extend(pair, message, kind, good, caller)
    return _write_answer(message, kind, list(values), conflicts)


@api.command(
    "openim_msg_ext_http_svc.group_set_key_values",
    accepts="frame.openim_msg_ext_http_svc.group_set_key_values",
    returns="frame.openim_msg_ext_http_svc.set_key_values.answer",
)
def write_group_extensions(app: App, caller: Caller, given: Given) -> Given:
    """Set, delete or clear extensions of a message of a group."""
    group, history = own_history(app, caller, given)
    message = message_in(group, history, caller, given["MsgSeq"])
    kind, values = _changes(message, given)
    conflicts = _conflicts(message, given)
    good = {key: value for key, value in values.items() if key not in conflicts}
    if good or kind == "clear":
        app.groups.extend(group, message, kind, good, caller)
    return _write_answer(message, kind, list(values), conflicts)


def _read_all(message: Message, given: Given) -> Given:
    start = int(given.get("StartSeq") or given.get("startSeq") or 0)
    keys = [key for key, (_, seq) in message.extensions.items() if seq >= start]
    return {
        "ExtensionList": [extension_of(message, key) for key in keys],
        "CompleteFlag": 1,
        "LatestSeq": message.extension_seq,
        "ClearSeq": message.extension_clear,
    }


@api.command(
    "openim_msg_ext_http_svc.get_key_values",
    accepts="frame.openim_msg_ext_http_svc.get_key_values",
    returns="openim_msg_ext_http_svc.get_key_values.answer",
)
@api.post("/openim_msg_ext_http_svc/get_key_values", name="get_key_values")
def read_extensions(app: App, caller: Caller, given: Given) -> Given:
    """Give the extensions of a message between the caller and another."""
    return _read_all(_message_of_two(app, caller, given)[1], given)


@api.command(
    "openim_msg_ext_http_svc.group_get_key_values",
    accepts="frame.openim_msg_ext_http_svc.group_get_key_values",
    returns="openim_msg_ext_http_svc.group_get_key_values.answer",
)
def read_group_extensions(app: App, caller: Caller, given: Given) -> Given:
    """Give the extensions of a message of a group."""
    return _read_all(message_in(*own_history(app, caller, given), caller, given["MsgSeq"]), given)


def _of_group(app: App, given: Given) -> tuple[Group, Message]:
    """A message of a group for the administrator. Errors: bad_group_id, group_gone, no_extension_key."""
    group = group_of(app, given["GroupId"])
    message = history_named(group, given).get(given["MsgSeq"])
    if message is None or message.recalled or message.tip is not None:
        raise errors.no_extension_key()
    return group, message


@api.post("/openim_msg_ext_http_svc/group_set_key_values")
def group_set_key_values(app: App, caller: Caller, given: Given) -> Given:
    """Set, delete or clear extensions of a message of a group, as the administrator."""
    group, message = _of_group(app, given)
    kind, values = _changes(message, given)
    conflicts = _conflicts(message, given)
    good = {key: value for key, value in values.items() if key not in conflicts}
    if good or kind == "clear":
        app.groups.extend(group, message, kind, good, caller)
    return {"ExtensionList": _write_answer(message, kind, list(values), conflicts)["ExtensionList"]}


@api.post("/openim_msg_ext_http_svc/group_get_key_values")
def group_get_key_values(app: App, given: Given) -> Given:
    """Give the extensions of a message of a group, but for those that were deleted."""
    message = _of_group(app, given)[1]
    shown = _read_all(message, {"startSeq": given.get("StartSeq", 0)})
    return {**shown, "ExtensionList": [row for row in shown["ExtensionList"] if row["Value"]]}
