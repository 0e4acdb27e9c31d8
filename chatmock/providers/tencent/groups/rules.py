"""Who may join a group and leave it, by the rules of its type: shared by all who let somebody in or out."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.groups.values import check_room
from chatmock.providers.tencent.model import App, Group, Member


def check_joining(app: App, group: Group, user_id: str) -> bool:
    """Whether somebody who wants to join is in at once; False where somebody has to let them in.

    Errors: is_member, no_right, group_full, too_many_groups.
    """
    if user_id in group.members:
        raise errors.is_member()
    if not group.type.joins:
        raise errors.no_right(reason="one is invited into this type of group")
    if group.bans.get(user_id, 0) > app.clock.seconds():
        raise errors.no_right(reason=f"{user_id} is banned")
    if group.apply_option == "DisableApply":
        raise errors.no_right(reason="nobody may join")
    if len(group.members) >= group.max_members:
        raise errors.group_full()
    check_room(app, group.type, user_id)
    return group.apply_option == "FreeAccess" or not group.type.asks


def check_inviting(group: Group) -> None:
    """Refuse members who may bring nobody in. Errors: no_right."""
    if not group.type.adds:
        raise errors.no_right(reason="nobody is added to a live group")
    if not group.type.invites:
        raise errors.no_right(reason="members bring nobody into this type of group")
    if group.invite_option == "DisableInvite":
        raise errors.no_right(reason="nobody may bring others in")


def check_leaving(group: Group, member: Member) -> None:
    """Refuse an owner who has to stay. Errors: owner_stays."""
    if member.user_id == group.owner and not group.type.owner_leaves:
        raise errors.owner_stays()
