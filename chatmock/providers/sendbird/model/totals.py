"""Total unread counts: asked for often and told with every message, so not counted anew for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from chatmock.core.bus import Bus
from chatmock.providers.sendbird.model.channel import Channel
from chatmock.providers.sendbird.model.group_channel import GroupChannel, Member
from chatmock.providers.sendbird.model.message import Message, kept_from
from chatmock.providers.sendbird.model.user import User

_CHANGES = (
    "channel.read",
    "channel.hidden",
    "channel.deleted",
    "count_preference.changed",
    "history.reset",
    "member.left",
    "member.joined",
    "user.banned",
)
"""Events that may change the counts of the users they name in a channel; a deletion changes everybody's."""


class Count:
    """The unread messages of one user: in all, and by the address of each channel that has some."""

    __slots__ = ("by_channel", "total")

    def __init__(self, by_channel: dict[str, int]) -> None:
        self.by_channel = by_channel
        self.total = sum(by_channel.values())

    def add(self, channel_url: str) -> None:
        """One more in a channel."""
        self.total += 1
        self.by_channel[channel_url] = self.by_channel.get(channel_url, 0) + 1

    def set(self, channel_url: str, unread: int) -> None:
        self.total += unread - self.by_channel.pop(channel_url, 0)
        if unread:
            self.by_channel[channel_url] = unread


class Totals:
    """Unread counts by user id, of those who were asked for; they are kept right one channel at a time."""

    def __init__(
        self,
        bus: Bus,
        unread_by_channel: Callable[[User], Iterable[tuple[GroupChannel, int]]],
        unread_of: Callable[[Member], int],
        may_keep: Callable[[], bool],
    ) -> None:
        self._unread_by_channel = unread_by_channel
        self._unread_of = unread_of
        self._may_keep = may_keep
        self._known: dict[str, Count] = {}
        for name in _CHANGES:
            bus.on(name, self._changed)
        for name in ("settings.changed", "messages.migrated", "user.deleted"):
            bus.on(name, self._forget)
        bus.on("message.sent", self._sent)
        bus.on("message.deleted", self._deleted)

    def __repr__(self) -> str:
        return f"<Totals of {len(self._known)} users>"

    def of(self, user: User) -> int:
        known = self._known.get(user.user_id)
        if known is None:
            counts = self._unread_by_channel(user)
            known = Count({channel.channel_url: count for channel, count in counts})
            if self._may_keep():
                self._known[user.user_id] = known
        return known.total

    def _sent(self, channel: Channel, message: Message, **_: Any) -> None:
        if not self._known or not isinstance(channel, GroupChannel):
            return
        if message.user is not None:  # sending reads, too
            self._recount(message.user.user_id, channel)
        if message.silent or channel.is_ephemeral:
            return
        sender, url = message.user.user_id if message.user is not None else None, channel.channel_url
        kept = kept_from(message)
        for user_id in self._known_in(channel):
            if user_id not in (sender, kept) and channel.members_by_id[user_id].counts_messages:
                self._known[user_id].add(url)

    def _deleted(self, channel: Channel, **_: Any) -> None:
        if isinstance(channel, GroupChannel):
            for user_id in self._known_in(channel):
                self._recount(user_id, channel)

    def _known_in(self, channel: GroupChannel) -> list[str]:
        """Those of a channel whose counts are known; the shorter list is looked through."""
        known, members = self._known, channel.members_by_id
        few, many = (known, members) if len(known) < len(members) else (members, known)
        return [user_id for user_id in few if user_id in many]

    def _changed(self, channel: Channel, user: User | None = None, users: list[User] | None = None, **_: Any) -> None:
        if isinstance(channel, GroupChannel):
            for one in users if users is not None else [user] if user is not None else []:
                self._recount(one.user_id, channel)

    def _recount(self, user_id: str, channel: GroupChannel) -> None:
        if (known := self._known.get(user_id)) is not None:
            member = channel.members_by_id.get(user_id)
            known.set(channel.channel_url, self._unread_of(member) if member is not None else 0)

    def _forget(self, **_: Any) -> None:
        self._known.clear()
