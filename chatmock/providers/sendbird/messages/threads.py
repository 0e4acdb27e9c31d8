"""Threads: messages that answer others (today)."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels.members import membership
from chatmock.providers.sendbird.errors import invalid_value, not_found
from chatmock.providers.sendbird.finders import acting_user
from chatmock.providers.sendbird.model import (
    App,
    Channel,
    Given,
    GroupChannel,
    Message,
    Thread,
    User,
    own_rare,
    parent_of,
)
from chatmock.providers.sendbird.paging import page
from chatmock.providers.sendbird.views.message_extras import View, thread_info

_PATH = "/{channel_type}/{channel_url}/messages"


def checked_parent(app: App, channel: Channel, given: Given) -> int:
    """The id of the message that a new one replies to; 0 where it is no reply.

    Errors: 400201 for an unknown parent, 400111 for one that is itself a reply: threads have one level.
    """
    parent_id: int = given.get("parent_message_id", 0)
    if not parent_id:
        return 0
    parent = channel.messages.get(parent_id)
    if parent is None or parent.created_at <= app.visible_since(channel):
        raise not_found(thing="Parent message")
    if parent_of(parent):
        raise invalid_value(field="parent_message_id")
    return parent_id


def tell_thread(app: App, channel: Channel, reply: Message, *, deleted: bool = False) -> None:
    """Tell the channel that the thread of a reply has changed; does nothing for other messages."""
    parent = channel.messages.get(parent_of(reply))
    if parent is None:
        return
    if deleted:
        own_rare(parent).thread_updated_at = app.clock.stamp()
    app.emit("thread.updated", channel=channel, parent=parent, thread_info=thread_info(channel, parent) or {})


def read_thread(app: App, parent: Message, user: User) -> None:
    """Mark all replies to a message as read by a user, and nothing else of the channel."""
    rare = own_rare(parent)
    rare.thread_read = {**rare.thread_read, user.user_id: app.clock.stamp()}


@api.put(_PATH + "/{message_id}/thread_push", accepts="thread_push.update", returns="thread_push", by="member")
def update_thread_push(call: Call, channel: Channel, message: Message, given: Given) -> dict[str, bool]:
    """Choose whether a user is notified of replies to a message."""
    user = acting_user(call, given)
    if isinstance(channel, GroupChannel):
        membership(channel, user)
    rare = own_rare(message)
    rare.thread_push = {**rare.thread_push, user.user_id: given["push_enabled"]}
    return {"push_enabled": given["push_enabled"]}


@api.get(_PATH + "/parent_thread_message", accepts="thread.list", returns="thread.page", by="member")
def list_threads(call: Call, channel: Channel, given: Given) -> dict[str, Any]:
    """List the messages with replies that a user wrote, or wrote replies to, with their threads; the newest first."""
    user, log = acting_user(call, given), channel.messages
    if isinstance(channel, GroupChannel):
        membership(channel, user)
    found = page(call, "messages", log.threads.order, lambda t: _concerns(channel, t, user), newest_first=True)
    view, parents = View(thread=True, viewer=user), [log.get(thread.parent_id) for thread in found["messages"]]
    return {**found, "messages": [view(channel, parent) for parent in parents if parent is not None]}


def _concerns(channel: Channel, thread: Thread, user: User) -> bool:
    parent = channel.messages.get(thread.parent_id)
    return parent is not None and (parent.user is user or user in thread.people)
