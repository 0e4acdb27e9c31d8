"""What an answer shows of a message only on demand: reactions, threads, its parent (today)."""

from __future__ import annotations

from heapq import nlargest
from itertools import takewhile
from typing import Any

import msgspec

from chatmock.core.schema import With
from chatmock.providers.sendbird.model import (
    Channel,
    Given,
    GroupChannel,
    Member,
    Message,
    Thread,
    User,
    parent_of,
    rare_of,
)
from chatmock.providers.sendbird.views.messages import brief

SAMPLED = 10
"""Users a summary names at most."""
MOST = 5
"""Users a thread names at most (client: the SDKs' field ``most_replies``)."""


class View(msgspec.Struct, frozen=True):
    """The extras a request asks for, and its viewer."""

    reactions: bool = False
    summary: bool = False
    thread: bool = False
    parent: bool = False
    poll: bool = False
    arrays: bool = False
    viewer: User | None = None

    def __call__(self, channel: Channel, message: Message) -> With:
        """Add the extras to a message."""
        keys: dict[str, Any] = {}
        if self.reactions:
            keys["reactions"] = reactions_of(message)
        if self.summary:
            keys["reactions_summary"] = summary_of(channel, message, self.viewer)
        if self.thread and (info := thread_info(channel, message, self.viewer)) is not None:
            keys["thread_info"] = info
        if self.parent and (parent := channel.messages.get(parent_of(message))) is not None:
            keys["parent_message_info"] = parent_info(parent)
        if self.poll and (poll := rare_of(message).poll) is not None:
            keys["poll"] = poll.view(self.viewer.user_id if self.viewer is not None else "")
        if self.arrays:
            keys["metaarray"] = {item["key"]: item.get("value", []) for item in rare_of(message).sorted_metaarray}
        return With(message, **keys) if keys else With(message, is_removed=False)


def view_of(given: Given, viewer: User | None) -> View | None:
    """The extras a request asks for; None for plain messages."""
    asked = (
        given["include_reactions"],
        given["include_reactions_summary"],
        given["include_thread_info"],
        given["include_parent_message_info"],
        given["include_poll_details"],
        given.get("with_meta_array", False),
    )
    return View(*asked, viewer) if True in asked else None


def message_views(channel: Channel, messages: list[Message], view: View | None) -> list[Any]:
    return messages if view is None else [view(channel, message) for message in messages]


def reactions_of(message: Message) -> list[dict[str, Any]]:
    """The reactions to a message with all their users, the earliest reaction first."""
    return [
        {"key": key, "user_ids": reaction.user_ids, "updated_at": reaction.updated_at}
        for key, reaction in rare_of(message).reactions.items()
    ]


def summary_of(channel: Channel, message: Message, viewer: User | None) -> list[dict[str, Any]]:
    """Summarize the reactions to a message."""
    return [
        {
            "key": reaction["key"],
            "count": len(reaction["user_ids"]),
            **sample_of(channel, reaction["user_ids"]),
            "is_self_included": viewer is not None and viewer.user_id in reaction["user_ids"],
            "last_ts": reaction["updated_at"],
        }
        for reaction in reactions_of(message)
    ]


def sample_of(channel: Channel, user_ids: list[str]) -> dict[str, Any]:
    """A sample of those who reacted; members have name and picture, by id (client: v4 of the SDKs)."""
    some = user_ids[:SAMPLED]
    members = channel.members_by_id if isinstance(channel, GroupChannel) else {}
    people = {user_id: members[user_id].user for user_id in some if user_id in members}
    info = {user_id: {"nickname": u.nickname, "profile_url": u.profile_url} for user_id, u in people.items()}
    return {"sampled_user_ids": some, "sampled_user_info": info}


def thread_info(channel: Channel, message: Message, viewer: User | None = None) -> dict[str, Any] | None:
    """Summarize the replies to a message; None for a message that never had any."""
    thread, rare = channel.messages.threads.get(message.message_id), rare_of(message)
    if thread is None and not rare.thread_updated_at:
        return None
    last = thread.last_replied_at if thread is not None else 0
    most = nlargest(MOST, thread.people.items(), key=lambda item: item[1]) if thread is not None else []
    info: dict[str, Any] = {
        "reply_count": len(thread.order) if thread is not None else 0,
        "member_count": len(thread.people) if thread is not None else 0,
        "most_replies": [brief(user) for user, _ in most],
        "last_replied_at": last,
        "updated_at": max(last, rare.thread_updated_at),
    }
    if viewer is not None and viewer.user_id in rare.thread_push:
        info["push_enabled"] = int(rare.thread_push[viewer.user_id])
    if viewer is not None and thread is not None and (viewer in thread.people or message.user is viewer):
        info["unread_message_count"] = _unread(channel, thread, rare.thread_read.get(viewer.user_id, 0), viewer)
    return info


def unread_replies(channel: GroupChannel, member: Member, since: int) -> int:
    """Count the unread replies in all threads of a channel that a member began or replied in."""
    threads, viewer = channel.messages.threads, member.user
    total = 0
    for thread in threads.of(viewer) if threads else ():
        parent = channel.messages.get(thread.parent_id)
        if parent is not None and parent.created_at > since:
            total += _unread(channel, thread, rare_of(parent).thread_read.get(viewer.user_id, 0), viewer)
    return total


def _unread(channel: Channel, thread: Thread, read_at: int, viewer: User) -> int:
    """Count the replies of others since the viewer read a thread or wrote in it."""
    new = takewhile(lambda mark: mark[0] > read_at, thread.order.down())
    replies = channel.messages.pick(serial for _, serial in new)
    return sum(1 for _ in takewhile(lambda reply: reply.user is not viewer, replies))


def parent_info(parent: Message) -> dict[str, Any]:
    """The summary of a message inside its replies (client: the SDKs' ``parent_message_info``)."""
    info: dict[str, Any] = {
        "type": parent.type,
        "ts": parent.created_at,
        "message": parent.message,
        "data": parent.data,
        "custom_type": parent.custom_type,
    }
    if parent.user is not None:
        info["user"] = brief(parent.user)
    if parent.file is not None:
        info["file"] = parent.file
    if files := rare_of(parent).files:
        info["files"] = files
    return info
