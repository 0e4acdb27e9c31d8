"""Messages between two as clients pull, recall, modify, read and delete them."""

from __future__ import annotations

from itertools import islice
from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of
from chatmock.providers.tencent.messages import bodies
from chatmock.providers.tencent.model import App, Caller, Given, Message, Pair, key_of
from chatmock.providers.tencent.views.rows import row_of_two

_MOST = 100
_LAST = 2**32
_OPTIONS = (0, 1, 2)


def message_at(app: App, caller: Caller, given: Given, key: str) -> tuple[Pair, Message]:
    """A message by its MsgKey, between the caller and another. Errors: no_c2c_account, nothing_to_recall."""
    sender, target = given["From_Account"], given["To_Account"]
    if caller.user_id not in (sender, target):
        raise errors.nothing_to_recall()
    account_of(app, target if caller.user_id == sender else sender, errors.no_c2c_account)
    pair = app.c2c.get(sender, target)
    found = pair.get(key) if pair is not None else None
    if pair is None or found is None or not pair.sides[caller.user_id].sees(found):
        raise errors.nothing_to_recall()
    return pair, found


@api.command("openim.getroammsg", accepts="frame.openim.getroammsg", returns="openim.getroammsg.answer")
def getroammsg(app: App, caller: Caller, given: Given) -> Given:
    """Give messages with another account, the oldest first: those up to a time, or from it on for GetDirection 1.

    MsgKey names the message behind which the page before ended.
    """
    peer = account_of(app, given["Peer_Account"], errors.no_c2c_account).user_id
    pair = app.c2c.get(caller.user_id, peer)
    if pair is None:
        return {"Complete": 1, "MsgList": [], "LastMsgTime": 0, "MsgKey": ""}
    count, time = max(1, min(given["MaxCnt"], _MOST)), given.get("LastMsgTime", 0)
    forward = given.get("GetDirection") == 1
    last = pair.get(given["MsgKey"]) if given.get("MsgKey") else None
    own, recalled = caller.user_id, given.get("WithRecalledMsg", 1) == 1
    rows = (
        pair.after(last, time, seen_by=own, recalled=recalled)
        if forward
        else pair.back(0, time or _LAST, last, seen_by=own, recalled=recalled)
    )
    found = list(islice(rows, count + 1))
    page = found[:count]
    edge = page[-1] if page else None
    return {
        "Complete": int(len(found) <= count),
        "MsgList": [row_of_two(app, one, pair) for one in (page if forward else page[::-1])],
        "LastMsgTime": edge.time if edge is not None else 0,
        "MsgKey": edge.key if edge is not None else "",
    }


@api.command("openim.msgwithdraw", accepts="frame.openim.msgwithdraw", returns="frame.done")
def msgwithdraw(app: App, caller: Caller, given: Given) -> None:
    """Recall a message of one's own, for a while after it was sent."""
    info = given["MsgInfo"]
    pair, message = message_at(app, caller, info, key_of(info["MsgSeq"], info["MsgRandom"], info["MsgTimeStamp"]))
    if message.sender != caller.user_id:
        raise errors.nothing_to_recall()
    if message.recalled:
        raise errors.recalled_already()
    if app.clock.seconds() > message.time + app.settings.recall_seconds:
        raise errors.too_late()
    app.c2c.recall(pair, message, caller, info.get("Reason", ""))


@api.command(
    "openim.modify_c2c_msg", accepts="frame.openim.modify_c2c_msg", returns="frame.openim.modify_c2c_msg.answer"
)
def modify_message(app: App, caller: Caller, given: Given) -> Given:
    """Give a message other elements, or other data; who has an older version than there is gets the newer one (20028)."""
    pair, message = message_at(app, caller, given, key_of(given["MsgSeq"], given["MsgRandom"], given["MsgTime"]))
    if message.recalled:
        raise errors.recalled_already()
    if given.get("MsgVersion", 0) < message.version:
        raise errors.edit_conflict(newer=version_of(message))
    data = given.get("CloudCustomData")
    elements = bodies.check(given.get("MsgBody", message.body), message.cloud_custom_data if data is None else data)
    app.c2c.modify(pair, message, caller, elements=elements, data=data)
    return version_of(message)


