"""Groups: made, dismissed, looked at, changed, listed."""

from __future__ import annotations

from itertools import islice

from chatmock.core.errors import Refusal
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of, group_of, is_group_id
from chatmock.providers.tencent.groups.values import fields_of, group_values, type_of
from chatmock.providers.tencent.model import ADMIN, MEMBER, OWNER, App, Caller, Given, Group, GroupType
from chatmock.providers.tencent.views.groups import pairs_of, show_group, show_member

_MOST_LISTED = 10_000


def check_new_id(app: App, kind: GroupType, group_id: str, owner: str) -> None:
    """Refuse an id that a new group cannot have. Errors: bad_group_id, group_id_taken, group_id_own."""
    if not group_id:
        return
    starts = group_id.startswith("@TGS#")
    if not is_group_id(group_id) or (starts and not (kind.name == "Community" and group_id.startswith(kind.prefix))):
        raise errors.bad_group_id()
    if kind.name == "Community" and not starts:
        raise errors.bad_group_id()
    if (other := app.groups.get(group_id)) is not None:
        raise errors.group_id_own() if owner and other.owner == owner else errors.group_id_taken()


@api.post("/group_open_http_svc/create_group")
def create_group(app: App, caller: Caller, given: Given) -> Given:
    """Make a group of one of the five types, with an owner and members."""
    kind = type_of(given)
    owner = given.get("Owner_Account", "") if caller.is_admin else caller.user_id
    rows = [row for row in given.get("MemberList", ()) if row.get("Member_Account") != owner]
    for user_id in [*([owner] if owner else ()), *(row.get("Member_Account", "") for row in rows)]:
        account_of(app, user_id, errors.no_group_account)
    if rows and not kind.adds:
        raise errors.bad_group_value(field="MemberList")
    check_new_id(app, kind, given.get("GroupId", ""), owner)
    values = {"apply_option": "NeedPermission" if kind.asks else "FreeAccess", "max_members": kind.most}
    values |= group_values(given, kind)
    if len(rows) + bool(owner) > values["max_members"]:
        raise errors.group_full()
    custom, own = fields_of(given), [(row, fields_of(row, "AppMemberDefinedData")) for row in rows]
    if any(row.get("Role", MEMBER) not in (ADMIN, MEMBER) for row in rows):
        raise errors.bad_group_value(field="Role")
    name = values.pop("name")
    topics = given.get("SupportTopic") == 1
    group = app.groups.create(
        kind.name,
        name,
        caller,
        group_id=given.get("GroupId", ""),
        owner=owner,
        custom=custom or {},
        supports_topics=topics,
        **values,
    )
    if owner:
        app.groups.new_member(group, owner, role=OWNER)
    for row, fields in own:
        app.groups.new_member(group, row["Member_Account"], role=row.get("Role", MEMBER), custom=fields or {})
    app.groups.created(group, caller)
    shown = {"GroupId": group.group_id, "Type": group.kind}
    return {**shown, "HugeGroupFlag": 1} if kind.name == "AVChatRoom" else shown


@api.post("/group_open_http_svc/destroy_group")
def destroy_group(app: App, caller: Caller, given: Given) -> None:
    """Dismiss a group."""
    app.groups.destroy(group_of(app, given["GroupId"]), caller)


@api.post("/group_open_http_svc/get_group_info")
def get_group_info(app: App, given: Given) -> Given:
    """Give profiles of up to 50 groups with their members; of each group that does not exist its error."""
    filters = given.get("ResponseFilter", {})
    return {"GroupInfo": [_info(app, group_id, filters) for group_id in dict.fromkeys(given["GroupIdList"])]}


def _info(app: App, group_id: str, filters: Given) -> Given:
    try:
        group = group_of(app, group_id)
    except Refusal as found:
        return {"GroupId": group_id, "ErrorCode": found.error.code, "ErrorInfo": found.message()}
    shown = show_group(app, group, filters.get("GroupBaseInfoFilter"))
    shown |= {"ErrorCode": 0, "ErrorInfo": ""}
    shown["AppDefinedData"] = pairs_of(group.custom, filters.get("AppDefinedDataFilter_Group"))
    if not filters or "MemberInfoFilter" in filters:
        names = filters.get("AppDefinedDataFilter_GroupMember")
        shown["MemberList"] = [
            {**show_member(one, filters.get("MemberInfoFilter")), "AppMemberDefinedData": pairs_of(one.custom, names)}
            for one in group.members.values()
        ]
    return shown


@api.post("/group_open_http_svc/modify_group_base_info")
def modify_group_base_info(app: App, caller: Caller, given: Given) -> None:
    """Change the profile of a group."""
    group = group_of(app, given["GroupId"])
    values = group_values(given, group.type)
    custom = fields_of(given, before=group.custom)
    if values.get("max_members", len(group.members)) < len(group.members):
        raise errors.bad_group_value(field="MaxMemberNum")
    app.groups.change(group, values if custom is None else {**values, "custom": custom}, caller)


@api.post("/group_open_http_svc/get_appid_group_list")
def get_appid_group_list(app: App, given: Given) -> Given:
    """List the groups of the application, the first made first; Next goes on."""
    kind = type_of({"Type": given["GroupType"]}).name if given.get("GroupType") else ""
    limit, after = min(given.get("Limit", _MOST_LISTED), _MOST_LISTED), given.get("Next", 0)
    groups = (one for one in app.groups if one.serial > after and (not kind or one.kind == kind))
    found = list(islice(groups, limit + 1))
    page = found[:limit]
    return {
        "TotalCount": len(app.groups) if not kind else sum(one.kind == kind for one in app.groups),
        "GroupIdList": [{"GroupId": one.group_id} for one in page],
        "Next": page[-1].serial if len(found) > limit and page else 0,
    }


@api.post("/group_open_http_svc/change_group_owner")
def change_group_owner(app: App, caller: Caller, given: Given) -> None:
    """Give a group to another of its members."""
    group = group_of(app, given["GroupId"])
    _check_owner(group, given["NewOwner_Account"])
    app.groups.give_to(group, given["NewOwner_Account"], caller)


def _check_owner(group: Group, user_id: str) -> None:
    if group.kind == "AVChatRoom":
        raise errors.no_right(reason="a live group keeps its owner")
    if user_id not in group.members:
        raise errors.no_right(reason=f"{user_id} is no member")
