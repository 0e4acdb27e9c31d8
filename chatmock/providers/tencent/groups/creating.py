"""Groups are made: checked first, then there with their first members."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of, is_group_id
from chatmock.providers.tencent.groups.values import check_live_groups, check_room, fields_of, group_values, type_of
from chatmock.providers.tencent.model import ADMIN, MEMBER, OWNER, App, Caller, Given, GroupType
from chatmock.providers.tencent.webhooks.before import ask_before_creating


def check_new_id(app: App, kind: GroupType, group_id: str, owner: str) -> None:
    """Refuse an id that a new group cannot have. Errors: bad_group_id, group_id_taken, group_id_own."""
    if not group_id:
        return
    reserved = group_id.startswith("@TGS#")
    if not is_group_id(group_id) or (not group_id.startswith("@TGS#_") if kind.name == "Community" else reserved):
        raise errors.bad_group_id()
    if (other := app.groups.get(group_id)) is not None:
        raise errors.group_id_own() if owner and other.owner == owner else errors.group_id_taken()


def _first_members(app: App, given: Given, owner: str) -> dict[str, dict[str, Any]]:
    """The members of a new group beside its owner, with the fields of each. Errors: bad_group_value, no_group_account."""
    found = {}
    for row in given.get("MemberList", ()):
        account_of(app, row["Member_Account"], errors.no_group_account)
        if row.get("Role", MEMBER) not in (ADMIN, MEMBER):
            raise errors.bad_group_value(field="Role")
        custom = fields_of(row, "AppMemberDefinedData", known=app.settings.member_fields) or {}
        fields = {"role": row.get("Role", MEMBER), "custom": custom}
        if row["Member_Account"] != owner:
            found[row["Member_Account"]] = fields
    return found


def values_of_new(app: App, given: Given, kind: GroupType) -> dict[str, Any]:
    """The fields of a new group by the model's names. Errors: bad_group_value."""
    defaults = {"apply_option": "NeedPermission" if kind.asks else "FreeAccess", "max_members": kind.most}
    own: dict[str, Any] = {"custom": fields_of(given, known=app.settings.group_fields) or {}}
    if given.get("SupportTopic") == 1 and kind.name != "Community":
        raise errors.bad_group_value(field="SupportTopic")
    own["supports_topics"] = given.get("SupportTopic") == 1
    return {**defaults, **group_values(given, kind), **own}


def _check_new(app: App, caller: Caller, given: Given) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The fields of a group that may be made, and its members with the fields of each, the owner first.

    Errors: bad_group_value, no_group_account, group_full, and those of ``check_new_id``.
    """
    kind = type_of(given)
    owner = given.get("Owner_Account", "") if caller.is_admin else caller.user_id
    if owner:
        account_of(app, owner, errors.no_group_account)
    members = _first_members(app, given, owner)
    if members and not kind.adds:
        raise errors.bad_group_value(field="MemberList")
    check_new_id(app, kind, given.get("GroupId", ""), owner)
    check_live_groups(app, kind)
    for user_id in (owner, *members):
        check_room(app, kind, user_id)
    values = values_of_new(app, given, kind)
    if len(members) + bool(owner) > values["max_members"]:
        raise errors.group_full()
    custom = fields_of(given, "AppMemberDefinedData", known=app.settings.member_fields) or {}
    people = {**({owner: {"role": OWNER, "custom": custom}} if owner else {}), **members}
    return {"kind": kind.name, "owner": owner, "group_id": given.get("GroupId", ""), **values}, people


@api.post("/group_open_http_svc/create_group")
def create_group(app: App, caller: Caller, given: Given) -> Any:
    """Make a group of one of the five types, with an owner and members."""
    return make_group(app, caller, given, {})


def make_group(app: App, caller: Caller, given: Given, more: Given) -> Any:
    """Make a group once the application's server has nothing against it; ``more`` belongs to the answer, too."""
    values, members = _check_new(app, caller, given)
    return ask_before_creating(
        app,
        caller,
        values,
        list(members),
        lambda: {**_create(app, caller, values, members), **more},
        lambda: _check_new(app, caller, given),
    )


def _create(app: App, caller: Caller, values: dict[str, Any], members: dict[str, dict[str, Any]]) -> Given:
    group = app.groups.create(**values)
    for user_id, fields in members.items():
        app.groups.new_member(group, user_id, **fields)
    app.groups.tell_of_creation(group, caller)
    shown = {"GroupId": group.group_id, "Type": group.kind}
    return {**shown, "HugeGroupFlag": 1} if group.kind == "AVChatRoom" else shown
