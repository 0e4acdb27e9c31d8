"""Groups are joined: at once, or by a request that owner and admins answer; and invitations that wait."""

from __future__ import annotations

from itertools import islice
from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import group_of
from chatmock.providers.tencent.groups import live
from chatmock.providers.tencent.groups.rights import group_and_manager
from chatmock.providers.tencent.groups.rules import check_joining
from chatmock.providers.tencent.model import (
    APPLIES,
    INVITED,
    NEEDS_CONSENT,
    App,
    Caller,
    Given,
    Group,
    JoinRequest,
    request_key,
)
from chatmock.providers.tencent.webhooks.before import ask_before_joining

_AGREES, _REJECTS = "Agree", "Reject"
_IN, _WAITS = "JoinedSuccess", "WaitAdminApproval"


@api.command(
    "group_open_http_svc.apply_join_group",
    accepts="frame.group_open_http_svc.apply_join_group",
    returns="group_open_http_svc.apply_join_group.answer",
)
def apply_join_group(app: App, caller: Caller, given: Given) -> Any:
    """Join a group, or ask to be let in; who joins a live group gets what it polls with."""
    group = group_of(app, given["GroupId"])
    live.check_ban(app, group, caller.user_id)
    if caller.user_id in group.members and group.kind == "AVChatRoom":
        return _open_group(app, group, caller, given)
    check_joining(app, group, caller.user_id)
    return ask_before_joining(
        app, caller, group, lambda: _join(app, caller, group, given), lambda: _check_again(app, caller, given)
    )


def _check_again(app: App, caller: Caller, given: Given) -> None:
    group = group_of(app, given["GroupId"])
    live.check_ban(app, group, caller.user_id)
    check_joining(app, group, caller.user_id)


def _join(app: App, caller: Caller, group: Group, given: Given) -> Given:
    if not check_joining(app, group, caller.user_id):
        message, data = given.get("ApplyMsg", ""), given.get("UserDefinedField", "")
        request = JoinRequest(APPLIES, caller.user_id, caller.user_id, app.clock.now(), message, data)
        app.groups.ask(group, request, caller)
        return {"JoinedStatus": _WAITS}
    app.groups.join(group, [caller.user_id], caller, how="Apply")
    return _open_group(app, group, caller, given)


def _open_group(app: App, group: Group, caller: Caller, given: Given) -> Given:
    polled = live.open_poll(app, group, caller, given) if group.kind == "AVChatRoom" else {}
    return {"JoinedStatus": _IN, **polled}


def _answer(app: App, caller: Caller, given: Given, kind: int, user_id: str) -> None:
    """Answer a request of a kind: who is agreed to comes in. Errors: bad_group_value, answered_already, group_full."""
    group = group_of(app, given["GroupId"])
    if given["HandleMsg"] not in (_AGREES, _REJECTS):
        raise errors.bad_group_value(field="HandleMsg")
    request = group.requests.get(request_key(kind, user_id))
    if request is None:
        raise errors.answered_already()
    agreed = given["HandleMsg"] == _AGREES
    if agreed and len(group.members) >= group.max_members:
        raise errors.group_full()
    app.groups.answer(group, request, caller, agreed=agreed, message=given.get("ApprovalMsg", ""))
    if agreed:
        app.groups.join(group, [user_id], caller, how="Apply" if kind == APPLIES else "Invited")


@api.command(
    "group_open_http_svc.handle_apply_join_group",
    accepts="frame.group_open_http_svc.handle_apply_join_group",
    returns="frame.done",
)
def handle_apply_join_group(app: App, caller: Caller, given: Given) -> None:
    """Let in somebody who has asked for it, or not: as owner or admin."""
    group_and_manager(app, caller, given)
    _answer(app, caller, given, APPLIES, given["Applicant_Account"])


@api.command(
    "group_open_http_svc.handle_invite_join_permission_group",
    accepts="frame.group_open_http_svc.handle_invite_join_permission_group",
    returns="frame.done",
)
def handle_invite_join_permission_group(app: App, caller: Caller, given: Given) -> None:
    """Let in somebody whom a member has invited, or not: as owner or admin."""
    group_and_manager(app, caller, given)
    _answer(app, caller, given, NEEDS_CONSENT, given["Invited_Account"])


@api.command(
    "group_open_http_svc.handle_invite_join_group",
    accepts="frame.group_open_http_svc.handle_invite_join_group",
    returns="frame.done",
)
def handle_invite_join_group(app: App, caller: Caller, given: Given) -> None:
    """Follow an invitation to a group, or not."""
    _answer(app, caller, given, INVITED, caller.user_id)


@api.command(
    "group_open_http_svc.get_pendency",
    accepts="frame.group_open_http_svc.get_pendency",
    returns="group_open_http_svc.get_pendency.answer",
)
def get_pendency(app: App, caller: Caller, given: Given) -> Given:
    """List the requests that the caller may answer as owner or admin, those of communities apart."""
    return _list_pending(app, caller, given, communities=False)


@api.command(
    "million_group_open_http_svc.get_pendency",
    accepts="frame.group_open_http_svc.get_pendency",
    returns="group_open_http_svc.get_pendency.answer",
)
def get_pendency_of_communities(app: App, caller: Caller, given: Given) -> Given:
    """List the requests of communities that the caller may answer as owner or admin."""
    return _list_pending(app, caller, given, communities=True)


def _list_pending(app: App, caller: Caller, given: Given, *, communities: bool) -> Given:
    pending, joined, start = app.groups.pending, app.groups.of(caller.user_id).values(), given.get("StartTime", 0)
    order = pending.order(caller.user_id, joined, communities=communities)
    total = order.count_after(start - 1)
    most = given.get("Limit") or total
    found = list(islice(pending.since(order, start), most + 1))
    following = found[most][1].time if len(found) > most else 0
    rows = [_show(app, group, request) for group, request in found[:most]]
    return {"PendencyList": rows, "NextStartTime": following, "UnhandledCount": total}


def _show(app: App, group: Group, request: JoinRequest) -> dict[str, Any]:
    asker = app.accounts.get(request.asker)
    return {
        "From_Account": request.asker,
        "To_Account": request.user_id if request.kind == NEEDS_CONSENT else "",
        "FromUserNickName": asker.nick if asker is not None else "",
        "GroupId": group.group_id,
        "GroupName": group.name,
        "PendencyType": request.kind,
        "ApplyInviteMsg": request.message,
        "AddTime": request.time,
        "Authentication": authentication(request),
        "Handled": 0,
    }


def authentication(request: JoinRequest) -> str:
    """What an answer to a request shows again."""
    return f"{request.time}"
