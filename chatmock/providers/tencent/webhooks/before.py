"""The before-webhooks, each in one place: what is asked, whoever causes it by whatever door."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from chatmock.providers.tencent.model import App, Caller, Group, Message
from chatmock.providers.tencent.views.groups import pairs_of
from chatmock.providers.tencent.webhooks.asking import ALLOWED, FRIENDS_OWN, Verdict, ask
from chatmock.providers.tencent.webhooks.messages import facts_in_group, facts_of_two
from chatmock.providers.tencent.webhooks.posting import event_time

QUIET = "ForbidBeforeSendMsgCallback"
"""What a sender says who does not want a message to be asked for (ForbidCallbackControl)."""
Again = Callable[[], object]
Refused = dict[str, tuple[int, str]]
"""Accounts that are refused, each with its code and text."""


def ask_before_sending(
    app: App, by: Caller, message: Message, quiet: Collection[str], go_on: Callable[[Verdict], Any], again: Again
) -> Any:
    """Before a message between two. Errors: c2c_refused, webhook_failed, the application's own."""
    command = "C2C.CallbackBeforeSendMsg"
    if QUIET in quiet or not app.webhook.wants(command):
        return go_on(ALLOWED)
    return ask(app, command, by, facts_of_two(message), go_on, again)


def ask_before_saying(
    app: App,
    by: Caller,
    group: Group,
    message: Message,
    quiet: Collection[str],
    go_on: Callable[[Verdict], Any],
    again: Again,
) -> Any:
    """Before a message in a group. Errors: group_refused, webhook_failed, the application's own."""
    command = "Group.CallbackBeforeSendMsg"
    if QUIET in quiet or not app.webhook.wants(command):
        return go_on(ALLOWED)
    return ask(app, command, by, facts_in_group(app, group, message, by), go_on, again)


def ask_before_creating(
    app: App,
    by: Caller,
    values: Mapping[str, Any],
    members: Iterable[str],
    go_on: Callable[[], Any],
    again: Again,
) -> Any:
    """Before a group is made; ``values`` are its fields by the model's names, its ``kind`` and its ``owner`` among them.

    Errors: group_refused, webhook_failed, the application's own.
    """
    own: Mapping[str, int] = app.groups.owned.get(values["owner"], {})
    body = {
        "Operator_Account": by.user_id,
        "Owner_Account": values["owner"],
        "Type": values["kind"],
        "Name": values["name"],
        "CreateGroupNum": own.get(values["kind"], 0),
        "CreatedGroupNum": dict(own),
        "MemberList": [{"Member_Account": user_id} for user_id in members],
        "InviteOption": values.get("invite_option", ""),
        "UserDefinedDataList": pairs_of(values.get("custom", {})),
        "EventTime": str(event_time(app)),
    }
    return ask(app, "Group.CallbackBeforeCreateGroup", by, body, lambda _: go_on(), again)


def ask_before_topic(app: App, by: Caller, group: Group, name: str, go_on: Callable[[], Any], again: Again) -> Any:
    """Before a topic is made in a community. Errors: group_refused, webhook_failed, the application's own."""
    body = {"Operator_Account": by.user_id, "Type": group.kind, "Name": name}
    return ask(app, "Group.CallbackBeforeCreateTopic", by, body, lambda _: go_on(), again)


def ask_before_joining(app: App, by: Caller, group: Group, go_on: Callable[[], Any], again: Again) -> Any:
    """Before the caller joins a group, or asks to. Errors: group_refused, webhook_failed, the application's own."""
    body = {
        "GroupId": group.group_id,
        "Type": group.kind,
        "Requestor_Account": by.user_id,
        "EventTime": str(event_time(app)),
    }
    return ask(app, "Group.CallbackBeforeApplyJoinGroup", by, body, lambda _: go_on(), again)


def ask_before_inviting(
    app: App,
    by: Caller,
    group: Group,
    user_ids: Iterable[str],
    go_on: Callable[[Collection[str]], Any],
    again: Again,
) -> Any:
    """Before accounts are brought into a group; ``go_on`` gets those that may not come in.

    Errors: group_refused, webhook_failed, the application's own.
    """
    body = {
        "GroupId": group.group_id,
        "Type": group.kind,
        "Operator_Account": by.user_id,
        "DestinationMembers": [{"Member_Account": user_id} for user_id in user_ids],
        "EventTime": str(event_time(app)),
    }

    def bring(verdict: Verdict) -> Any:
        return go_on(frozenset(verdict.answer.get("RefusedMembers_Account", ())))

    return ask(app, "Group.CallbackBeforeInviteJoinGroup", by, body, bring, again)


def ask_before_befriending(
    app: App,
    by: Caller,
    user_id: str,
    items: list[dict[str, Any]],
    add_type: str,
    force: int,
    go_on: Callable[[Refused], Any],
    again: Again,
) -> Any:
    """Before somebody adds friends, by the wire's fields of each; ``go_on`` gets those who are refused.

    The REST API asks nobody (docs, 2024). Errors: webhook_failed.
    """
    if by.is_admin:
        return go_on({})
    names = ("To_Account", "Remark", "GroupName", "AddSource", "AddWording")
    body = {
        "Requester_Account": by.user_id,
        "From_Account": user_id,
        "FriendItem": [{name: item.get(name, "") for name in names} for item in items],
        "AddType": add_type,
        "ForceAddFlags": force,
        "EventTime": event_time(app),
    }
    return ask(app, "Sns.CallbackPrevFriendAdd", by, body, lambda verdict: go_on(_refusals(verdict)), again)


def ask_before_answering(
    app: App,
    by: Caller,
    user_id: str,
    items: list[dict[str, Any]],
    go_on: Callable[[Refused], Any],
    again: Again,
) -> Any:
    """Before somebody answers requests for friendship, by the wire's fields of each; ``go_on`` gets those refused.

    The REST API asks nobody (docs, 2024). Errors: webhook_failed.
    """
    if by.is_admin:
        return go_on({})
    names = ("To_Account", "Remark", "TagName", "ResponseAction")
    body = {
        "Requester_Account": by.user_id,
        "From_Account": user_id,
        "ResponseFriendItem": [{name: item.get(name, "") for name in names} for item in items],
        "EventTime": event_time(app),
    }
    return ask(app, "Sns.CallbackPrevFriendResponse", by, body, lambda verdict: go_on(_refusals(verdict)), again)


def _refusals(verdict: Verdict) -> Refused:
    """Whom the application's server refuses among those it was asked about."""
    rows = verdict.answer.get("ResultItem", ())
    return {
        row["To_Account"]: (row["ResultCode"], row.get("ResultInfo", ""))
        for row in rows
        if row["ResultCode"] in FRIENDS_OWN
    }
