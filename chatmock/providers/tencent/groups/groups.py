"""Groups: dismissed, looked at, changed, listed."""

from __future__ import annotations

from chatmock.core.errors import Refusal
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import actor_of, group_of
from chatmock.providers.tencent.groups.values import fields_of, group_values, type_of
from chatmock.providers.tencent.model import App, Caller, Given, Group
from chatmock.providers.tencent.views.groups import pairs_of, show_group, show_member

_MOST_LISTED = 10_000


@api.post("/group_open_http_svc/destroy_group")
def destroy_group(app: App, caller: Caller, given: Given) -> None:
    """Dismiss a group."""
    app.groups.destroy(group_of(app, given["GroupId"]), caller)


@api.post("/group_open_http_svc/get_group_info")
def get_group_info(app: App, given: Given) -> Given:
    """Give profiles of up to 50 groups with their members; of each group that does not exist its error."""
    filters = given.get("ResponseFilter", {})
    people = not filters or "MemberInfoFilter" in filters
    found = dict.fromkeys(given["GroupIdList"])
    return {"GroupInfo": [info_of(app, group_id, filters, people=people) for group_id in found]}


def info_of(app: App, group_id: str, filters: Given, *, people: bool = False) -> Given:
    """The profile of a group, with its members for ``people``; or its error."""
    try:
        group = group_of(app, group_id)
    except Refusal as found:
        return {"GroupId": group_id, "ErrorCode": found.error.code, "ErrorInfo": found.message()}
    shown = show_group(app, group, filters.get("GroupBaseInfoFilter"))
    shown |= {"ErrorCode": 0, "ErrorInfo": ""}
    shown["AppDefinedData"] = pairs_of(group.custom, filters.get("AppDefinedDataFilter_Group"))
    if people:
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
    custom = fields_of(given, before=group.custom, known=app.settings.group_fields)
    if values.get("max_members", len(group.members)) < len(group.members):
        raise errors.bad_group_value(field="MaxMemberNum")
    by = actor_of(app, caller, given)
    app.groups.change(group, values if custom is None else {**values, "custom": custom}, by)


@api.get("/group_open_http_svc/get_appid_group_list")
@api.post("/group_open_http_svc/get_appid_group_list")
def get_appid_group_list(app: App, given: Given) -> Given:
    """List the groups of the application, the first made first; Next goes on."""
    kind = type_of({"Type": given["GroupType"]}).name if given.get("GroupType") else ""
    limit, after = min(given.get("Limit", _MOST_LISTED), _MOST_LISTED), given.get("Next", 0)
    order = app.groups.order(kind)
    found = order.after(after, limit + 1)
    page = found[:limit]
    return {
        "TotalCount": len(order),
        "GroupIdList": [{"GroupId": one.group_id} for one in page],
        "Next": page[-1].serial if len(found) > limit and page else 0,
    }


@api.post("/group_open_http_svc/change_group_owner")
def change_group_owner(app: App, caller: Caller, given: Given) -> None:
    """Give a group to another of its members."""
    group = group_of(app, given["GroupId"])
    _check_owner(group, given["NewOwner_Account"])
    app.groups.give_to(group, given["NewOwner_Account"], actor_of(app, caller, given))


def _check_owner(group: Group, user_id: str) -> None:
    if group.kind == "AVChatRoom":
        raise errors.no_right(reason="a live group keeps its owner")
    if user_id not in group.members:
        raise errors.no_right(reason=f"{user_id} is no member")
