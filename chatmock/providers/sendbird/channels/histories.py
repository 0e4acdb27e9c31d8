"""Resetting the chat history of a member (today)."""

from __future__ import annotations

from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels.members import membership
from chatmock.providers.sendbird.finders import acting_user, asking_user
from chatmock.providers.sendbird.model import App, Channel, Given, GroupChannel


@api.put(
    "/group_channels/{channel_url}/reset_user_history",
    accepts="group_channel.reset_history",
    returns="message_offset",
    by="member",
)
def reset_user_history(app: App, call: Call, channel: GroupChannel, given: Given) -> dict[str, int]:
    """Make all messages up to now disappear for a member, or (for a backend) for all members."""
    everybody = given["reset_all"] and asking_user(call) is None
    members = list(channel.members_by_id.values()) if everybody else [membership(channel, acting_user(call, given))]
    offset = app.clock.stamp()
    for member in members:
        member.offset = offset
        app.emit("history.reset", channel=channel, user=member.user)
    return {"ts_message_offset": offset}


@api.get("/{channel_type}/{channel_url}/message_purge_offset", returns="message_purge_offset", by="member")
def view_message_purge_offset(channel: Channel) -> dict[str, int]:
    """View up to when messages were purged: never, here."""
    return {"message_purge_offset": 0}
