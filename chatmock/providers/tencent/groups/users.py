"""Groups as their members change them: the commands of the REST API, for those who may."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import group_of, member_of
from chatmock.providers.tencent.groups import creating, groups, members
from chatmock.providers.tencent.groups.rights import (
    ASKS,
    NOBODY,
    check_above,
    group_and_manager,
    group_and_member,
    group_of_owner,
    invite_option,
)
from chatmock.providers.tencent.model import (
    INVITED,
    MEMBER,
    NEEDS_CONSENT,
    OWNER,
    App,
    Caller,
    Given,
    Group,
    JoinRequest,
    Member,
)

_WAITS = 3
"""What the result of somebody says whose invitation waits for an answer."""
_MANAGED = ("Role", "MuteTime")


@api.command(
    "group_open_http_svc.create_group",
    accepts="group_open_http_svc.create_group",
    returns="frame.group_open_http_svc.create_group.answer",
)
def create_own_group(app: App, caller: Caller, given: Given) -> Any:
    """Make a group that the caller owns."""
    return creating.make_group(app, caller, given, {"OverJoinedGroupLimit_Account": []})


@api.command(
    "group_open_http_svc.destroy_group",
    accepts="group_open_http_svc.destroy_group",
    returns="group_open_http_svc.destroy_group.answer",
)
def destroy_own_group(app: App, caller: Caller, given: Given) -> None:
    """Dismiss a group, as its owner; one of type Private is left instead."""
    group = group_of_owner(app, caller, given)
    if group.kind == "Private":
        raise errors.no_right(reason="a group of this type is not dismissed by its owner")
    app.groups.destroy(group, caller)


@api.command(
    "group_open_http_svc.modify_group_base_info",
    accepts="group_open_http_svc.modify_group_base_info",
    returns="group_open_http_svc.modify_group_base_info.answer",
)
def modify_own_group(app: App, caller: Caller, given: Given) -> None:
    """Change the profile of a group: as owner or admin, or as any member of one of type Private."""
    group, member = group_and_member(app, caller, given)
    if member.role == MEMBER and group.kind != "Private":
        raise errors.no_right(reason="only the owner and admins may do this")
    groups.modify_group_base_info(app, caller, given)


@api.command(
    "group_open_http_svc.change_group_owner",
    accepts="group_open_http_svc.change_group_owner",
    returns="group_open_http_svc.change_group_owner.answer",
)
def give_own_group(app: App, caller: Caller, given: Given) -> None:
    """Give a group to another member, as its owner."""
    group_of_owner(app, caller, given)
    groups.change_group_owner(app, caller, given)


@api.command(
    "group_open_http_svc.get_group_self_member_info",
    accepts="frame.group_open_http_svc.get_group_self_member_info",
    returns="group_open_http_svc.get_group_self_member_info.answer",
)
def get_own_groups(app: App, caller: Caller, given: Given) -> Given:
    """Give profiles of groups, and the caller as a member; of each group that it is not in its error."""
    filters = given.get("ResponseFilter", {})
    return {"GroupInfo": [_show_own(app, caller, one, filters) for one in dict.fromkeys(given["GroupIdList"])]}


def _show_own(app: App, caller: Caller, group_id: str, filters: Given) -> Given:
    group = app.groups.get(group_id)
    if group is None:
        return groups.info_of(app, group_id, filters)
    member = group.members.get(caller.user_id)
    if member is None:
        refusal = errors.no_right(reason="the caller is no member")
        return {"GroupId": group_id, "ErrorCode": refusal.error.code, "ErrorInfo": refusal.message()}
    return {**groups.info_of(app, group_id, filters), "MemberList": [members.show_member_of(member, filters)]}


@api.command(
    "group_open_http_svc.get_group_public_info",
    accepts="frame.group_open_http_svc.get_group_public_info",
    returns="group_open_http_svc.get_group_public_info.answer",
)
def get_public_info(app: App, given: Given) -> Given:
    """Give what anybody may know of groups, to find them by their ids."""
    names = given.get("ResponseFilter", {}).get("GroupBasePublicInfoFilter")
    filters = {"GroupBaseInfoFilter": names} if names else {}
    return {"GroupInfo": [groups.info_of(app, one, filters) for one in dict.fromkeys(given["GroupIdList"])]}


@api.command(
    "group_open_http_svc.get_group_member_info",
    accepts="group_open_http_svc.get_group_member_info",
    returns="group_open_http_svc.get_group_member_info.answer",
)
def list_members(app: App, caller: Caller, given: Given) -> Given:
    """Give the members of a group that the caller is in."""
    group, _ = group_and_member(app, caller, given)
    shown: Given = members.get_group_member_info(app, given)
    if group.kind != "Community":  # the SDK takes Next for the number that it gives back as Offset (client)
        del shown["Next"]
    return shown


@api.command(
    "group_open_http_svc.get_specified_group_member_info",
    accepts="group_open_http_svc.get_specified_group_member_info",
    returns="group_open_http_svc.get_specified_group_member_info.answer",
)
def get_members(app: App, caller: Caller, given: Given) -> Given:
    """Give some members of a group that the caller is in."""
    group_and_member(app, caller, given)
    shown: Given = members.get_specified_group_member_info(app, given)
    return shown


@api.command(
    "group_open_http_svc.add_group_member",
    accepts="group_open_http_svc.add_group_member",
    returns="group_open_http_svc.add_group_member.answer",
)
def invite(app: App, caller: Caller, given: Given) -> Any:
    """Bring others into a group: freely, or with somebody's consent, or not at all, as the group has it."""
    group, member = group_and_member(app, caller, given)
    option, manages = invite_option(group), member.role != MEMBER
    if not group.type.adds or option == NOBODY:
        raise errors.no_right(reason="nobody is invited to this group")
    if option == ASKS and not manages:
        return _ask(app, caller, group, given, NEEDS_CONSENT)
    if app.settings.invitees_agree:
        return _ask(app, caller, group, given, INVITED)
    return members.add_group_member(app, caller, {**given, "Silence": 0})


