"""Typing indicators: members of a group channel see who is typing."""

from __future__ import annotations

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels.members import membership
from chatmock.providers.sendbird.finders import found_users
from chatmock.providers.sendbird.model import App, Given, GroupChannel, User


@api.post("/group_channels/{channel_url}/typing", accepts="typing", returns="empty")
def start_typing_indicators(app: App, channel: GroupChannel, given: Given) -> None:
    """Start the typing of members (today)."""
    _sign_for_members(app, channel, given, typing=True)


@api.delete("/group_channels/{channel_url}/typing", accepts="typing", returns="empty")
def stop_typing_indicators(app: App, channel: GroupChannel, given: Given) -> None:
    """End the typing of members (today)."""
    _sign_for_members(app, channel, given, typing=False)


def _sign_for_members(app: App, channel: GroupChannel, given: Given, *, typing: bool) -> None:
    members = [membership(channel, user) for user in found_users(app, given["user_ids"]).values()]
    for member in members:
        sign(app, channel, member.user, typing=typing)


def sign(app: App, channel: GroupChannel, user: User, *, typing: bool) -> None:
    """Tell the others that a member types or has stopped. Clients forget by themselves who types."""
    app.emit("typing.started" if typing else "typing.ended", channel=channel, user=user)
