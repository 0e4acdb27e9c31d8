"""Gaps in a client's cache of messages, before and after a time (today)."""

from __future__ import annotations

from itertools import islice, takewhile
from typing import Any

from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.finders import asking_user
from chatmock.providers.sendbird.messages.lists import Filter, filter_of, viewing_member
from chatmock.providers.sendbird.model import App, FeedChannel, Given, GroupChannel, Message
from chatmock.providers.sendbird.views.message_extras import message_views, view_of


@api.get("/group_channels/{channel_url}/messages_gap", accepts="message.gap.query", returns="message.gap", by="member")
def view_message_gap(app: App, call: Call, channel: GroupChannel | FeedChannel, given: Given) -> dict[str, Any]:
    """View the messages of two spans of time, or that the client lacks too many of them to go on."""
    viewer = asking_user(call)
    offset, view = app.visible_since(channel, viewing_member(channel, viewer)), view_of(given, viewer)
    keep = filter_of(channel, given, viewer)
    before, after = (_span(channel, given, side, offset, keep) for side in ("prev", "next"))
    missing = _missing_count(before, given["prev_cache_count"]) + _missing_count(after, given["next_cache_count"])
    answer: dict[str, Any] = {"prev_messages": [], "next_messages": [], "prev_hasmore": False, "next_hasmore": False}
    if missing > given["huge_gap_threshold"]:
        return {"is_huge_gap": True, **answer}
    if given.get("reverse"):
        before.reverse()
        after.reverse()
    messages = {
        "prev_messages": message_views(channel, before, view),
        "next_messages": message_views(channel, after, view),
    }
    sure = {"is_continuous_prev_messages": True, "is_continuous_next_messages": True}
    return {"is_huge_gap": False, **answer, **messages, **sure}


def _missing_count(found: list[Message], cached: int) -> int:
    return max(0, len(found) - cached)


def _span(channel: GroupChannel, given: Given, side: str, offset: int, keep: Filter | None) -> list[Message]:
    """The messages between two times, both included; no more than are needed to see that too many are missing."""
    start, end = max(given[f"{side}_start_ts"] - 1, offset), given[f"{side}_end_ts"]
    messages = takewhile(lambda message: message.created_at <= end, channel.messages.up((start, 2**63 - 2)))
    enough = min(given[f"{side}_cache_count"] + given["huge_gap_threshold"] + 1, len(channel.messages))
    return list(islice(filter(keep, messages), enough))