def _ask(app: App, caller: Caller, group: Group, given: Given, kind: int) -> Given:
    results: list[dict[str, Any]] = []
    for user_id in dict.fromkeys(row["Member_Account"] for row in given["MemberList"]):
        result = 2 if user_id in group.members else _WAITS if user_id in app.accounts else 0
        if result == _WAITS:
            app.groups.ask(group, JoinRequest(kind, caller.user_id, user_id, app.clock.now()), caller)
        results.append({"Member_Account": user_id, "Result": result})
    return {"MemberList": results}


@api.command(
    "group_open_http_svc.delete_group_member",
    accepts="group_open_http_svc.delete_group_member",
    returns="group_open_http_svc.delete_group_member.answer",
)
def remove_members(app: App, caller: Caller, given: Given) -> None:
    """Take members out who have less to say than the caller."""
    group, member = group_and_manager(app, caller, given)
    named = [group.members[one] for one in dict.fromkeys(given["MemberToDel_Account"]) if one in group.members]
    check_above(member, named)
    members.delete_group_member(app, caller, {**given, "Silence": 0})


@api.command(
    "group_open_http_svc.modify_group_member_info",
    accepts="group_open_http_svc.modify_group_member_info",
    returns="group_open_http_svc.modify_group_member_info.answer",
)
def modify_member(app: App, caller: Caller, given: Given) -> None:
    """Change oneself as a member, or somebody who has less to say: roles as owner alone."""
    group, member = group_and_member(app, caller, given)
    other = member_of(group, given["Member_Account"])
    if other is not member:
        _check_change(member, other, given)
    elif any(name in given for name in _MANAGED):
        raise errors.no_right(reason="nobody changes the own role, or silences oneself")
    members.modify_group_member_info(app, caller, given)


def _check_change(member: Member, other: Member, given: Given) -> None:
    if "MsgFlag" in given:
        raise errors.no_right(reason="everybody says for oneself how messages are received")
    if "Role" in given and member.role != OWNER:
        raise errors.no_right(reason="only the owner gives roles")
    check_above(member, [other])


@api.command("group_open_http_svc.quit_group", accepts="frame.group_open_http_svc.quit_group", returns="frame.done")
def quit_group(app: App, caller: Caller, given: Given) -> None:
    """Leave a group; an owner leaves one of type Private only."""
    group = group_of(app, given["GroupId"])
    member = member_of(group, caller.user_id)
    if member.role == OWNER and not group.type.owner_leaves:
        raise errors.owner_stays()
    app.groups.leave(group, [member], caller, how="Quit")
