"""Receipts of messages in groups: how many have read, who has and who has not (docs, 2024)."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import group_for
from chatmock.providers.tencent.model import App, Caller, Given, Group

MOST, MOST_LISTED = 50, 200
READ, UNREAD = 0, 1
"""Which members are asked for (Filter)."""


def receipts_of(app: App, caller: Caller, given: Given) -> Group:
    """A group whose messages have receipts. Errors: those of ``group_for``, no_right."""
    group = group_for(app, caller, given)
    if not group.type.receipts:
        raise errors.no_right(reason="this type of group has no receipts")
    return group


@api.post("/group_open_http_svc/get_group_msg_receipt")
def get_group_msg_receipt(app: App, caller: Caller, given: Given) -> Given:
    """Count who has read messages, of those that were members when each was sent."""
    group = receipts_of(app, caller, given)
    seqs = dict.fromkeys(row["MsgSeq"] for row in given["MsgSeqList"])
    if len(seqs) > MOST:
        raise errors.bad_group_value(field="MsgSeqList")
    return {"GroupMsgReceiptList": [_count_readers(group, seq) for seq in seqs]}


def _count_readers(group: Group, seq: int) -> Given:
    message = group.history.get(seq)
    if message is None or message.recalled or message.audience is None:
        return {"MsgSeq": seq, "Code": int(errors.no_receipts.code), "ReadNum": 0, "UnreadNum": 0}
    unread = len(message.unread_by)
    return {"MsgSeq": seq, "Code": 0, "ReadNum": len(message.audience) - unread, "UnreadNum": unread}


@api.post("/group_open_http_svc/get_group_msg_receipt_detail")
def get_group_msg_receipt_detail(app: App, caller: Caller, given: Given) -> Given:
    """Give who has read a message, or who has not, up to 200 of them; Cursor goes on, and IsFinish 1 is the end."""
    group, seq = receipts_of(app, caller, given), given.get("MsgSeq", 0)
    message = group.history.get(seq)
    if given["Filter"] not in (READ, UNREAD) or not 0 < given["Count"] <= MOST_LISTED:
        raise errors.bad_group_value(field="Filter or Count")
    if message is None or message.recalled or message.audience is None:
        raise errors.no_receipts()
    unread = message.unread_by
    missing = set(unread)
    found = unread if given["Filter"] == UNREAD else [one for one in message.audience if one not in missing]
    text = given["Cursor"] or "0"
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise errors.bad_group_value(field="Cursor")
    end = int(text) + given["Count"]
    page, finished = found[int(text) : end], int(end >= len(found))
    name, whose = ("UnreadList", "Unread_Account") if given["Filter"] == UNREAD else ("ReadList", "Read_Account")
    return {
        "MsgSeq": seq,
        "Cursor": "" if finished else str(end),
        "IsFinish": finished,
        "ReadList": [],
        "UnreadList": [],
        name: [{whose: user_id} for user_id in page],
    }


@api.post("/group_open_http_svc/set_unread_msg_num")
def set_unread_msg_num(app: App, caller: Caller, given: Given) -> None:
    """Have it that a member has not read so many messages of others; no more than there are."""
    group = group_for(app, caller, given)
    member = group.members.get(given["Member_Account"])
    if member is None:
        raise errors.no_right(reason=f"{given['Member_Account']} is no member")
    if not group.type.counts_unread:
        raise errors.no_right(reason="this type of group counts nothing that is unread")
    if given["UnreadMsgNum"] > group.history.unread(member.user_id, 0):
        raise errors.bad_group_value(field="UnreadMsgNum")
    app.groups.set_unread(group, member, given["UnreadMsgNum"], caller)
