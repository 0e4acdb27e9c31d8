"""Conversation lists as clients pull them: all at first, then what has gone on since."""

from __future__ import annotations

from itertools import islice
from typing import Any

from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.conversations.groups import marks_of, owner_id
from chatmock.providers.tencent.model import (
    OF_GROUP,
    RECALLED_C2C,
    RECALLED_GROUP,
    App,
    Caller,
    Given,
    Group,
    Message,
    Pair,
    Recent,
)

_PAGE = 100
_PINS, _EMPTY = 1, 2
"""Bits of AssistFlags."""
OPTIONS = {"AcceptAndNotify": 0, "Discard": 1, "AcceptNotNotify": 2}
"""How messages are received, as numbers."""


@api.command("recentcontact.page_get", accepts="frame.recentcontact.page_get", returns="recentcontact.page_get.answer")
def page_get(app: App, caller: Caller, given: Given) -> Given:
    """Give the caller's conversations, those that rested longest first; and, with the first page, all that are pinned.

    TimeStamp and StartIndex go on where the page before ended: a client that comes back gets what has gone on since.
    """
    order = app.recents.order(caller.user_id)
    after = given.get("TimeStamp", 0), given.get("StartIndex", 0) - (given.get("StartIndex", 0) == 0)
    found = list(islice(order.up(after), _PAGE + 1))
    page, more = found[:_PAGE], len(found) > _PAGE
    known = {one.serial for one in page}
    pins = (
        ()
        if given.get("StartIndex")
        else (one for one in app.recents.pins_of(caller.user_id) if one.serial not in known)
    )
    rows = [show_conversation(app, one) for one in (*pins, *page)]
    position, serial = order.mark(page[-1]) if page else (given.get("TimeStamp", 0), 0)
    return {
        "SessionItem": rows,
        "GroupItem": [
            {"GroupId": number, "GroupName": name} for name, number in app.recents.groups_of(caller.user_id).items()
        ],
        "CompleteFlag": 0 if more else 1,
        "TimeStamp": position,
        "StartIndex": serial if more else 0,
        "TopTimeStamp": given.get("TopTimeStamp", 0),
        "TopStartIndex": 0,
    }


@api.post("/recentcontact/get_list", name="get_recentcontact_list")
def get_list(app: App, caller: Caller, given: Given) -> Given:
    """Give somebody's conversations, those that rested longest first: a page of them, behind the one before.

    Bits of AssistFlags: 1 pinned ones come first with the first page, and are named as such; 2 those without a message
    come, too; 4 pages of the pinned ones, of which there is always one (docs, 2024).
    """
    user_id, flags = owner_id(app, caller, given), given["AssistFlags"]
    order, start = app.recents.order(user_id), (given["TimeStamp"], given["StartIndex"])
    after = start[0], start[1] - (start[1] == 0)
    pins = app.recents.pins_of(user_id) if flags & _PINS else []
    named = frozenset(pins)
    first = pins if start == (0, 0) else []
    wanted = (one for one in order.up(after) if one not in named and (flags & _EMPTY or _last_of(one) is not None))
    found = list(islice(wanted, _PAGE + 1))
    page, more = found[:_PAGE], len(found) > _PAGE
    position, serial = order.mark(page[-1]) if page else start
    return {
        "SessionItem": [_list_row(one, pinned=one in named) for one in (*first, *page)],
        "CompleteFlag": 0 if more else 1,
        "TimeStamp": position,
        "StartIndex": serial if more else 0,
        "TopTimeStamp": pins[-1].pinned if pins else 0,
        "TopStartIndex": 0,
    }


def _last_of(recent: Recent) -> Message | None:
    talk: Any = recent.talk
    found: Message | None = talk.history.last if recent.type == OF_GROUP else talk.last_of(recent.user_id)
    return found


def _list_row(recent: Recent, *, pinned: bool) -> dict[str, Any]:
    last = _last_of(recent)
    named = {"GroupId": recent.peer} if recent.type == OF_GROUP else {"To_Account": recent.peer}
    return {"Type": recent.type, **named, "MsgTime": last.time if last is not None else 0, "TopFlag": int(pinned)}


def show_conversation(app: App, recent: Recent) -> dict[str, Any]:
    """A row of a conversation list."""
    talk: Any = recent.talk
    own = _of_group(app, recent, talk) if recent.type == OF_GROUP else _of_two(app, recent, talk)
    groups = app.recents.groups_of(recent.user_id)
    return {
        "Type": recent.type,
        "TopFlags": int(recent.pinned > 0),
        **marks_of(recent),
        "ContactGroupId": [groups[name] for name in recent.contact_groups if name in groups],
        **own,
    }


def _last(message: Message | None) -> dict[str, Any]:
    if message is None:
        return {"MsgBody": []}
    shown: dict[str, Any] = {"MsgBody": message.shown_body, "CloudCustomData": message.cloud_custom_data}
    if message.recalled:
        shown["RevokerInfo"] = {"Revoker_Account": message.recaller, "Reason": message.reason}
    return shown


def _of_two(app: App, recent: Recent, pair: Pair) -> dict[str, Any]:
    last, peer = pair.last_of(recent.user_id), app.accounts.get(recent.peer)
    friend = app.friends.of(recent.user_id).get(recent.peer)
    return {
        "To_Account": recent.peer,
        "MsgTimeStamp": last.time if last is not None else 0,
        "MsgSeq": last.seq if last is not None else 0,
        "LastC2CMsgFrom_Account": last.sender if last is not None else "",
        "LastMsg": _last(last),
        "LastMsgFlags": RECALLED_C2C if last is not None and last.recalled else 0,
        "C2cNick": peer.nick if peer is not None else "",
        "C2cImage": peer.face_url if peer is not None else "",
        "C2cPeerReadTime": pair.sides[recent.peer].read_time,
        "C2cRemark": friend.remark if friend is not None else "",
        "UnreadMsgCount": pair.unread(recent.user_id),
        "MsgRecvOption": pair.sides[recent.user_id].receive_option,
    }


def _of_group(app: App, recent: Recent, group: Group) -> dict[str, Any]:
    member, last = group.members[recent.user_id], group.history.last
    sender = app.accounts.get(last.sender) if last is not None else None
    unread = group.unread(member)
    return {
        "ToAccount": group.group_id,
        "MsgTimeStamp": last.time if last is not None else group.created,
        "MsgSeq": last.seq if last is not None else 0,
        "MsgGroupFrom_Account": last.sender if last is not None else "",
        "MsgGroupFromNickName": sender.nick if sender is not None else "",
        "LastMsg": _last(last),
        "LastMsgFlags": RECALLED_GROUP if last is not None and last.recalled else 0,
        "UnreadMsgCount": unread,
        "GroupIgnoredUnreadSeqCount": 0,
        "MsgGroupReadedSeq": member.read_seq,
        "GroupNextMsgSeq": group.history.last_seq + 1,
        "GroupNick": group.name,
        "GroupImage": group.face_url,
        "GroupType": group.kind,
        "MsgRecvOption": OPTIONS.get(member.msg_flag, 0),
    }
