"""Delivery marks: up to when messages have reached a member's client (today's API)."""

from __future__ import annotations

from chatmock.core.dispatch import Call
from chatmock.providers.sendbird.api import acting, api
from chatmock.providers.sendbird.members import membership
from chatmock.providers.sendbird.model import App, Given, GroupChannel
from chatmock.providers.sendbird.users import mark_delivered


@api.put(
    "/group_channels/{channel_url}/messages/mark_as_delivered", accepts="message.mark_as_delivered", returns="delivered"
)
def mark_as_delivered(app: App, call: Call, channel: GroupChannel, given: Given) -> dict[str, int]:
    """Mark everything in a channel as delivered to a member; answers up to when."""
    member = membership(channel, acting(call, given))
    mark_delivered(app, member)
    return {"ts": member.received}
