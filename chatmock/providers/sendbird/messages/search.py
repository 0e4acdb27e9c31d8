"""Searching messages by the words in them (today)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chatmock.core import pages
from chatmock.core.operation import Call
from chatmock.core.schema import With
from chatmock.core.timeline import Mark
from chatmock.providers.sendbird.api import api, schemas
from chatmock.providers.sendbird.channels.members import membership
from chatmock.providers.sendbird.errors import invalid_value, token_expired
from chatmock.providers.sendbird.finders import acting_user, asking_user, find_group_channel
from chatmock.providers.sendbird.model import App, Given, GroupChannel, Member, Message, User, kept_from
from chatmock.providers.sendbird.paging import filters
from chatmock.providers.sendbird.views.group_channels import channel_for

Hit = tuple[int, int, GroupChannel, Message]


@api.get("/search/messages", accepts="message.search", returns="message.found", by="anybody")
def search_messages(app: App, call: Call, given: Given) -> dict[str, Any]:
    """Search the texts of a user's group channels, in any case; a backend may search one channel without naming a user.

    All texts are looked at: ``total_count`` says how many there are. Best first is by how often the query is there.
    Each result carries its channel, without which the v3 SDK fails.
    """
    viewer, about = _viewer(call, given), _seal_terms(call)
    hits = sorted(_hits(app, viewer, given), key=lambda hit: hit[:2], reverse=not given["reverse"])
    left, limit = _hits_after(hits, _mark(given, about), given), given["limit"]
    rows, has_next = left[:limit], len(left) > limit
    cursor = pages.url_safe(pages.seal(rows[-1][:2], **about)) if has_next else ""
    results = [_result(app, channel, message, viewer) for _, _, channel, message in rows]
    return {"results": results, "has_next": has_next, "end_cursor": cursor, "total_count": len(hits)}


def _viewer(call: Call, given: Given) -> User | None:
    """The user who searches; None for a backend that names only a channel."""
    if asking_user(call) is None and "user_id" not in given and "channel_url" in given:
        return None
    return acting_user(call, given)


def _hits_after(hits: list[Hit], mark: Mark | None, given: Given) -> list[Hit]:
    """The hits after a mark."""
    if mark is None:
        return hits
    return [hit for hit in hits if (hit[:2] > mark if given["reverse"] else hit[:2] < mark)]


def _seal_terms(call: Call) -> dict[str, Any]:
    about = {
        "scope": f"{call.operation} {call.caller}",
        "filters": filters(call, "after", "limit", "advanced_query", "target_fields"),
    }
    return {"at": call.app.clock.now(), "secret": call.app.secret, **about}


def _mark(given: Given, about: dict[str, Any]) -> Mark | None:
    if not given.get("after"):
        return None
    try:
        return pages.unseal(given["after"], **about)
    except pages.Malformed:
        raise invalid_value(field="after") from None
    except pages.Expired:
        raise token_expired() from None


def _places(app: App, viewer: User | None, given: Given) -> Iterator[tuple[GroupChannel, Member | None]]:
    """The channels to search, each with the viewer's membership."""
    if "channel_url" in given:
        channel = find_group_channel(app, given["channel_url"])
        yield channel, membership(channel, viewer) if viewer is not None else None
    elif viewer is not None:
        for member in app.places.of(viewer).memberships.values():
            if given.get("custom_type", member.channel.custom_type) == member.channel.custom_type:
                yield member.channel, member


def _hits(app: App, viewer: User | None, given: Given) -> Iterator[Hit]:
    """The messages that match, each with its sort value, id and channel."""
    wanted = given["query"].casefold()
    by_score = given["sort_field"] == "score"
    for channel, member in _places(app, viewer, given):
        start = max(app.visible_since(channel, member), given.get("message_ts_from", 0) - 1)
        for message in channel.messages.up((start, 2**63 - 2)):
            if message.created_at > given.get("message_ts_to", message.created_at):
                break
            if member is not None and kept_from(message) == member.user.user_id:
                continue
            text = message.message.casefold()
            if text == wanted if given["exact_match"] else wanted in text:
                yield text.count(wanted) if by_score else message.created_at, message.message_id, channel, message


def _result(app: App, channel: GroupChannel, message: Message, viewer: User | None) -> With:
    return With(message, channel=schemas["group_channel"].present(channel_for(app, channel, viewer, members=True)))
