"""Hiding a group channel from somebody's own list, and showing it again."""

from __future__ import annotations

from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels.members import membership
from chatmock.providers.sendbird.finders import acting_user, asking_user
from chatmock.providers.sendbird.model import App, Given, GroupChannel, Member


@api.put("/group_channels/{channel_url}/hide", accepts="group_channel.hide", returns="message_offset", by="member")
def hide(app: App, call: Call, channel: GroupChannel, given: Given) -> dict[str, int]:
    """Hide a channel from a member's own list until the next message, or (today) until it is shown again."""
    members = _members(call, channel, given, everybody="should_hide_all")
    previous = given["hide_previous_messages"]
    offset = app.clock.stamp() if previous else 0
    for member in members:
        if not previous and member.hidden and member.auto_unhide == given["allow_auto_unhide"]:
            continue
        app.places.hide(member, auto_unhide=given["allow_auto_unhide"])
        member.offset = max(member.offset, offset)
        app.emit("channel.hidden", channel=channel, user=member.user, previous=previous)
    return {"ts_message_offset": offset} if offset else {}


@api.delete("/group_channels/{channel_url}/hide", accepts="group_channel.unhide", returns="empty", by="member")
def unhide(app: App, call: Call, channel: GroupChannel, given: Given) -> None:
    """Show a hidden channel in a member's own list again (today)."""
    for member in _members(call, channel, given, everybody="should_unhide_all"):
        show_again(app, member)


def _members(call: Call, channel: GroupChannel, given: Given, *, everybody: str) -> list[Member]:
    """Whom a request is about: the client itself, the one a backend names, or all members.

    Whoever is invited may hide a channel as well (live: the vendor's suite of its TypeScript SDK does, in an application
    whose users have to accept). Errors: 400108 for anybody else.
    """
    if given.get(everybody) and asking_user(call) is None:
        return list(channel.members_by_id.values())
    user = acting_user(call, given)
    return [channel.invited.get(user.user_id) or membership(channel, user)]


def show_again(app: App, member: Member) -> None:
    if member.hidden:
        app.places.show(member)
        app.emit("channel.unhidden", channel=member.channel, user=member.user)
