"""Pinned messages of a channel (today)."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.core.table import Order
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import not_authorized
from chatmock.providers.sendbird.finders import asking_user
from chatmock.providers.sendbird.messages.lists import viewing_member
from chatmock.providers.sendbird.model import App, Channel, Given, Message
from chatmock.providers.sendbird.paging import page
from chatmock.providers.sendbird.views.message_extras import view_of

_PIN = "/{channel_type}/{channel_url}/messages/{message_id}/pin"
MOST = 10
"""Messages that can be pinned in one channel (docs, today)."""


@api.post(_PIN, returns="empty", by="member")
def pin_message(app: App, call: Call, channel: Channel, message: Message) -> None:
    """Pin a message, once; nothing happens for one that is pinned. Errors: 400108 for an eleventh one."""
    viewing_member(channel, asking_user(call))
    check_room(channel, message)
    pin(app, channel, message)


def check_room(channel: Channel, message: Message | None = None) -> None:
    if len(channel.pins) >= MOST and (message is None or message.message_id not in channel.pins):
        raise not_authorized(reason=f"A channel has {MOST} pinned messages at the most.")


def pin(app: App, channel: Channel, message: Message) -> None:
    if message.message_id not in channel.pins:
        channel.pins[message.message_id] = app.clock.stamp()
        app.emit("message.pinned", **_pin_keys(channel, message))


@api.delete(_PIN, returns="empty", by="member")
def unpin_message(app: App, call: Call, channel: Channel, message: Message) -> None:
    """Unpin a message; nothing happens for one that is not pinned."""
    viewing_member(channel, asking_user(call))
    unpin(app, channel, message)


def unpin(app: App, channel: Channel, message: Message) -> None:
    if channel.pins.pop(message.message_id, None) is not None:
        app.emit("message.unpinned", **_pin_keys(channel, message))


def _pin_keys(channel: Channel, message: Message) -> dict[str, Any]:
    ids = list(channel.pins)
    latest = channel.messages.get(ids[-1]) if ids else None
    return {"channel": channel, "message": message, "pinned_message_ids": ids, "latest_pinned_message": latest}


@api.get("/{channel_type}/{channel_url}/pinned_messages", accepts="pin.list", returns="pin.page", by="member")
def list_pinned_messages(app: App, call: Call, channel: Channel, given: Given) -> dict[str, Any]:
    """List the pinned messages of a channel, the last pinned first."""
    viewer = asking_user(call)
    since, view = app.visible_since(channel, viewing_member(channel, viewer)), view_of(given, viewer)
    order: Order[Message] = Order(lambda message: channel.pins[message.message_id], lambda message: message.message_id)
    for message_id in channel.pins:
        if (message := channel.messages.get(message_id)) is not None and message.created_at > since:
            order.add(message)
    found = page(call, "pinned_messages", order, newest_first=True)
    rows = [
        {"message": message if view is None else view(channel, message), "pinned_at": channel.pins[message.message_id]}
        for message in found["pinned_messages"]
    ]
    return {"pinned_messages": rows, "next": found["next"], "has_more": bool(found["next"])}