def version_of(message: Message) -> dict[str, Any]:
    """A message as it is now, for those who modify it."""
    return {"MsgVersion": message.version, "MsgBody": message.shown_body, "CloudCustomData": message.cloud_custom_data}


@api.command("openim.msgreaded", accepts="frame.openim.msgreaded", returns="frame.done")
def msgreaded(app: App, caller: Caller, given: Given) -> None:
    """Say that messages of others were read, each up to a time."""
    rows = given["C2CMsgReaded"]["C2CMsgReadedItem"]
    for row in rows:
        account_of(app, row["To_Account"], errors.no_c2c_account)
    for row in rows:
        if (pair := app.c2c.get(caller.user_id, row["To_Account"])) is not None:
            app.c2c.read(pair, caller.user_id, caller, min(row["LastedMsgTime"], app.clock.seconds()))


@api.command(
    "openim.get_peer_read_time", accepts="frame.openim.get_peer_read_time", returns="openim.get_peer_read_time.answer"
)
def get_peer_read_time(app: App, caller: Caller, given: Given) -> Given:
    """Say up to when others have read what the caller sent them; 0 for not at all."""
    pairs = [app.c2c.get(caller.user_id, peer) for peer in given["To_Account"]]
    return {"ReadTime": [0 if one is None else one.sides[one.peer(caller.user_id)].read_time for one in pairs]}


@api.command("openim.delete_c2c_msg_ramble", accepts="frame.openim.delete_c2c_msg_ramble", returns="frame.done")
def delete_messages(app: App, caller: Caller, given: Given) -> None:
    """Delete messages for the caller alone."""
    peer = account_of(app, given["To_Account"], errors.no_c2c_account).user_id
    pair = app.c2c.get(caller.user_id, peer)
    found = [pair.get(key) for key in dict.fromkeys(given["MsgKeyList"])] if pair is not None else []
    if pair is None or None in found:
        raise errors.not_deleted()
    app.c2c.hide(pair, caller.user_id, [one for one in found if one is not None], caller)


@api.command(
    "openim.set_c2c_peer_mute_notifications",
    accepts="frame.openim.set_c2c_peer_mute_notifications",
    returns="openim.set_c2c_peer_mute_notifications.answer",
)
def set_receive_option(app: App, caller: Caller, given: Given) -> Given:
    """Say how messages of others are received: 0 with notice, 1 not at all, 2 without notice."""
    option = given["Mute_Notifications"]
    if option not in _OPTIONS:
        raise errors.bad_message_json(field="Mute_Notifications")
    peers = dict.fromkeys(given["Peer_Account"])
    missing = [{"To_Account": peer, "ErrorCode": 20003} for peer in peers if peer not in app.accounts]
    for peer in peers:
        if peer in app.accounts:
            app.c2c.set_receive_option(app.c2c.between(caller.user_id, peer), caller.user_id, option, caller)
    return {"ErrorList": [{**row, "Peer_Account": row["To_Account"]} for row in missing]}


@api.command(
    "openim.get_c2c_peer_mute_notifications",
    accepts="frame.openim.get_c2c_peer_mute_notifications",
    returns="openim.get_c2c_peer_mute_notifications.answer",
)
def get_receive_options(app: App, caller: Caller, given: Given) -> Given:
    """Say how messages of others are received; without Peer_Account, of all for whom that was ever said."""
    rows = []
    for peer in dict.fromkeys(given.get("Peer_Account", app.c2c.options.get(caller.user_id, {}))):
        pair = app.c2c.get(caller.user_id, peer)
        option = pair.sides[caller.user_id].receive_option if pair is not None else 0
        rows.append({"Peer_Account": peer, "To_Account": peer, "MuteNotifications": option, "UpdateSeq": 0})
    return {"MuteNotificationsList": rows, "UpdateSequence": 0}
