"""Live groups: polled for what is said, with who is online in them, marks, and bans."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import group_of
from chatmock.providers.tencent.groups.rights import check_above, group_and_manager, group_and_member
from chatmock.providers.tencent.later import Held
from chatmock.providers.tencent.model import EVERYBODY, FOR_EVER, App, Caller, Given, Group, Member, Message, Poller
from chatmock.providers.tencent.views.rows import row_of_group

LONGEST = 10
"""Seconds that a poll waits at the most: the SDK gives up after 15 (client)."""
_HISTORY = 20
_PAGE = 50
_MARK, _UNMARK = 1, 2
_BROADCAST = 17
"""The event of a message to all live groups."""


def check_ban(app: App, group: Group, user_id: str) -> None:
    """Refuse somebody who was banned from a group. Errors: no_right."""
    if group.bans.get(user_id, 0) > app.clock.seconds():
        raise errors.no_right(reason=f"{user_id} is banned from the group")


def open_poll(app: App, group: Group, caller: Caller, given: Given) -> Given:
    """What somebody gets who joins a live group: what to poll with, and the last that was said."""
    poller, start = app.live.open(group.group_id, caller.user_id, app.broadcasts.last_seq + 1)
    shown: Given = {"HugeGroupFlag": 1, "LongPollingKey": poller.key, "StartSeq": start, "AVChatRoomKey": poller.key}
    if given.get("HugeGroupHistoryMsgFlag") == 1:
        shown["RspMsgList"] = [row for _, row in list(app.live.logs[group.group_id].rows)[-_HISTORY:]]
    return shown


@api.command(
    "group_open_http_noauth_svc.apply_join_group",
    accepts="frame.group_open_http_svc.apply_join_group",
    returns="group_open_http_svc.apply_join_group.answer",
)
def join_unknown(app: App, given: Given) -> Given:
    """Look on in a live group without a login."""
    group = group_of(app, given["GroupId"])
    if group.kind != "AVChatRoom":
        raise errors.no_right(reason="only live groups are open to everybody")
    poller, start = app.live.open(group.group_id, "", app.broadcasts.last_seq + 1)
    return {"JoinedStatus": "JoinedSuccess", "HugeGroupFlag": 1, "LongPollingKey": poller.key, "StartSeq": start}


@api.command(
    "group_open_long_polling_http_svc.get_msg",
    accepts="frame.group_open_long_polling_http_svc.get_msg",
    returns="group_open_long_polling_http_svc.get_msg.answer",
)
@api.command(
    "group_open_long_polling_http_noauth_svc.get_msg",
    accepts="frame.group_open_long_polling_http_svc.get_msg",
    returns="group_open_long_polling_http_svc.get_msg.answer",
)
def poll(app: App, caller: Caller, given: Given) -> Given | Held:
    """Give what was said in a live group since a number; where there is nothing the answer waits."""
    poller = app.live.pollers.get(given["Key"])
    if poller is None or (poller.user_id and poller.user_id != caller.user_id):
        raise errors.no_right(reason="nobody polls with this key")
    if poller.wake is not None:
        poller.wake()
    log = app.live.logs[poller.group_id]
    start = given.get("StartSeq") or log.last + 1
    poller.broadcast_seq = given.get("StartBroadcastSeq") or poller.broadcast_seq
    if log.since(start) or poller.broadcast_seq <= app.broadcasts.last_seq:
        return _poll_answer(app, poller, start)
    held = Held(app.clock, min(given.get("HoldTime", LONGEST), LONGEST), lambda: _end_poll(app, poller, start))
    poller.wake = held.end
    return held


def _end_poll(app: App, poller: Poller, start: int) -> Given:
    poller.wake = None
    return _poll_answer(app, poller, start)


def _poll_answer(app: App, poller: Poller, start: int) -> Given:
    log = app.live.logs.get(poller.group_id)
    rows = log.since(start) if log is not None else []
    following = log.last + 1 if log is not None else start
    shown: Given = {"Key": poller.key, "NextSeq": max(start, following), "RspMsgList": rows}
    if said := [one for one in app.broadcasts.rows if one.seq >= poller.broadcast_seq]:
        group = app.groups.get(poller.group_id)
        shown["RspBroadcastMsgList"] = [_broadcast_row(app, group, one) for one in said if group is not None]
        poller.broadcast_seq = app.broadcasts.last_seq + 1
    return {**shown, "NextBroadcastSeq": poller.broadcast_seq}


def _broadcast_row(app: App, group: Group, message: Message) -> Given:
    """A message to all live groups, as those who poll one of them get it."""
    return {**row_of_group(app, group, message), "Event": _BROADCAST}


@api.command(
    "group_open_http_svc.get_huge_group_msg",
    accepts="frame.group_open_http_svc.get_huge_group_msg",
    returns="group_open_http_svc.get_huge_group_msg.answer",
)
def get_live_history(app: App, caller: Caller, given: Given) -> Given:
    """Give what was said in a live group before a poll would go on, the newest last, as they heard it who polled (client)."""
    group, _ = group_and_member(app, caller, given)
    before = given.get("PullPreSeq") or FOR_EVER
    log = app.live.logs.get(group.group_id)
    rows = [row for number, row in log.rows if row["Event"] == 3 and number < before] if log is not None else []
    return {"RspMsgList": rows[-_HISTORY:], "IsFinished": int(len(rows) <= _HISTORY)}


@api.command(
    "group_open_http_svc.get_online_member_num",
    accepts="group_open_http_svc.get_online_member_num",
    returns="frame.group_open_http_svc.get_online_member_num.answer",
)
def get_online_number(app: App, caller: Caller, given: Given) -> Given:
    """Count the members of a group who are online."""
    group, _ = group_and_member(app, caller, given)
    return {"OnlineMemberNum": len(app.groups.audiences.of(group)), "ExpireTime": 60}


@api.command(
    "group_open_avchatroom_http_svc.get_members",
    accepts="group_open_avchatroom_http_svc.get_members",
    returns="frame.group_open_avchatroom_http_svc.get_members.answer",
)
def list_live_members(app: App, caller: Caller, given: Given) -> Given:
    """List who is online in a live group, or those with a mark."""
    group, _ = group_and_member(app, caller, given)
    start = given["Timestamp"]
    page = app.groups.audiences.of(group, given.get("Mark", EVERYBODY)).page(start, _PAGE + 1)
    return {
        "MemberList": [_live_member(app, one) for one in page[:_PAGE]],
        "NextTimestamp": start + _PAGE if len(page) > _PAGE else 0,
    }


def _live_member(app: App, member: Member) -> dict[str, Any]:
    account = app.accounts.rows[member.user_id]
    return {
        "Member_Account": member.user_id,
        "NickName": account.nick,
        "Avatar": account.face_url,
        "JoinTime": member.joined,
        "Role": member.role,
        "Marks": list(member.marks),
    }


@api.command(
    "group_open_avchatroom_http_svc.modify_user_info",
    accepts="group_open_avchatroom_http_svc.modify_user_info",
    returns="group_open_avchatroom_http_svc.modify_user_info.answer",
)
def mark_members(app: App, caller: Caller, given: Given) -> Given:
    """Give members of a live group marks (CommandType 1), or take them (2): as owner or admin."""
    group, _ = group_and_manager(app, caller, given)
    kind = given["CommandType"]
    if kind not in (_MARK, _UNMARK) or group.kind != "AVChatRoom":
        raise errors.bad_group_value(field="CommandType")
    rows = [row for row in given["MemberList"] if row["Member_Account"] in group.members]
    for row in rows:
        member = group.members[row["Member_Account"]]
        named = tuple(row.get("Marks", ()))
        marks = dict.fromkeys((*member.marks, *named)) if kind == _MARK else [m for m in member.marks if m not in named]
        app.groups.change_member(group, member, {"marks": tuple(marks)}, caller)
    shown = [{"Member_Account": row["Member_Account"], "Marks": row.get("Marks", [])} for row in rows]
    return {"CommandType": kind, "MemberList": shown}


@api.command(
    "group_open_http_svc.ban_group_member",
    accepts="group_open_http_svc.ban_group_member",
    returns="group_open_http_svc.ban_group_member.answer",
)
def ban_members(app: App, caller: Caller, given: Given) -> None:
    """Take members out of a live group, and keep them out for some seconds: as owner or admin."""
    group, member = group_and_manager(app, caller, given)
    if group.kind not in ("AVChatRoom", "Community") or not given["Duration"]:
        raise errors.bad_group_value(field="Duration" if group.kind in ("AVChatRoom", "Community") else "GroupId")
    named = list(dict.fromkeys(given["Members_Account"]))
    check_above(member, [group.members[one] for one in named if one in group.members])
    until = min(FOR_EVER, app.clock.seconds() + given["Duration"])
    app.groups.ban(group, named, until, caller, given.get("Description", ""))


def tell_pollers(app: App, group: Group, number: int, row: dict[str, Any]) -> None:
    """Have something told to those who poll a live group; ``number`` is that of its event."""
    app.live.add(group.group_id, {**row, "Event": number})


def listen(app: App) -> None:
    """Write what happens in live groups where those who poll find it."""
    app.bus.follow(
        {
            "group.sent": lambda message, group, **_: _write_message(app, group, message),
            "broadcast.sent": lambda **_: app.live.wake(),
            "group.destroyed": lambda group, **_: app.live.drop(group.group_id),
            "member.left": lambda group, members, **_: _forget_pollers(app, group, members),
            "account.logged_out": lambda account, by, **_: _leave_all(app, account.user_id, by),
        }
    )


def _write_message(app: App, group: Group, message: Any) -> None:
    if group.kind == "AVChatRoom":
        tell_pollers(app, group, 3, row_of_group(app, group, message))


def _forget_pollers(app: App, group: Group, members: list[Member]) -> None:
    if group.kind == "AVChatRoom":
        for member in members:
            app.live.leave(group.group_id, member.user_id)


def _leave_all(app: App, user_id: str, by: Caller) -> None:
    """Who is not logged in any more is in no live group, but for those it owns."""
    if user_id in app.accounts.online:
        return
    for group in [one.group for one in app.groups.joined.order(user_id, {"AVChatRoom"})]:
        if group.owner != user_id:
            app.groups.leave(group, [group.members[user_id]], by, how="Quit", silent=True)
        else:
            app.live.leave(group.group_id, user_id)
