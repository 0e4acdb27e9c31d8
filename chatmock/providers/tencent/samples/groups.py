"""Requests that provoke errors of groups: attributes, counters, topics, receipts, extensions, limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chatmock.core.sample import Cause
from chatmock.providers.tencent.samples.asking import (
    GROUP,
    IN_LUNCH,
    call,
    cause,
    group_message,
    new_group,
    settings,
)

_SVC = "group_open_http_svc"
_LONG = "x" * 4000


def _attributes(code: int, case: str, values: Mapping[str, str], message: str, *more: Any, **fields: Any) -> Cause:
    rows = [{"key": key, "value": value} for key, value in values.items()]
    body = {"GroupId": "lunch", "GroupAttr": rows, **fields}
    return cause(code, case, call(f"{_SVC}/set_group_attr", body), message, *GROUP, *more)


_ONE = call(f"{_SVC}/set_group_attr", {"GroupId": "lunch", "GroupAttr": [{"key": "a", "value": "b"}]})
_EXTEND = {"GroupId": "lunch", "MsgSeq": 9, "OperateType": 3}

GROUPS = (
    new_group(
        10036,
        "a live group more than there may be, which has no bound until somebody sets it",
        {"GroupId": "stage", "Type": "AVChatRoom"},
        "There are too many live groups",
        call(f"{_SVC}/create_group", {"GroupId": "show", "Type": "AVChatRoom", "Name": "Show"}),
        settings(live_groups=1),
    ),
    new_group(
        10037,
        "a group more than an account may be in, which has no bound until somebody sets it",
        {"GroupId": "b"},
        "The account is in too many groups",
        settings(groups_of_one=1),
    ),
    new_group(
        11000,
        "a community where they are switched off",
        {"GroupId": "@TGS#_b", "Type": "Community"},
        "Communities are switched off",
        settings(communities=False),
    ),
    group_message(
        10023,
        "a second message in a second, where a group takes one: it takes any number until somebody sets it",
        {"Random": 2},
        "Messages come too fast for the group",
        settings(group_messages_a_second=1),
        call(f"{_SVC}/send_group_msg", IN_LUNCH),
    ),
    _attributes(10045, "a key of 33 bytes", {"x" * 33: ""}, "The key of an attribute is longer than 32 bytes"),
    _attributes(
        10046, "a value of 4001 bytes", {"a": "x" * 4001}, "The value of an attribute is longer than 4000 bytes"
    ),
    _attributes(10047, "17 attributes", {str(key): "" for key in range(17)}, "A group has no more than 16 attributes"),
    _attributes(
        10048,
        "five values of 4000 bytes",
        {str(key): _LONG for key in range(5)},
        "The values of all attributes are longer than 16000 bytes",
    ),
    _attributes(
        10049,
        "writing attributes twice in a second, where once is allowed: there is no bound until somebody sets it",
        {"a": "b"},
        "The attributes of the group are written too often",
        settings(attribute_writes_a_second=1),
        _ONE,
    ),
    _attributes(
        10056,
        "writing attributes by a number that is not the newest any more",
        {"a": "c"},
        "The attributes were written since you have read them: read them again",
        _ONE,
        AttrMainSeq=0,
        AttrControl=["RaceConflict"],
    ),
    cause(
        10050,
        "deleting an attribute that is not there",
        call(f"{_SVC}/delete_group_attr", {"GroupId": "lunch", "GroupAttr": [{"key": "a"}]}),
        "There is no attribute a",
        *GROUP,
    ),
    cause(
        10062,
        "asking who has read a message that nobody sent",
        call(
            f"{_SVC}/get_group_msg_receipt_detail",
            {"GroupId": "lunch", "MsgSeq": 9, "Filter": 0, "Cursor": "", "Count": 9},
        ),
        "Nobody asked for receipts of the message",
        *GROUP,
    ),
    cause(
        23004,
        "clearing the keys of a message that nobody sent",
        call("openim_msg_ext_http_svc/group_set_key_values", _EXTEND),
        "There is no such key, or no such message",
        *GROUP,
    ),
)
