"""What members of a group may do: by their role, and by the type of the group (docs, 2024)."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.finders import group_of, member_of
from chatmock.providers.tencent.model import ADMIN, MEMBER, OWNER, App, Caller, Given, Group, Member

FREE, ASKS, NOBODY = "FreeAccess", "NeedPermission", "DisableInvite"
_RANK = {MEMBER: 1, ADMIN: 2, OWNER: 3}


def group_and_member(app: App, caller: Caller, given: Given) -> tuple[Group, Member]:
    """The group that is named, and the caller as its member. Errors: bad_group_id, group_gone, no_right."""
    group = group_of(app, given["GroupId"])
    return group, member_of(group, caller.user_id)


def group_and_manager(app: App, caller: Caller, given: Given) -> tuple[Group, Member]:
    """The same, where the caller is its owner or an admin."""
    group, member = group_and_member(app, caller, given)
    if member.role == MEMBER:
        raise errors.no_right(reason="only the owner and admins may do this")
    return group, member


def group_of_owner(app: App, caller: Caller, given: Given) -> Group:
    """The group that is named, which the caller owns."""
    group, member = group_and_member(app, caller, given)
    if member.role != OWNER:
        raise errors.no_right(reason="only the owner may do this")
    return group


def check_above(member: Member, others: list[Member]) -> None:
    """Refuse what somebody does to those who have as much to say. Errors: no_right."""
    if any(_RANK[member.role] <= _RANK[one.role] for one in others):
        raise errors.no_right(reason="they have as much to say in the group")


def invite_option(group: Group) -> str:
    """How members bring others in: freely, with the consent of owner and admins, or not at all."""
    return group.invite_option or (FREE if group.type.invites else NOBODY)
