"""Receipts: who has read a message that asked for it."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of
from chatmock.providers.tencent.messages.group_roaming import message_in, own_history
from chatmock.providers.tencent.model import App, Caller, Given, GroupHistory, Message, key_of

_MOST = 30
_PAGE = 100
_READ, _UNREAD = 0, 1


@api.command("openim.c2c_msg_read_receipt", accepts="frame.openim.c2c_msg_read_receipt", returns="frame.done")
def send_c2c_receipts(app: App, caller: Caller, given: Given) -> None:
    """Say that messages of another account were read."""
    peer = account_of(app, given["Peer_Account"], errors.no_c2c_account).user_id
    pair = app.c2c.get(caller.user_id, peer)
    keys = [key_of(row["MsgSeq"], row["MsgRandom"], row["MsgTime"]) for row in given["C2CMsgInfo"][:_MOST]]
    found = [pair.get(key) for key in keys] if pair is not None else []
    messages = [one for one in found if one is not None and one.sender == peer and one.wants_receipt]
    if pair is None or len(messages) != len(keys):
        raise errors.nothing_to_recall()
    app.c2c.receipt(pair, messages, caller)


@api.command(
    "group_open_http_svc.group_msg_receipt", accepts="frame.group_open_http_svc.group_msg_receipt", returns="frame.done"
)
def send_receipts(app: App, caller: Caller, given: Given) -> None:
    """Say that messages of a group were read."""
    group, history = own_history(app, caller, given)
    messages = [message_in(group, history, caller, row["MsgSeq"]) for row in given["MsgSeqList"][:_MOST]]
    wanted = [one for one in messages if one.wants_receipt and one.sender != caller.user_id]
    app.groups.receipt(group, wanted, caller)


@api.command(
    "group_open_http_svc.get_group_msg_receipt",
    accepts="frame.group_open_http_svc.get_group_msg_receipt",
    returns="group_open_http_svc.get_group_msg_receipt.answer",
)
def get_receipts(app: App, caller: Caller, given: Given) -> Given:
    """Say of messages how many have read them, and how many have not."""
    _, history = own_history(app, caller, given)
    rows = given["MsgSeqList"][:_MOST]
    return {"GroupMsgReceiptList": [_counts(history, caller, row["MsgSeq"]) for row in rows]}


def _counts(history: GroupHistory, caller: Caller, seq: int) -> dict[str, Any]:
    message = history.get(seq)
    if message is None or message.sender != caller.user_id or not message.wants_receipt:
        return {"MsgSeq": seq, "Code": 10030, "ReadNum": 0, "UnreadNum": 0}
    return {"MsgSeq": seq, "Code": 0, **counts_of(message)}


def counts_of(message: Message) -> dict[str, int]:
    """How many of those a message is for have read it, and how many have not."""
    unread = len(message.unread_by)
    return {"ReadNum": len(message.audience or ()) - unread, "UnreadNum": unread}


@api.command(
    "group_open_http_svc.get_group_msg_receipt_detail",
    accepts="frame.group_open_http_svc.get_group_msg_receipt_detail",
    returns="group_open_http_svc.get_group_msg_receipt_detail.answer",
)
def list_readers(app: App, caller: Caller, given: Given) -> Given:
    """List who has read a message (Flag 0), or who has not (1); Cursor goes on."""
    message = message_in(*own_history(app, caller, given), caller, given["MsgSeq"])
    if message.sender != caller.user_id or not message.wants_receipt:
        raise errors.no_group_message()
    flag, cursor = given.get("Flag", _READ), given.get("Cursor", "") or "0"
    if flag not in (_READ, _UNREAD) or not cursor.isascii() or not cursor.isdecimal() or len(cursor) > 9:
        raise errors.bad_group_value(field="Cursor" if flag in (_READ, _UNREAD) else "Flag")
    start, count = int(cursor), max(1, min(given.get("Num") or _PAGE, _PAGE))
    people = [one for one in message.audience or () if (one in message.readers) == (flag == _READ)]
    page, name = people[start : start + count], "Read" if flag == _READ else "Unread"
    more = start + count < len(people)
    return {
        f"{name}List": [{f"{name}_Account": one} for one in page],
        "IsFinish": int(not more),
        "Cursor": str(start + count) if more else "",
    }


@api.command(
    "group_open_http_svc.get_group_msg_receipts_by_users",
    accepts="frame.group_open_http_svc.get_group_msg_receipts_by_users",
    returns="group_open_http_svc.get_group_msg_receipts_by_users.answer",
)
def get_receipts_of_members(app: App, caller: Caller, given: Given) -> Given:
    """Say of messages when some members have read them; 0 for not at all."""
    group, history = own_history(app, caller, given)
    rows = []
    for asked in given["MemberReadMsgList"][:_MOST]:
        message = message_in(group, history, caller, asked["MsgSeq"])
        people = asked.get("MemberList_Account", ())
        found = [{"Read_Account": one, "Read_Time": message.readers.get(one, 0)} for one in people]
        rows.append({"MsgSeq": message.seq, "MsgReadList": found})
    return {"MsgReadList": rows}
