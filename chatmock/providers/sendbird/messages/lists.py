"""Lists of messages: around a place in time, of a channel or of one thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import islice
from typing import Any

from chatmock.core.operation import Call
from chatmock.core.timeline import Mark
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels.members import membership
from chatmock.providers.sendbird.finders import asking_user, find_message, find_user
from chatmock.providers.sendbird.model import (
    App,
    Channel,
    FeedChannel,
    Given,
    GroupChannel,
    Member,
    Message,
    User,
    kept_from,
    parent_of,
    rare_of,
)
from chatmock.providers.sendbird.views.message_extras import message_views, view_of

END_OF_TIME = 2**63 - 2
Filter = Callable[[Message], bool]


@api.get("/{channel_type}/{channel_url}/messages", accepts="message.list", returns="message.page", by="member")
def list_messages(app: App, call: Call, channel: Channel | FeedChannel, given: Given) -> dict[str, Any]:
    """List messages around a time or a message.

    Up to ``prev_limit`` before ``message_ts``, those exactly at it if ``include``, up to ``next_limit`` after it;
    0 is the end of time, and a ``message_id`` is the place of that message. Ascending unless ``reverse``. Filters apply
    before the limits. Of a thread (``parent_message_id``) the first row is the message that is answered (client);
    0 is where it begins if only what comes after is asked for.
    """
    viewer = find_user(app, given["user_id"]) if "user_id" in given else asking_user(call)
    member = viewing_member(channel, viewer)
    parent = find_message(app, channel, str(given["parent_message_id"])) if given.get("parent_message_id") else None
    low, high = _place(app, channel, given)
    found, has_next = _messages_around(channel, given, low, high, app.visible_since(channel, member), parent, viewer)
    if given["reverse"]:
        found.reverse()
    if parent is not None:
        found.insert(0, parent)
    view = view_of(given, viewer)
    page: dict[str, Any] = {"messages": found if view is None else message_views(channel, found, view)}
    if given["checking_has_next"]:
        page["has_next"] = has_next
    if given["checking_continuous_messages"]:
        page["is_continuous_messages"] = True
    return page


def viewing_member(channel: Channel, viewer: User | None) -> Member | None:
    """The viewer's membership, which limits what is shown; None for no limit. Errors: 400108 for a non-member."""
    return membership(channel, viewer) if viewer is not None and isinstance(channel, GroupChannel) else None


def _messages_around(
    channel: Channel,
    given: Given,
    low: Mark,
    high: Mark,
    since: int,
    parent: Message | None,
    viewer: User | None,
) -> tuple[list[Message], bool]:
    """The messages around a place, ascending, and whether there are more in the direction asked for."""
    keep, senders = filter_of(channel, given, viewer, in_thread=parent is not None), _senders(channel, given)
    log, before, after = channel.messages, given["prev_limit"], given["next_limit"]
    if keep is None and senders is None and parent is None and since <= 0 and not given["checking_has_next"]:
        found = log.before(low, before)
        if given["include"]:
            found += log.at(low, high)
        return found + log.after(high, after), False
    source = Reading(channel, parent, senders)
    earlier = list(islice(filter(keep, _take_later(source.down(low), since)), before + 1))
    later = list(islice(filter(keep, source.up(max(high, (since, END_OF_TIME)))), after + 1))
    found = earlier[:before][::-1]
    if given["include"]:
        found += [m for m in log.at(low, high) if m.created_at > since and source.has(m) and (not keep or keep(m))]
    return found + later[:after], len(later) > after if after else len(earlier) > before


class Reading:
    """The messages of a channel, or of one of its threads, of everybody or of some."""

    __slots__ = ("_log", "_order", "_parent", "_senders")

    def __init__(self, channel: Channel, parent: Message | None, senders: Collection[str] | None) -> None:
        self._log = channel.messages
        self._parent = parent.message_id if parent is not None else 0
        thread = self._log.threads.get(self._parent)
        self._order = thread.order if thread is not None else None
        self._senders = senders

    def down(self, mark: Mark | None) -> Iterator[Message]:
        if not self._parent:
            return self._log.down(mark, senders=self._senders)
        pairs = self._order.down(mark) if self._order is not None else ()
        return filter(self.has, self._log.pick(serial for _, serial in pairs))

    def up(self, mark: Mark | None) -> Iterator[Message]:
        if not self._parent:
            return self._log.up(mark, senders=self._senders)
        pairs = self._order.up(mark) if self._order is not None else ()
        return filter(self.has, self._log.pick(serial for _, serial in pairs))

    def has(self, message: Message) -> bool:
        return (not self._parent or parent_of(message) == self._parent) and _is_by(message, self._senders)


def _place(app: App, channel: Channel, given: Given) -> tuple[Mark, Mark]:
    """The marks between which ``include`` adds messages, both included. Errors: 400201 for an unknown message."""
    if given.get("message_id"):
        pivot = find_message(app, channel, str(given["message_id"]))
        mark = (pivot.created_at, pivot.message_id)
        return mark, mark
    start = given.get("parent_message_id") and not given["prev_limit"]
    time = 0 if start and not given.get("message_ts") else min(given.get("message_ts") or END_OF_TIME, END_OF_TIME)
    return (time, -1), (time, END_OF_TIME)


def _take_later(messages: Iterator[Message], since: int) -> Iterator[Message]:
    """Take descending messages while they are later than a time."""
    for message in messages:
        if message.created_at <= since:
            return
        yield message


def _is_by(message: Message, senders: Collection[str] | None) -> bool:
    return senders is None or (message.user is not None and message.user.user_id in senders)


def _senders(channel: Channel, given: Given) -> set[str] | None:
    """The ids of the senders that a request asks for; None for everybody."""
    asked: list[set[str]] = []
    if "sender_id" in given:
        asked.append({given["sender_id"]})
    if "sender_ids" in given:
        asked.append(set(given["sender_ids"]))
    if given["operator_filter"] == "operator":
        asked.append(set(channel.operators_by_id))
    return set.intersection(*asked) if asked else None


def filter_of(channel: Channel, given: Given, viewer: User | None, *, in_thread: bool = False) -> Filter | None:
    """Whether a message passes the other filters; None if a request has none.

    Replies are shown in their thread only, unless ``include_reply_type`` says otherwise. A custom type ``*`` is any.
    """
    checks: list[Filter] = []
    if viewer is not None and channel.messages.keeps_from(viewer.user_id):
        checks.append(lambda message: kept_from(message) != viewer.user_id)
    if (kind := given.get("message_type")) is not None:
        checks.append(lambda message: message.type == kind)
    if (custom_type := given.get("custom_type")) is not None:
        checks.append(lambda message: message.custom_type == custom_type)
    if (types := given.get("custom_types")) is not None and "*" not in types:
        checks.append(lambda message: message.custom_type in types)
    if given.get("operator_filter") == "nonoperator":
        checks.append(lambda message: not _is_by(message, channel.operators_by_id))
    if len(channel.messages.threads) and not in_thread and (shown := given.get("include_reply_type", "none")) != "all":
        too = shown == "only_reply_to_channel"
        checks.append(lambda message: not parent_of(message) or (too and rare_of(message).is_reply_to_channel))
    return (lambda message: all(check(message) for check in checks)) if checks else None
