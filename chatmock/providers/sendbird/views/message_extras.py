"""What messages are answered with on demand: reactions, threads, the message they answer (today)."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from itertools import takewhile
from typing import Any

from chatmock.core.schema import With
from chatmock.providers.sendbird.model import Channel, Given, GroupChannel, Message, Thread, User, parent_of, rare_of
from chatmock.providers.sendbird.views.messages import brief

SAMPLED = 10
"""Users a summary names at most."""
MOST = 5
"""Users a thread names at most (the SDKs' field ``most_replies``)."""


@dataclass(frozen=True, slots=True)
class View:
    """What is asked for, and by whom."""

    reactions: bool = False
    summary: bool = False
    thread: bool = False
    parent: bool = False
    poll: bool = False
    viewer: User | None = None

    def __call__(self, channel: Channel, message: Message) -> With:
        """A message with what is asked for."""
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
            keys["poll"] = poll.shown(self.viewer.user_id if self.viewer is not None else "")
        return With(message, **keys) if keys else With(message, is_removed=False)


def view_of(given: Given, viewer: User | None) -> View | None:
    """What a request asks for; None where it asks for nothing, and plain messages do."""
    asked = (
        given["include_reactions"],
        given["include_reactions_summary"],
        given["include_thread_info"],
        given["include_parent_message_info"],
        given["include_poll_details"],
    )
    return View(*asked, viewer) if True in asked else None


def shown(channel: Channel, messages: list[Message], view: View | None) -> list[Any]:
    return messages if view is None else [view(channel, message) for message in messages]


def reactions_of(message: Message) -> list[dict[str, Any]]:
    """The reactions with everybody who chose them, the one first put first."""
    return [
        {"key": key, "user_ids": reaction.user_ids, "updated_at": reaction.updated_at}
        for key, reaction in rare_of(message).reactions.items()
    ]


def summary_of(channel: Channel, message: Message, viewer: User | None) -> list[dict[str, Any]]:
    """The reactions in short."""
    return [
        {
            "key": reaction["key"],
            "count": len(reaction["user_ids"]),
            **sampled(channel, reaction["user_ids"]),
            "is_self_included": viewer is not None and viewer.user_id in reaction["user_ids"],
            "last_ts": reaction["updated_at"],
        }
        for reaction in reactions_of(message)
    ]


def sampled(channel: Channel, user_ids: list[str]) -> dict[str, Any]:
    """Some of those who reacted; of members with name and picture, by id (v4 of the SDKs)."""
    some = user_ids[:SAMPLED]
    members = channel.members_by_id if isinstance(channel, GroupChannel) else {}
    people = {user_id: members[user_id].user for user_id in some if user_id in members}
    info = {user_id: {"nickname": u.nickname, "profile_url": u.profile_url} for user_id, u in people.items()}
    return {"sampled_user_ids": some, "sampled_user_info": info}


def thread_info(channel: Channel, message: Message, viewer: User | None = None) -> dict[str, Any] | None:
    """The summary of the replies to a message; None where there never were any."""
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


def _unread(channel: Channel, thread: Thread, read_at: int, viewer: User) -> int:
    """How many replies of others came after what the viewer has read of a thread, or said in it."""
    new = takewhile(lambda mark: mark[0] > read_at, thread.order.down())
    replies = channel.messages.pick(serial for _, serial in new)
    return sum(1 for _ in takewhile(lambda reply: reply.user is not viewer, replies))


def parent_info(parent: Message) -> dict[str, Any]:
    """A message as its replies tell of it (the client SDKs' ``parent_message_info``)."""
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
