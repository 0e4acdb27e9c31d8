"""Live groups: who is online in them, marks of members, and who may not come back."""

from __future__ import annotations

from itertools import islice

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import group_for, member_of
from chatmock.providers.tencent.model import EVERYBODY, FOR_EVER, App, Caller, Given, Group

MOST_LISTED, MOST_BANNED, MOST_MARKS = 500, 100, 10
_MOST_NAMED = 500
SET, TAKE = 1, 2
"""What is done to marks (CommandType)."""


def live_group(app: App, caller: Caller, given: Given, *, by_manager: bool = False) -> Group:
    """Errors: those of ``group_for``, no_right."""
    group = group_for(app, caller, given, by_manager=by_manager)
    if group.kind != "AVChatRoom":
        raise errors.no_right(reason="this is for live groups")
    return group


@api.post("/group_open_http_svc/get_online_member_num")
def get_online_member_num(app: App, caller: Caller, given: Given) -> Given:
    """Count the members of a live group who are logged in."""
    return {"OnlineMemberNum": len(app.groups.audiences.of(live_group(app, caller, given)))}


@api.post("/group_open_avchatroom_http_svc/get_members")
def get_members(app: App, caller: Caller, given: Given) -> Given:
    """Give up to 500 members of a live group who are logged in; NextTimestamp goes on, and 0 ends it (ruled)."""
    order, online = (
        app.groups.audiences.of(live_group(app, caller, given), given.get("Mark", EVERYBODY)),
        app.accounts.online,
    )
    found = order.after(given["Timestamp"], MOST_LISTED + 1)
    page = found[:MOST_LISTED]
    rows = [
        {
            "Member_Account": one.user_id,
            "JoinTime": one.joined,
            "NickName": online[one.user_id].nick,
            "Avatar": online[one.user_id].face_url,
            "Marks": list(one.marks),
        }
        for one in page
    ]
    return {"MemberList": rows, "NextTimestamp": page[-1].serial if len(found) > len(page) else 0}


@api.post("/group_open_avchatroom_http_svc/modify_user_info")
def modify_user_info(app: App, caller: Caller, given: Given) -> Given:
    """Put marks to members of a live group, or take them away; gives the marks they have then."""
    group = live_group(app, caller, given, by_manager=True)
    if given["CommandType"] not in (SET, TAKE) or len(given["MemberList"]) > _MOST_NAMED:
        raise errors.bad_group_value(field="CommandType or MemberList")
    marks: dict[str, tuple[int, ...]] = {}
    for row in given["MemberList"]:
        if "Member_Account" not in row:
            raise errors.bad_group_value(field="MemberList")
        member, named = member_of(group, row["Member_Account"]), row.get("Marks", [])
        known = marks.get(member.user_id, member.marks)
        own = (*known, *named) if given["CommandType"] == SET else (one for one in known if one not in named)
        marks[member.user_id] = tuple(dict.fromkeys(own))
        if len(marks[member.user_id]) > MOST_MARKS:
            raise errors.bad_group_value(field="Marks")
    for user_id, own in marks.items():
        app.groups.change_member(group, group.members[user_id], {"marks": own}, caller)
    rows = [{"Member_Account": user_id, "Marks": list(own)} for user_id, own in marks.items()]
    return {"CommandType": given["CommandType"], "MemberList": rows}


@api.post("/group_open_http_svc/ban_group_member")
def ban_group_member(app: App, caller: Caller, given: Given) -> None:
    """Take accounts out of a live group, and keep them out for so many seconds."""
    group = live_group(app, caller, given, by_manager=True)
    named = dict.fromkeys(given["Members_Account"])
    if len(named) > MOST_BANNED:
        raise errors.too_many_members()
    if not 0 < given["Duration"] <= FOR_EVER or not named:
        raise errors.bad_group_value(field="Duration or Members_Account")
    for user_id in named:
        if user_id not in app.accounts:
            raise errors.no_group_account(user_id=user_id)
        if user_id == group.owner or (not caller.is_admin and user_id in group.managers):
            raise errors.no_right(reason=f"{user_id} manages the group")
    until = min(FOR_EVER, app.clock.seconds() + given["Duration"])
    app.groups.ban(group, list(named), until, caller, given.get("Description", ""))


@api.post("/group_open_http_svc/unban_group_member")
def unban_group_member(app: App, caller: Caller, given: Given) -> None:
    """Let accounts come back."""
    group = live_group(app, caller, given, by_manager=True)
    named = dict.fromkeys(given["Members_Account"])
    if len(named) > MOST_BANNED:
        raise errors.too_many_members()
    app.groups.unban(group, named, caller)


@api.post("/group_open_http_svc/get_group_ban_member")
def get_group_ban_member(app: App, caller: Caller, given: Given) -> Given:
    """Give up to 100 accounts that may not come back, and until when; NextOffset 0 is the end."""
    group, now = live_group(app, caller, given, by_manager=True), app.clock.seconds()
    offset, limit = given["Offset"], min(given.get("Limit", MOST_BANNED), MOST_BANNED)
    banned = ((user_id, until) for user_id, until in group.bans.items() if until > now)
    found = list(islice(banned, offset, offset + limit + 1))
    rows = [{"Member_Account": user_id, "BannedUntil": until} for user_id, until in found[:limit]]
    return {"BannedAccountList": rows, "NextOffset": offset + limit if len(found) > limit > 0 else 0}
