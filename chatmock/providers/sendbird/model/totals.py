"""Total unread counts: asked for often and told with every message, so not counted anew for each.

A message costs no more than who looks. A count that was looked at since the last message is one higher; one that was not
falls behind in the channel, hears of no further message there, and catches up when it is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from chatmock.core.bus import Bus, Listener
from chatmock.providers.sendbird.model.channel import Channel
from chatmock.providers.sendbird.model.events import EVENTS
from chatmock.providers.sendbird.model.group_channel import GroupChannel, Member
from chatmock.providers.sendbird.model.message import Message, kept_from
from chatmock.providers.sendbird.model.user import User


class Count:
    """The unread messages of one user: in all, and by the address of each channel that has some."""

    __slots__ = ("behind", "by_channel", "looked_at", "total")

    def __init__(self, by_channel: dict[str, int]) -> None:
        self.by_channel = by_channel
        self.total = sum(by_channel.values())
        self.behind: set[str] = set()
        """The channels to count anew before the next look."""
        self.looked_at = True
        """Whether somebody has looked since a message was added."""

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
        memberships: Callable[[User], Mapping[str, Member]],
        unread_of: Callable[[Member], int],
        may_keep: Callable[[], bool],
    ) -> None:
        self._memberships = memberships
        self._unread_of = unread_of
        self._may_keep = may_keep
        self._known: dict[str, Count] = {}
        self._in_step: dict[str, dict[str, Count]] = {}
        """By the address of each channel, the counts that are right there."""
        bus.follow(_LISTENERS, self)

    def __repr__(self) -> str:
        return f"<Totals of {len(self._known)} users>"

    def of(self, user: User) -> int:
        known = self._known.get(user.user_id)
        if known is None:
            known = self._counted(user)
        elif known.behind:
            self._catch_up(known, user)
        known.looked_at = True
        return known.total

    def _counted(self, user: User) -> Count:
        """All channels of a user counted, and kept from now on."""
        memberships = self._memberships(user)
        counts = {url: unread for url, member in memberships.items() if (unread := self._unread_of(member))}
        known = Count(counts)
        if self._may_keep():
            self._known[user.user_id] = known
            for url in memberships:
                self._keep_up(known, user.user_id, url)
        return known

    def _catch_up(self, known: Count, user: User) -> None:
        memberships = self._memberships(user)
        for url in known.behind:
            if (member := memberships.get(url)) is not None:
                known.set(url, self._unread_of(member))
                self._keep_up(known, user.user_id, url)
        known.behind.clear()

    def _keep_up(self, known: Count, user_id: str, channel_url: str) -> None:
        """From now on a count hears of the messages of a channel."""
        if (in_step := self._in_step.get(channel_url)) is not None:
            in_step[user_id] = known
        else:
            self._in_step[channel_url] = {user_id: known}

    def _sent(self, channel: Channel, message: Message, **_: Any) -> None:
        if not self._known or not isinstance(channel, GroupChannel):
            return
        sender, url = message.user.user_id if message.user is not None else None, channel.channel_url
        if sender is not None:  # sending reads, too
            self._recount(sender, channel)
        if message.silent or channel.is_ephemeral or not (in_step := self._in_step.get(url)):
            return
        kept, behind = kept_from(message), []
        for user_id, known in in_step.items():
            if user_id in (sender, kept):
                continue
            if not known.looked_at:
                behind.append(user_id)
                known.behind.add(url)
                continue
            known.looked_at = False
            if channel.members_by_id[user_id].counts_messages:
                known.add(url)
        for user_id in behind:
            del in_step[user_id]

    def _all_behind(self, channel: Channel, **_: Any) -> None:
        for known in self._in_step.pop(channel.channel_url, {}).values():
            known.behind.add(channel.channel_url)

    def _made(self, channel: Channel, **_: Any) -> None:
        if isinstance(channel, GroupChannel) and self._known:
            for user_id in channel.members_by_id:
                self._recount(user_id, channel)

    def _changed(self, channel: Channel, user: User | None = None, users: list[User] | None = None, **_: Any) -> None:
        if self._known and isinstance(channel, GroupChannel):
            for one in users if users is not None else [user] if user is not None else []:
                self._recount(one.user_id, channel)

    def _recount(self, user_id: str, channel: GroupChannel) -> None:
        """Count a user's messages in a channel anew, now or before the next look."""
        if (known := self._known.get(user_id)) is None:
            return
        url, member = channel.channel_url, channel.members_by_id.get(user_id)
        if member is None:
            known.set(url, 0)
            known.behind.discard(url)
            self._part(user_id, url)
        elif url not in known.behind:
            known.set(url, self._unread_of(member))
            self._keep_up(known, user_id, url)

    def _part(self, user_id: str, channel_url: str) -> None:
        """A user is in a channel no more."""
        if (in_step := self._in_step.get(channel_url)) is not None:
            in_step.pop(user_id, None)
            if not in_step:
                del self._in_step[channel_url]

    def _forget(self, **_: Any) -> None:
        self._known.clear()
        self._in_step.clear()


_COUNTING: dict[str, Listener] = {
    "user": Totals._changed,
    "everybody": Totals._all_behind,
    "made": Totals._made,
    "sent": Totals._sent,
    "anew": Totals._forget,
}
_LISTENERS = {name: _COUNTING[event.counts] for name, event in EVENTS.items() if event.counts}
"""By event: keep counts right, as the table of events says."""
