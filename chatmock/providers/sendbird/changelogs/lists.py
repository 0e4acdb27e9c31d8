"""Lists of changes since a client's last visit: of a user's group channels and friends, and of a channel's messages (today)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import merge
from itertools import islice
from typing import Any

from chatmock.core import pages
from chatmock.core.operation import Call
from chatmock.core.timeline import Mark
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels import filters
from chatmock.providers.sendbird.errors import invalid_value, required
from chatmock.providers.sendbird.finders import asking_user
from chatmock.providers.sendbird.messages.lists import END_OF_TIME, filter_of, viewing_member
from chatmock.providers.sendbird.model import (
    App,
    Change,
    Channel,
    FeedChannel,
    Given,
    Member,
    Message,
    Place,
    User,
    circle_to_read,
)
from chatmock.providers.sendbird.paging import scope
from chatmock.providers.sendbird.views.group_channels import channel_for
from chatmock.providers.sendbird.views.message_extras import message_views, view_of
from chatmock.providers.sendbird.views.users import friend_view

_EVER: Mark = (-1, -1)


def _start(call: Call, given: Given) -> Mark:
    """The mark to go on from. Tokens never expire: clients keep them for their next visit."""
    if token := given.get("token"):
        try:
            return pages.unseal(token, **_seal_terms(call))
        except pages.Malformed:
            raise invalid_value(field="token") from None
    if "change_ts" not in given:
        raise required(field="change_ts")
    return min(given["change_ts"], END_OF_TIME), -1


def _seal_terms(call: Call) -> dict[str, Any]:
    return {"at": 0, "secret": call.app.secret, "scope": scope(call), "filters": {}}


def _answer(call: Call, found: list[Any], limit: int, since: Mark, place: Callable[[Any], Mark]) -> dict[str, Any]:
    """The end of an answer: whether there are more changes, and the token for them."""
    last = place(found[:limit][-1]) if found else since
    return {"has_more": len(found) > limit, "next": pages.url_safe(pages.seal(last, **_seal_terms(call)))}


# --- messages ---


@api.get(
    "/{channel_type}/{channel_url}/messages/changelogs",
    accepts="message.changes.query",
    returns="message.changes",
    by="member",
)
def list_message_changes(app: App, call: Call, channel: Channel | FeedChannel, given: Given) -> dict[str, Any]:
    """List messages that were changed or deleted since a time or a token; new ones are no changes."""
    viewer = asking_user(call)
    offset = app.visible_since(channel, viewing_member(channel, viewer))
    since, limit = _start(call, given), given["limit"]
    found = list(islice(channel.message_changes.after(since), limit + 1))
    keep = filter_of(channel, given, viewer)
    updated = [message for message in _still_there(channel, found[:limit], offset) if not keep or keep(message)]
    deleted = [{"message_id": c.serial, "deleted_at": c.at} for c in found[:limit] if c.deleted]
    answer = _answer(call, found, limit, since, lambda change: (change.at, change.serial))
    return {"updated": message_views(channel, updated, view_of(given, viewer)), "deleted": deleted, **answer}


def _still_there(channel: Channel, changes: list[Change], offset: int) -> Iterator[Message]:
    for change in changes:
        message = None if change.deleted else channel.messages.get(change.serial)
        if message is not None and message.created_at > offset:
            yield message


@api.get(
    "/{channel_type}/{channel_url}/polls/changelogs", accepts="poll.changes.query", returns="poll.changes", by="member"
)
def list_poll_changes(app: App, call: Call, channel: Channel, given: Given) -> dict[str, Any]:
    """List a channel's polls that were changed, voted in or deleted since a time or a token."""
    viewer = asking_user(call)
    viewing_member(channel, viewer)
    since, limit = _start(call, given), given["limit"]
    found = list(islice(app.polls.changes(channel.channel_url).up(since), limit + 1))
    own = viewer.user_id if viewer is not None else ""
    updated = [poll.view(own) for poll in found[:limit] if not poll.deleted]
    deleted = [poll.id for poll in found[:limit] if poll.deleted]
    answer = _answer(call, found, limit, since, lambda poll: (poll.updated, poll.id))
    return {"updated": updated, "deleted": deleted, **answer}


