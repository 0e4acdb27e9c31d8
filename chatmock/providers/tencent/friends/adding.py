"""Friends are added, and asked first where they want that; requests are answered, listed and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of, owner_of
from chatmock.providers.tencent.friends.results import results, results_unless_refused
from chatmock.providers.tencent.model import App, Caller, Friend, FriendRequest, Given
from chatmock.providers.tencent.webhooks.before import Refused, ask_before_answering, ask_before_befriending

ALLOW, FORBID = "Tag_Profile_IM_AllowType", "Tag_Profile_IM_AdminForbidType"
_MAY_NOT_ASK = "AdminForbid_Type_SendOut"
SOURCE = "AddSource_Type_"
"""How each source begins (docs, 2024)."""
LONGEST_NAME = 30
"""Bytes of the name of a friend list."""
_LONGEST = {"Remark": 96, "AddWording": 256}
_ASKS, _NOBODY = "AllowType_Type_NeedConfirm", "AllowType_Type_DenyAny"
_TYPES = ("Add_Type_Single", "Add_Type_Both")
_COMES, _GOES = "Pendency_Type_ComeIn", "Pendency_Type_SendOut"
_KINDS = (_COMES, _GOES, "Pendency_Type_Both")
_AGREES, _BOTH, _REJECTS = "Response_Action_Agree", "Response_Action_AgreeAndAdd", "Response_Action_Reject"


@api.command("sns.friend_add", accepts="frame.sns.friend_add", returns="sns.friend_add.answer")
@api.post("/sns/friend_add")
def friend_add(app: App, caller: Caller, given: Given) -> Any:
    """Add friends: at once, or by a request where somebody wants to be asked (30539)."""
    owner = owner_of(app, caller, given, errors.no_friend_account).user_id
    both = given.get("AddType", _TYPES[1]) != _TYPES[0]
    if given.get("AddType", _TYPES[0]) not in _TYPES:
        raise errors.bad_friend_value(field="AddType")
    force = caller.is_admin and given.get("ForceAddFlags") == 1
    rows = {row["To_Account"]: row for row in given["AddFriendItem"]}

    def add(refused: Refused) -> Given:
        return results_unless_refused(
            rows, refused, lambda user_id: _add(app, caller, owner, rows[user_id], both=both, force=force)
        )

    return ask_before_befriending(
        app,
        caller,
        owner,
        list(rows.values()),
        given.get("AddType", _TYPES[1]),
        int(force),
        add,
        lambda: account_of(app, owner, errors.no_friend_account),
    )


def _add(app: App, caller: Caller, owner: str, row: dict[str, Any], *, both: bool, force: bool) -> None:
    other = account_of(app, row["To_Account"], errors.no_friend_account)
    user_id = other.user_id
    if user_id == owner:
        raise errors.bad_friend_value(field="To_Account")
    check_words(row)
    if not force and app.accounts.rows[owner].profile.get(FORBID) == _MAY_NOT_ASK:
        raise errors.may_not_ask()
    if app.friends.blocks(owner, user_id):
        raise errors.on_own_block_list(user_id=user_id)
    if app.friends.blocks(user_id, owner):
        raise errors.on_their_block_list(user_id=user_id)
    allow = other.profile.get(ALLOW)
    if not app.friends.has(owner, user_id) and not force and allow in (_ASKS, _NOBODY):
        if allow == _NOBODY:
            raise errors.asks_nobody(user_id=user_id)
        most = app.settings.most_friend_requests
        open_ones = app.friends.requests.get(user_id, {})
        if most is not None and owner not in open_ones and len(open_ones) >= most:
            raise errors.requests_full(user_id=user_id)
        app.friends.ask(_request(app, owner, row), caller)
        raise errors.waits_for_consent(user_id=user_id)
    befriend(app, caller, _request(app, owner, row), both=both)


def _request(app: App, owner: str, row: dict[str, Any]) -> FriendRequest:
    now = app.clock.seconds()
    more = {own: row.get(name, "") for own, name in _FIELDS.items()}
    return FriendRequest(owner, row["To_Account"], now, **more)


_FIELDS = {"wording": "AddWording", "source": "AddSource", "remark": "Remark", "list": "GroupName"}


def befriend(app: App, caller: Caller, request: FriendRequest, *, both: bool) -> None:
    """Have who asks have the other one as a friend, and the other way round for ``both``.

    Errors: own_list_full, their_list_full, lists_full.
    """
    now = app.clock.seconds()
    check_room(app, request.sender, request.target, both=both)
    if request.list:
        check_lists(app, request.sender, (request.list,))
    if not app.friends.has(request.sender, request.target):
        if request.list:
            app.friends.make_list(request.sender, request.list)
        lists = (request.list,) if request.list else ()
        friend = Friend(request.target, now, request.remark, 0, request.source, request.wording, lists)
        app.friends.add(request.sender, friend, caller)
    if both and not app.friends.has(request.target, request.sender):
        app.friends.add(request.target, Friend(request.sender, now, source=request.source), caller)


def check_room(app: App, owner: str, other: str, *, both: bool) -> None:
    """Refuse friends beyond what a list takes. Errors: own_list_full, their_list_full."""
    most, friends = app.settings.most_friends, app.friends
    if most is None:
        return
    if not friends.has(owner, other) and len(friends.of(owner)) >= most:
        raise errors.own_list_full()
    if both and not friends.has(other, owner) and len(friends.of(other)) >= most:
        raise errors.their_list_full(user_id=other)


def check_lists(app: App, owner: str, names: Iterable[str]) -> None:
    """Refuse names that no friend list has, and lists beyond what there may be. Errors: bad_friend_value, lists_full."""
    own, most = app.friends.lists.get(owner, {}), app.settings.most_friend_lists
    for name in names:
        if not 0 < len(name.encode()) <= LONGEST_NAME:
            raise errors.bad_friend_value(field="GroupName")
    if most is not None and len({*own, *names}) > most:
        raise errors.lists_full()


def check_words(row: Given) -> None:
    """Refuse remarks and the like that are too long. Errors: bad_friend_value."""
    for name, longest in _LONGEST.items():
        if len(row.get(name, "").encode()) > longest:
            raise errors.bad_friend_value(field=name)
    if row.get("AddSource", SOURCE)[: len(SOURCE)] != SOURCE and row["AddSource"]:
        raise errors.bad_friend_value(field="AddSource")


@api.command("sns.friend_response", accepts="frame.sns.friend_response", returns="sns.friend_response.answer")
def friend_response(app: App, caller: Caller, given: Given) -> Any:
    """Agree to requests, or reject them."""
    rows = {row["To_Account"]: row for row in given["ResponseFriendItem"]}

    def respond(refused: Refused) -> Given:
        return results_unless_refused(rows, refused, lambda user_id: _respond(app, caller, rows[user_id]))

    return ask_before_answering(
        app,
        caller,
        caller.user_id,
        list(rows.values()),
        respond,
        lambda: account_of(app, caller.user_id, errors.no_friend_account),
    )


def _respond(app: App, caller: Caller, row: dict[str, Any]) -> None:
    user_id, action = row["To_Account"], row["ResponseAction"]
    if action not in (_AGREES, _BOTH, _REJECTS):
        raise errors.bad_friend_value(field="ResponseAction")
    account_of(app, user_id, errors.no_friend_account)
    request = app.friends.requests.get(caller.user_id, {}).get(user_id)
    if request is None:
        raise errors.no_friend_request()
    if row.get("TagName") and row["TagName"] not in app.friends.lists.get(caller.user_id, {}):
        raise errors.bad_friend_value(field="TagName")
    if action == _REJECTS:
        app.friends.end_request(request, caller)
        return
    check_room(app, request.sender, request.target, both=action == _BOTH)
    app.friends.end_request(request, caller)
    befriend(app, caller, request, both=action == _BOTH)
    own = app.friends.of(caller.user_id).get(user_id)
    changes = {"remark": row["Remark"]} if row.get("Remark") else {}
    if own is not None and row.get("TagName"):
        changes["lists"] = (*own.lists, row["TagName"])
    if own is not None and changes:
        app.friends.change(caller.user_id, own, changes, caller)


@api.command("sns.pendency_get", accepts="frame.sns.pendency_get", returns="sns.pendency_get.answer")
def pendency_get(app: App, caller: Caller, given: Given) -> Given:
    """List requests: those that came, those that went out, or both; and how many of the former were not seen.

    StartTime goes on with those from a time in seconds on; 0 is the end.
    """
    kind = given.get("PendencyType", _KINDS[2])
    if kind not in _KINDS:
        raise errors.bad_friend_value(field="PendencyType")
    came = app.friends.requests.get(caller.user_id, {}).values() if kind != _GOES else ()
    went = app.friends.sent_requests.get(caller.user_id, {}).values() if kind != _COMES else ()
    rows = [_request_row(app, one, one.sender, _COMES) for one in came] + [
        _request_row(app, one, one.target, _GOES) for one in went
    ]
    start, most = given.get("StartTime", 0), given.get("MaxLimited") or len(rows)
    later = sorted((row for row in rows if row["AddTime"] >= start), key=lambda row: int(row["AddTime"]))
    return {
        "PendencyItem": later[:most],
        "UnreadPendencyCount": app.friends.unseen_requests(caller.user_id),
        "CurrentSequence": 0,
        "StartTime": later[most]["AddTime"] if len(later) > most else 0,
    }


def _request_row(app: App, request: FriendRequest, user_id: str, kind: str) -> dict[str, Any]:
    account = app.accounts.rows[user_id]
    return {
        "To_Account": user_id,
        "PendencyType": kind,
        "Nick": account.nick,
        "Image": account.face_url,
        "AddSource": request.source,
        "AddWording": request.wording,
        "AddTime": request.time,
    }


@api.command("sns.pendency_delete", accepts="frame.sns.pendency_delete", returns="sns.pendency_delete.answer")
def pendency_delete(app: App, caller: Caller, given: Given) -> Given:
    """Take requests off the list: those that came, or those that went out."""
    if given["PendencyType"] not in _KINDS[:2]:
        raise errors.bad_friend_value(field="PendencyType")
    table = app.friends.requests if given["PendencyType"] == _COMES else app.friends.sent_requests

    def delete(user_id: str) -> None:
        request = table.get(caller.user_id, {}).get(user_id)
        if request is None:
            raise errors.no_friend_request()
        app.friends.end_request(request, caller)

    return results(dict.fromkeys(given["To_Account"]), delete)


@api.command("sns.pendency_report", accepts="frame.sns.pendency_report", returns="frame.done")
def pendency_report(app: App, caller: Caller, given: Given) -> None:
    """Say that requests were seen, up to a time in seconds."""
    app.friends.see_requests(caller.user_id, min(given["LatestPendencyTimeStamp"], app.clock.seconds()), caller)
