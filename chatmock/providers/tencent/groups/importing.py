"""Groups and members of another system, taken over with their times; no webhook asks (docs, 2024)."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of, group_of
from chatmock.providers.tencent.groups.creating import check_new_id, values_of_new
from chatmock.providers.tencent.groups.values import check_live_groups, check_room, type_of
from chatmock.providers.tencent.model import ADMIN, MEMBER, OWNER, App, Caller, Given

MOST = 300
"""Members of one call."""


@api.post("/group_open_http_svc/import_group")
def import_group(app: App, caller: Caller, given: Given) -> Given:
    """Take over a group, with its owner and the time it was made."""
    kind, owner, now = type_of(given), given.get("Owner_Account", ""), app.clock.seconds()
    if owner:
        account_of(app, owner, errors.no_group_account)
    if given.get("CreateTime", now) > now:
        raise errors.bad_group_value(field="CreateTime")
    check_new_id(app, kind, given.get("GroupId", ""), "")
    check_live_groups(app, kind)
    check_room(app, kind, owner)
    values = {**values_of_new(app, given, kind), "created": given.get("CreateTime") or now}
    group = app.groups.create(kind.name, owner=owner, group_id=given.get("GroupId", ""), **values)
    if owner:
        app.groups.new_member(group, owner, role=OWNER, joined=group.created)
    app.groups.tell_of_creation(group, caller)
    return {"GroupId": group.group_id}


@api.post("/group_open_http_svc/import_group_member")
def import_group_member(app: App, caller: Caller, given: Given) -> Given:
    """Take over members: 1 for each that came in, 2 for one that was there, 0 for one that does not exist."""
    group, now = group_of(app, given["GroupId"]), app.clock.seconds()
    rows = {row["Member_Account"]: row for row in given["MemberList"]}
    if not group.type.adds:
        raise errors.no_right(reason="nobody is added to a live group")
    if len(rows) > MOST:
        raise errors.too_many_members()
    for row in rows.values():
        if row.get("Role", MEMBER) not in (ADMIN, MEMBER):
            raise errors.bad_group_value(field="Role")
        if not group.created <= row.get("JoinTime", now) <= now:
            raise errors.bad_group_value(field="JoinTime")
    new = [one for one in rows if one in app.accounts and one not in group.members]
    if len(group.members) + len(new) > group.max_members:
        raise errors.group_full()
    results = {one: 2 if one in group.members else int(one in app.accounts) for one in rows}
    for user_id in new:
        row = rows[user_id]
        read = group.history.seq_with_unread(user_id, row.get("UnreadMsgNum", 0))
        joined, role = row.get("JoinTime", now), row.get("Role", MEMBER)
        app.groups.new_member(group, user_id, joined=joined, role=role, read_seq=read)
    app.groups.tell_of_import(group, [group.members[one] for one in new], caller)
    return {"MemberList": [{"Member_Account": one, "Result": result} for one, result in results.items()]}