# --- friends ---


@api.get("/users/{user_id}/friends/changelogs", accepts="friend.changes.query", returns="friend.changes", by="self")
def list_friend_changes(call: Call, user: User, given: Given) -> dict[str, Any]:
    """List what changed in a user's list of friends since a token, or ever.

    ``updated`` has those who were added, too: the v3 SDKs read nothing else of them (client).
    """
    since, limit = (_start(call, given) if given.get("token") else _EVER), given["limit"]
    circle = circle_to_read(user)
    found = list(islice(circle.changes.after(since), limit + 1))
    friends = [circle.friends[change.key] for change in found[:limit] if not change.deleted]
    return {
        "added": [friend_view(friend) for friend in friends if (friend.at, friend.serial) > since],
        "updated": [friend_view(friend) for friend in friends],
        "deleted": [change.key for change in found[:limit] if change.deleted],
        **_answer(call, found, limit, since, lambda change: (change.at, change.serial)),
    }


# --- channels ---


@api.get(
    "/users/{user_id}/my_group_channels/changelogs",
    accepts="group_channel.changes.query",
    returns="group_channel.changes",
    by="self",
)
def list_my_group_channel_changes(app: App, call: Call, user: User, given: Given) -> dict[str, Any]:
    """List a user's group channels that changed, new messages included, and those that are gone or left."""
    since, limit = _start(call, given), given["limit"]
    changes = _feed_changes(app, user, since) if given["is_feed_channel"] else _changes(app.places.of(user), since)
    found = list(islice(changes, limit + 1))
    keep = _filter(app, given)
    show = {name: given[f"show_{name}"] for name in ("read_receipt", "delivery_receipt", "metadata")}
    updated = [
        channel_for(app, member.channel, user, members=given["show_member"], **show)
        for _, _, member in found[:limit]
        if isinstance(member, Member) and keep(member.channel)
    ]
    deleted = [row.key for _, _, row in found[:limit] if isinstance(row, Change)]
    answer = _answer(call, found, limit, since, lambda row: (row[0], row[1]))
    return {"updated": updated, "deleted": deleted, **answer, "ts": app.clock.present()}


def _filter(app: App, given: Given) -> Callable[[Any], bool]:
    checks = filters.checks_of(given)
    if not given["show_empty"]:
        checks.append(lambda channel: channel.messages.last(app.visible_since(channel)) is not None)
    return filters.all_of(checks) or (lambda channel: True)


def _feed_changes(app: App, user: User, since: Mark) -> Iterator[tuple[int, int, Member | Change]]:
    """The same of a user's feed channels, which are few and never gone."""
    rows = ((max(m.channel.last_activity, m.read_at), m.channel.serial, m) for m in app.feeds.of(user).values())
    return iter(sorted((row for row in rows if row[:2] > since), key=lambda row: row[:2]))


def _changes(place: Place, since: Mark) -> Iterator[tuple[int, int, Member | Change]]:
    """Time, serial and what changed last then: a membership, or the note that it is gone. Each channel stands once."""
    said: Iterator[tuple[int, int, Any]] = (
        (m.channel.last_activity, m.channel.serial, m)
        for m in place.by_last_message.up(since)
        if m.channel.last_activity > m.changed
    )
    changed: Iterator[tuple[int, int, Any]] = (
        (m.changed, m.channel.serial, m) for m in place.by_change.up(since) if m.channel.last_activity <= m.changed
    )
    gone: Iterator[tuple[int, int, Any]] = ((change.at, change.serial, change) for change in place.gone.after(since))
    return merge(said, changed, gone, key=lambda entry: entry[:2])
