"""Keys and values of messages in groups: set, deleted, cleared, read; who has read an older state is told so (docs, 2024)."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import acting_in, history_named
from chatmock.providers.tencent.model import CLEAR, DELETE, SET, App, Caller, Extension, Given, Message

MOST, MOST_A_CALL, MOST_READ = 300, 20, 200
LONGEST_KEY, LONGEST = 100, 1024
"""Bytes of a key, and of a value."""


def extensible(app: App, caller: Caller, given: Given) -> Message:
    """The message of a group that takes keys. Errors: those of ``acting_in``, no_extension_key, bad_group_value."""
    found = history_named(acting_in(app, caller, given), given).get(given["MsgSeq"])
    if found is None or found.recalled:
        raise errors.no_extension_key()
    if not found.extensible:
        raise errors.bad_group_value(field="SupportMessageExtension of the message")
    return found


def write(app: App, caller: Caller, message: Message, given: Given) -> Given:
    """Set, delete or clear keys of a message, as OperateType says; each key that is named has a result of its own.

    Seq is the number of the change that the caller knows; 0 for a key that is new to it. Errors: bad_group_value.
    """
    operation, rows = given["OperateType"], given.get("ExtensionList", [])
    extension = message.extension or Extension()
    if operation == CLEAR:
        app.extensions.clear(message, caller)
        return {"ExtensionList": []}
    if operation not in (SET, DELETE) or not 0 < len(rows) <= MOST_A_CALL:
        raise errors.bad_group_value(field="OperateType or ExtensionList")
    values = {row["Key"]: row.get("Value", "") for row in rows}
    if any(not 0 < len(key.encode()) <= LONGEST_KEY or len(one.encode()) > LONGEST for key, one in values.items()):
        raise errors.bad_group_value(field="ExtensionList")
    known = {row["Key"]: row.get("Seq", 0) for row in rows}
    codes = {key: _refusal(extension, operation, key, seq) for key, seq in known.items()}
    good = [key for key, code in codes.items() if code == 0]
    if operation == SET and len(extension.values.keys() | good) > MOST:
        raise errors.bad_group_value(field="ExtensionList")
    if good and operation == SET:
        app.extensions.put(message, {key: values[key] for key in good}, caller)
    elif good:
        app.extensions.take(message, good, caller)
    extension = message.extension or extension
    return {"ExtensionList": [_result(extension, key, code, operation) for key, code in codes.items()]}


def _refusal(extension: Extension, operation: int, key: str, seq: int) -> int:
    if operation == DELETE and key not in extension.values:
        return int(errors.no_extension_key.code)
    return 0 if extension.seq_of(key) == seq else int(errors.extension_written.code)


def _result(extension: Extension, key: str, code: int, operation: int) -> Given:
    """The result of one key: with what it has now, so that whoever was too late can try again."""
    value, seq = extension.values.get(key, ("", 0))
    if code == 0 and operation == DELETE:
        seq = extension.latest
    return {"ErrorCode": code, "Extension": {"Key": key, "Value": value, "Seq": seq}}


def read(message: Message, start: int) -> Given:
    """Up to 200 keys of a message from a number on, those that were set first; CompleteFlag 0: there are more."""
    extension = message.extension or Extension()
    found = [(key, value, seq) for key, (value, seq) in extension.values.items() if seq >= start]
    rows = [{"Key": key, "Value": value, "Seq": seq} for key, value, seq in found[:MOST_READ]]
    return {
        "CompleteFlag": int(len(found) <= MOST_READ),
        "LatestSeq": extension.latest,
        "ClearSeq": extension.cleared,
        "ExtensionList": rows,
    }


@api.post("/openim_msg_ext_http_svc/group_set_key_values")
def group_set_key_values(app: App, caller: Caller, given: Given) -> Given:
    """Set, delete or clear keys of a message in a group."""
    return write(app, caller, extensible(app, caller, given), given)


@api.post("/openim_msg_ext_http_svc/group_get_key_values")
def group_get_key_values(app: App, caller: Caller, given: Given) -> Given:
    """Give keys of a message in a group."""
    return read(extensible(app, caller, given), given.get("StartSeq", 0))
