"""Members of groups: brought in, taken out, looked at, changed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import group_of, member_of, topic_named
from chatmock.providers.tencent.groups.silencing import muted_until
from chatmock.providers.tencent.groups.values import check_room, fields_of
from chatmock.providers.tencent.model import ADMIN, MEMBER, App, Caller, Given, Group, Member
from chatmock.providers.tencent.views.groups import pairs_of, show_member
from chatmock.providers.tencent.webhooks.before import ask_before_inviting

_MOST_LISTED = 6000
_FLAGS = ("AcceptAndNotify", "AcceptNotNotify", "Discard")
_OF_GROUP = ("Role", "NameCard", "AppMemberDefinedData")
"""What a member is in the whole group, never in a topic alone."""


def _newcomers(app: App, given: Given) -> tuple[Group, list[str]]:
    """A group, and who of those that are named can come into it. Errors: no_right, group_full, too_many_groups."""
    group = group_of(app, given["GroupId"])
    if not group.type.adds:
        raise errors.no_right(reason="nobody is added to a live group")
    rows = dict.fromkeys(row["Member_Account"] for row in given["MemberList"])
    new = [one for one in rows if one in app.accounts and one not in group.members]
    for user_id in new:
        check_room(app, group.type, user_id)
    if len(group.members) + len(new) > group.max_members:
        raise errors.group_full()
    return group, new


@api.post("/group_open_http_svc/add_group_member")
def add_group_member(app: App, caller: Caller, given: Given) -> Any:
    """Bring accounts into a group: 1 for each that came in, 2 for one that was there, 0 for one that cannot."""
    group, named = _newcomers(app, given)

    def add(refused: Collection[str]) -> Given:
        new = [one for one in _newcomers(app, given)[1] if one not in refused]
        rows = dict.fromkeys(row["Member_Account"] for row in given["MemberList"])
        results = {one: 2 if one in group.members else int(one in new) for one in rows}
        app.groups.join(group, new, caller, how="Invited", silent=given.get("Silence") == 1)
        return {"MemberList": [{"Member_Account": one, "Result": result} for one, result in results.items()]}

    if not named:
        return add(())
    return ask_before_inviting(app, caller, group, named, add, lambda: _newcomers(app, given))


@api.post("/group_open_http_svc/delete_group_member")
def delete_group_member(app: App, caller: Caller, given: Given) -> None:
    """Take members out of a group; those who are none are passed over."""
    group = group_of(app, given["GroupId"])
    if not group.type.adds:
        raise errors.bad_group_value(field="GroupId")
    named = dict.fromkeys(given["MemberToDel_Account"])
    if group.owner in named:
        raise errors.no_right(reason="the owner stays")
    members = [group.members[one] for one in named if one in group.members]
    silent, reason = given.get("Silence") == 1, given.get("Reason", "")
    app.groups.leave(group, members, caller, how="Kicked", reason=reason, silent=silent)


@api.post("/group_open_http_svc/get_group_member_info")
def get_group_member_info(app: App, given: Given) -> Given:
    """Give the members of a group, those who joined first; Offset passes over some."""
    group = group_of(app, given["GroupId"])
    limit, offset = min(given.get("Limit", _MOST_LISTED), _MOST_LISTED), _offset(given)
    roles = given.get("MemberRoleFilter")
    page = group.page(offset, limit + 1, roles) if roles else group.page(offset, limit + 1)
    return {
        "MemberNum": len(group.members),
        "Next": str(offset + limit) if len(page) > limit else "",
        "MemberList": [show_member_of(one, given) for one in page[:limit]],
    }


def _offset(given: Given) -> int:
    text = given.get("Next") or str(given.get("Offset", 0))
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise errors.bad_group_value(field="Next")
    return int(text)


def show_member_of(member: Member, given: Given) -> Given:
    """A member with the fields that are asked for."""
    names = given.get("AppDefinedDataFilter_GroupMember")
    own = pairs_of(member.custom, names)
    return {**show_member(member, given.get("MemberInfoFilter")), "AppMemberDefinedData": own}


@api.post("/group_open_http_svc/get_specified_group_member_info")
def get_specified_group_member_info(app: App, given: Given) -> Given:
    """Give those of some accounts that are members of a group."""
    group = group_of(app, given["GroupId"])
    named = dict.fromkeys(given.get("Member_List_Account", ()))
    roles = given.get("MemberRoleFilter")
    members = (group.members[one] for one in named if one in group.members)
    found = [one for one in members if not roles or one.role in roles]
    return {"GroupId": group.group_id, "MemberList": [show_member_of(one, given) for one in found]}


@api.post("/group_open_http_svc/get_role_in_group")
def get_role_in_group(app: App, given: Given) -> Given:
    """Say what accounts are in a group: Owner, Admin, Member or NotMember."""
    group = group_of(app, given["GroupId"])
    if not group.type.adds:
        raise errors.no_right(reason="a live group does not say who is in it")
    rows = [{"Member_Account": one, "Role": group.role_of(one)} for one in dict.fromkeys(given["User_Account"])]
    return {"UserIdList": rows}


@api.post("/group_open_http_svc/modify_group_member_info")
def modify_group_member_info(app: App, caller: Caller, given: Given) -> None:
    """Change a member's role, name card, fields, how long it is silent, and how it receives messages.

    The last two can be changed in a topic alone.
    """
    group = group_of(app, given["GroupId"])
    member, topic = member_of(group, given["Member_Account"]), topic_named(group, given)
    changes = _changes(app, group, member, given)
    if topic is None:
        app.groups.change_member(group, member, changes, caller)
        return
    for name in _OF_GROUP:
        if name in given:
            raise errors.bad_group_value(field=f"{name} (of a group, not of a topic: leave TopicId out)")
    app.topics.change_members(group, topic, [member.user_id], changes, caller)


def _changes(app: App, group: Group, member: Member, given: Given) -> Given:
    changes: Given = {}
    if "Role" in given:
        if given["Role"] not in (ADMIN, MEMBER) or not group.type.has_admins or member.user_id == group.owner:
            raise errors.bad_group_value(field="Role")
        changes["role"] = given["Role"]
    if "MsgFlag" in given:
        if given["MsgFlag"] not in _FLAGS:
            raise errors.bad_group_value(field="MsgFlag")
        changes["msg_flag"] = given["MsgFlag"]
    if "NameCard" in given:
        changes["name_card"] = given["NameCard"]
    if "MuteTime" in given:
        changes["muted_until"] = muted_until(app, group, given["MuteTime"])
    known = app.settings.member_fields
    if (custom := fields_of(given, "AppMemberDefinedData", member.custom, known)) is not None:
        changes["custom"] = custom
    return changes
