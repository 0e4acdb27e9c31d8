"""Messages between two that were sent: pulled, recalled, modified, read."""

from __future__ import annotations

from chatmock.core.errors import Error
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of
from chatmock.providers.tencent.messages import bodies
from chatmock.providers.tencent.model import App, Caller, Given, Message, Pair
from chatmock.providers.tencent.views.messages import show_of_two

_MOST = 100
"""Messages of one page."""


def message_of(app: App, given: Given, missing: Error = errors.nothing_to_recall) -> tuple[Pair, Message]:
    """The message with a MsgKey, and its pair. Errors: bad_sender, bad_recipient, bad_key."""
    sender = account_of(app, given["From_Account"], errors.bad_sender).user_id
    target = account_of(app, given["To_Account"], errors.recipient_not_imported).user_id
    parts = given["MsgKey"].split("_")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() for part in parts):
        raise errors.bad_key()
    pair = app.c2c.get(sender, target)
    found = pair.get(given["MsgKey"]) if pair is not None else None
    if pair is None or found is None or found.sender != sender:
        raise missing()
    return pair, found


@api.post("/openim/admin_getroammsg")
def admin_getroammsg(app: App, given: Given) -> Given:
    """Give messages of two in a span of time: the newest ones, or those before LastMsgKey; the oldest of them first.

    They are those that Operator_Account sees: not what it has deleted, nor what was sent with SyncOtherMachine 2 (docs, 2024).
    """
    owner = account_of(app, given["Operator_Account"], errors.bad_sender).user_id
    peer = account_of(app, given["Peer_Account"], errors.bad_recipient).user_id
    pair = app.c2c.get(owner, peer)
    last = given.get("LastMsgKey", "")
    before = pair.get(last) if pair is not None and last else None
    if last and before is None:
        raise errors.bad_key()
    if pair is None:
        return {"Complete": 1, "MsgCnt": 0, "LastMsgTime": 0, "LastMsgKey": "", "MsgList": []}
    count = min(given["MaxCnt"], _MOST)
    found = pair.newest_of(given["MinTime"], given["MaxTime"], count + 1, before, seen_by=owner)
    page = found[-count:] if count else []
    return {
        "Complete": int(len(found) <= count),
        "MsgCnt": len(page),
        "LastMsgTime": page[0].time if page else 0,
        "LastMsgKey": page[0].key if page else "",
        "MsgList": show_of_two(page),
    }


@api.post("/openim/admin_msgwithdraw")
def admin_msgwithdraw(app: App, caller: Caller, given: Given) -> None:
    """Recall a message, however old it is."""
    pair, message = message_of(app, given)
    if message.recalled:
        raise errors.recalled_already()
    app.c2c.recall(pair, message, caller, given.get("Reason", ""))


@api.post("/openim/modify_c2c_msg")
def modify_c2c_msg(app: App, caller: Caller, given: Given) -> None:
    """Give a message other elements, or other data."""
    pair, message = message_of(app, given, errors.bad_key)
    if "MsgBody" not in given and "CloudCustomData" not in given:
        raise errors.bad_message_body(reason="neither it nor CloudCustomData is there")
    if message.recalled:
        raise errors.recalled_already()
    data = given.get("CloudCustomData")
    elements = bodies.check(given.get("MsgBody", message.body), message.cloud_custom_data if data is None else data)
    app.c2c.modify(pair, message, caller, elements=elements, data=data)


@api.post("/openim/admin_set_msg_read")
def admin_set_msg_read(app: App, caller: Caller, given: Given) -> None:
    """Mark what somebody was sent by another one as read: all, or up to a time."""
    reader = account_of(app, given["Report_Account"], errors.bad_sender).user_id
    peer = account_of(app, given["Peer_Account"], errors.bad_recipient).user_id
    time = str(given.get("MsgReadTime", "") or app.clock.seconds())
    if not time.isascii() or not time.isdecimal() or len(time) > 10:
        raise errors.bad_message_json(field="MsgReadTime")
    if (pair := app.c2c.get(reader, peer)) is not None:
        app.c2c.read(pair, reader, caller, min(int(time), app.clock.seconds()))


@api.post("/openim/get_c2c_unread_msg_num")
def get_c2c_unread_msg_num(app: App, given: Given) -> Given:
    """Count what somebody has not read: of all others together, and of each that is asked for."""
    reader = account_of(app, given["To_Account"], errors.bad_recipient).user_id
    if "Peer_Account" not in given:
        return {"AllC2CUnreadMsgNum": app.c2c.unread.total(reader)}
    unread = app.c2c.unread.of(reader)
    peers = dict.fromkeys(given["Peer_Account"])
    known = [peer for peer in peers if peer in app.accounts]
    missing = [{"Peer_Account": peer, "ErrorCode": 70107} for peer in peers if peer not in app.accounts]
    shown = [{"Peer_Account": peer, "C2CUnreadMsgNum": unread.get(peer, 0)} for peer in known]
    return {"C2CUnreadMsgNumList": shown, **({"ErrorList": missing} if missing else {})}
