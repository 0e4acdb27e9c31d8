"""The groups that an account is in."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from chatmock.core.clock import SECOND
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of
from chatmock.providers.tencent.groups.values import type_of
from chatmock.providers.tencent.model import SORTS, WITH_TOPICS, App, Caller, Given, Group
from chatmock.providers.tencent.views.groups import pairs_of, show_group, show_member
from chatmock.providers.tencent.views.topics import gross_of

_MOST = 5000


@api.command(
    "group_open_http_svc.get_joined_group_list",
    accepts="frame.group_open_http_svc.get_joined_group_list",
    returns="frame.group_open_http_svc.get_joined_group_list.answer",
)
def get_joined_groups(app: App, caller: Caller, given: Given) -> Given:
    """List the groups that the caller is in, live groups and communities apart: of a type, or of all."""
    return _list_joined(app, caller, given, SORTS - {"AVChatRoom", "Community", WITH_TOPICS})


@api.command(
    "million_group_open_http_svc.get_joined_group_list",
    accepts="frame.group_open_http_svc.get_joined_group_list",
    returns="frame.group_open_http_svc.get_joined_group_list.answer",
)
def get_joined_communities(app: App, caller: Caller, given: Given) -> Given:
    """List the communities that the caller is in: those with topics for SupportTopic 1, else those without."""
    return _list_joined(app, caller, given, {WITH_TOPICS if given.get("SupportTopic") == 1 else "Community"})


def _list_joined(app: App, caller: Caller, given: Given, wanted: Set[str]) -> Given:
    account = account_of(app, caller.user_id, errors.no_group_account)
    order = app.groups.joined.order(account.user_id, wanted & _sorts_of(given))
    page = order.page(given.get("Offset", 0), min(given.get("Limit") or _MOST, _MOST))
    return {
        "TotalCount": len(order),
        "GroupIdList": [_show(app, one.group, account.user_id, given) for one in page],
    }


def _sorts_of(given: Given) -> Set[str]:
    """The sorts of groups of the type that is named, or all. Errors: bad_group_value."""
    if not given.get("GroupType"):
        return SORTS
    kind = type_of({"Type": given["GroupType"]}).name
    return {kind, WITH_TOPICS} if kind == "Community" else {kind}


@api.post("/group_open_http_svc/get_joined_group_list")
def get_joined_group_list(app: App, given: Given) -> Given:
    """List the groups that an account is in: live groups for WithHugeGroups 1, communities with topics for SupportTopic 1."""
    account = account_of(app, given["Member_Account"], errors.no_group_account)
    left_out = {"Community" if given.get("SupportTopic") == 1 else WITH_TOPICS}
    if given.get("WithHugeGroups") != 1:
        left_out.add("AVChatRoom")
    order = app.groups.joined.order(account.user_id, _sorts_of(given) - left_out)
    page = order.page(given.get("Offset", 0), min(given.get("Limit", _MOST), _MOST))
    filters = given.get("ResponseFilter")
    shown = [_show_joined(app, one.group, account.user_id, filters) for one in page]
    return {"TotalCount": len(order), "GroupIdList": shown}


def _show_joined(app: App, group: Group, user_id: str, filters: Given | None) -> Given:
    """A group in the list: its GroupId alone where no filter asks for more."""
    if not filters:
        return {"GroupId": group.group_id}
    shown: dict[str, Any] = {"GroupId": group.group_id}
    if filters.get("GroupBaseInfoFilter"):
        shown = show_group(app, group, filters["GroupBaseInfoFilter"])
    if filters.get("SelfInfoFilter"):
        own = show_member(group.members[user_id], filters["SelfInfoFilter"])
        del own["Member_Account"]
        shown["SelfInfo"] = own
    if group.supports_topics:
        gross, own = gross_of(group, user_id), shown.setdefault("SelfInfo", {})
        shown["GrossTopicNextMsgSeq"] = gross["GrossTopicNextMsgSeq"]
        own["GrossTopicReadSeq"] = gross["GrossTopicReadSeq"]
    for filtered, name, custom in (
        ("AppDefinedDataFilter_Group", "AppDefinedData", group.custom),
        ("AppDefinedDataFilter_GroupMember", "AppMemberDefinedData", group.members[user_id].custom),
    ):
        if filters.get(filtered):
            shown[name] = pairs_of(custom, filters[filtered])
    return shown


def _show(app: App, group: Group, user_id: str, given: Given) -> dict[str, Any]:
    filters, member = given.get("ResponseFilter", {}), group.members[user_id]
    shown = show_group(app, group, filters.get("GroupBaseInfoFilter"))
    own = show_member(member, filters.get("SelfInfoFilter"))
    del own["Member_Account"]
    shown["SelfInfo"] = own
    if given.get("NeedAppDefineData") == 1:
        shown["AppDefinedData"] = pairs_of(group.custom)
    shown["SupportTopic"] = int(group.supports_topics)
    shown["LastRecallTime"] = group.history.last_recall * SECOND
    return shown
