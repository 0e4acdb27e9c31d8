"""Members of group channels."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.core.schema import With
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import not_authorized, not_found
from chatmock.providers.sendbird.finders import asking_user, find_user
from chatmock.providers.sendbird.model import App, FeedChannel, Given, GroupChannel, Member, User
from chatmock.providers.sendbird.paging import page, page_by_text
from chatmock.providers.sendbird.views.members import Filter, activity_filter, member_keys, standing_filter


def check_viewer(channel: GroupChannel, viewer: User | None) -> None:
    """Refuse (400201) a client that looks at a feed channel of another user."""
    if isinstance(channel, FeedChannel) and viewer is not None and viewer.user_id not in channel.members_by_id:
        raise not_found(thing="Channel")


@api.get("/group_channels/{channel_url}/members", accepts="member.list", returns="member.page", by="member")
def list_members(app: App, call: Call, channel: GroupChannel, given: Given) -> dict[str, Any]:
    """List the members of a channel, the earliest member first, today also by nickname."""
    viewer = find_user(app, given["user_id"]) if "user_id" in given else asking_user(call)
    keep, order = _filter(given), given.get("order", "chronological")
    if order == "chronological":
        found = page(call, "members", channel.members_by_join, keep)
    else:
        operators_first = order.startswith("operator_then")
        rows = filter(keep, channel.members_by_join)
        found = page_by_text(call, "members", rows, lambda member: _text(member, operators_first))
    return {**found, "members": [_listed_member(member, viewer, given) for member in found["members"]]}


def _text(member: Member, operators_first: bool) -> tuple[str, int]:
    rank = "" if not operators_first else "0" if member.is_operator else "1"
    return rank + member.user.nickname.casefold(), member.user.serial


def _filter(given: Given) -> Filter:
    """The filters that a request gives, as one check of a member."""
    checks: list[Filter] = [activity_filter(given["member_active_mode_filter"])]
    if (role := given["operator_filter"]) != "all":
        checks.append(lambda member: member.is_operator == (role == "operator"))
    if (muted := given["muted_member_filter"]) != "all":
        checks.append(lambda member: (member.user.user_id in member.channel.mutes) == (muted == "muted"))
    if (state := given["member_state_filter"]) != "all":
        checks.append(standing_filter(state))
    if start := given.get("nickname_startswith", "").lower():
        checks.append(lambda member: member.user.nickname.lower().startswith(start))
    return lambda member: all(check(member) for check in checks)


def _listed_member(member: Member, viewer: User | None, given: Given) -> With:
    """A member with the keys that are shown on demand only."""
    keys: dict[str, Any] = member_keys(viewer, member) if viewer is not None else {}
    if given["show_read_receipt"]:
        keys["read_ts"] = member.read_at
    if given["show_delivery_receipt"]:
        keys["delivered_ts"] = member.received_until
    if given["include_push_preference"]:
        keys["push_enabled"] = member.push_enabled
        keys["push_trigger_option"] = member.push_trigger_option
        keys["do_not_disturb"] = member.user.push_preference.get("do_not_disturb", False)
    return With(member, **keys)


@api.get("/group_channels/{channel_url}/members/{user_id}", returns="membership", by="member")
def check_member(channel: GroupChannel, user: User) -> dict[str, Any]:
    """Check whether a user is a member of a channel."""
    member = channel.standing(user)
    return {"is_member": member is not None and not member.invited, "state": member.state if member else "none"}


def membership(channel: GroupChannel, user: User) -> Member:
    """The membership of a user. Errors: 400108 for a user who has not joined."""
    member = channel.members_by_id.get(user.user_id)
    if member is None:
        raise not_authorized(reason="User is not a member.")
    return member
