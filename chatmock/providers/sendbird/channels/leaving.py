"""Leaving group channels."""

from __future__ import annotations

from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.finders import acting_user, asking_user, found_users
from chatmock.providers.sendbird.model import App, Given, GroupChannel, User


def leave(
    app: App, channel: GroupChannel, user: User, *, stays_operator: bool = True, reason: str = "left_by_own_choice"
) -> None:
    """End a user's membership or invitation, if there is one; ``reason`` is a word of the auto event messages.

    An operator who comes back is one again, unless a request says otherwise (today; docs: the SDKs' guides).
    """
    member = channel.standing(user)
    if member is not None:
        app.places.leave(member, stays_operator=stays_operator)
        app.emit("member.left", channel=channel, user=user, member=member, reason=reason)


def leave_everything(app: App, user: User, custom_type: str | None = None, reason: str = "left_by_own_choice") -> None:
    """End all memberships of a user, or those in channels of one custom type."""
    for member in list(app.places.of(user).memberships.values()):
        if custom_type is None or member.channel.custom_type == custom_type:
            leave(app, member.channel, user, reason=reason)


@api.put("/group_channels/{channel_url}/leave", accepts="group_channel.leave", returns="empty", by="member")
def leave_group_channel(app: App, call: Call, channel: GroupChannel, given: Given) -> None:
    """Make users leave a channel (deprecated: one by ``user_id``); users who are not members are skipped."""
    if asking_user(call) is not None:
        users = [acting_user(call, given)]
    elif given.get("should_leave_all"):
        users = [member.user for member in channel.members_by_join]
    else:
        ids = [*given.get("user_ids", ()), *([given["user_id"]] if "user_id" in given else ())]
        users = list(found_users(app, ids).values())
    for user in users:
        stays = not given["should_remove_operator_status"]
        leave(app, channel, user, stays_operator=stays, reason=given["reason"].lower())


@api.put("/users/{user_id}/my_group_channels/leave", accepts="user.leave_channels", returns="empty", by="self")
def leave_my_group_channels(app: App, user: User, given: Given) -> None:
    """Make a user leave all group channels joined, or those of one custom type."""
    leave_everything(app, user, given.get("custom_type"))
