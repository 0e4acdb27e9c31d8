"""Announcements: one message to many group channels, sent when the clock reaches its time. Times are milliseconds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from chatmock.core.bus import Bus
from chatmock.core.clock import DAY, MINUTE
from chatmock.core.table import Table
from chatmock.providers.sendbird.model.agenda import Agenda

ENDED = ("canceled", "stopped", "completed", "incompleted")
TRACKED = 30 * DAY
"""How long after its start it is noted who opens an announcement (docs)."""


class Announcement(msgspec.Struct, eq=False):
    """An announcement, what it aims at, and how far it has come."""

    serial: int
    unique_id: str
    created: int
    scheduled_at: int
    message: dict[str, Any]
    """Its ``type``, ``user_id``, ``content``, ``data`` and ``custom_type``."""
    announcement_group: str = ""
    target_at: str = "sender_all_channels"
    target_list: list[str] = msgspec.field(default_factory=list)
    target_channel_type: str = "distinct"
    target_custom_type: str = ""
    create_channel: bool = False
    create_channel_options: dict[str, Any] = msgspec.field(default_factory=dict)
    end_at: int = 0
    """When it ends, finished or not; 0 for never."""
    cease_at: str = ""
    """From when on it is held each day (HHMM, UTC); empty for never."""
    resume_at: str = ""
    enable_push: bool = True
    mark_as_read: bool = True
    send_to_frozen_channels: bool = True
    assign_sender_as_channel_inviter: bool = False
    keep_channel_hidden_for_sender: bool = False

    status: str = "scheduled"
    due_at: int = 0
    """When it goes on by itself, if it waits for that."""
    started_at: int = 0
    ended_at: int = 0
    waiting: list[str] = msgspec.field(default_factory=list)
    """The channels it has not come to yet."""
    made: list[str] = msgspec.field(default_factory=list)
    """The channels it made."""
    target_users: list[str] = msgspec.field(default_factory=list)
    target_channel_count: int = 0
    sent: dict[str, int] = msgspec.field(default_factory=dict)
    """When it was sent to each channel, by address."""
    receivers: dict[str, dict[str, int]] = msgspec.field(default_factory=dict)
    """By channel, who received it there, and when each opened it; 0 for not yet."""
    reached: dict[str, int] = msgspec.field(default_factory=dict)
    """Who received it, and when each first opened it, wherever; made of ``receivers``."""
    openings: list[int] = msgspec.field(default_factory=list)
    """When each user who opened it did so; made of ``receivers``."""

    def __repr__(self) -> str:
        return f"<Announcement {self.unique_id} {self.status}>"

    @property
    def sender_id(self) -> str:
        return str(self.message.get("user_id", ""))

    def fall_due(self, bus: Bus) -> None:
        bus.emit("announcement.due", announcement=self)

    def held_until(self, now: int) -> int:
        """When the daily hold ends that it is in; 0 where it is in none."""
        if not self.cease_at or not self.resume_at:
            return 0
        minute, start, end = now % DAY // MINUTE, _minute(self.cease_at), _minute(self.resume_at)
        is_held = start <= minute < end if start < end else minute >= start or minute < end
        return now - now % MINUTE + (end - minute) % (DAY // MINUTE) * MINUTE if is_held else 0

    def receive(self, channel_url: str, user_ids: Iterable[str]) -> None:
        """Note who received it in a channel."""
        self.receivers[channel_url] = dict.fromkeys(user_ids, 0)
        for user_id in self.receivers[channel_url]:
            self.reached.setdefault(user_id, 0)

    def open(self, channel_url: str, user_id: str, at: int) -> None:
        """Note that a receiver has opened it."""
        if self.receivers.get(channel_url, {}).get(user_id) == 0:
            self.receivers[channel_url][user_id] = at
            if not self.reached[user_id]:
                self.reached[user_id] = at
                self.openings.append(at)


def _minute(text: str) -> int:
    """The minute of the day that HHMM names."""
    return int(text[:2]) * 60 + int(text[2:])


class Announcements(Table[Announcement]):
    """The announcements of an application by id; those that go on by themselves stand on its agenda."""

    __slots__ = ("_agenda", "_tracked", "groups")

    def __init__(self, agenda: Agenda) -> None:
        super().__init__(lambda row: row.unique_id, lambda row: row.created)
        self._agenda = agenda
        self.groups: dict[str, dict[int, Announcement]] = {}
        """Those of each group, by its name."""
        self._tracked: dict[str, dict[int, Announcement]] = {}
        """Those sent to each channel of which it is noted who opens them."""

    def add(self, row: Announcement) -> Announcement:
        if row.due_at:
            self._agenda.put(row)
        self._file(row)
        return super().add(row)

    def _file(self, row: Announcement) -> None:
        if row.announcement_group:
            self.groups.setdefault(row.announcement_group, {})[row.serial] = row

    def regroup(self, row: Announcement, group: str) -> None:
        """Have an announcement belong to another group."""
        rows = self.groups.get(row.announcement_group, {})
        rows.pop(row.serial, None)
        if not rows:
            self.groups.pop(row.announcement_group, None)
        row.announcement_group = group
        self._file(row)

    def wait(self, row: Announcement, until: int) -> None:
        """Have it go on at an instant; 0 for not by itself. It never waits past its end."""
        due = min(filter(None, (until, row.end_at)), default=0)
        row.due_at = due
        if due:
            self._agenda.put(row)
        else:
            self._agenda.remove(row)

    def end(self, row: Announcement, status: str, at: int) -> None:
        row.status, row.ended_at, row.due_at = status, at, 0
        row.waiting = []
        self._agenda.remove(row)

    def track(self, row: Announcement, channel_url: str) -> None:
        self._tracked.setdefault(channel_url, {})[row.serial] = row

    def open(self, channel_url: str, user_id: str, read_at: int, now: int) -> None:
        """Note what a user opens by reading a channel up to a time."""
        tracked = self._tracked.get(channel_url)
        for row in list(tracked.values()) if tracked is not None else ():
            if now - row.started_at > TRACKED:
                del self._tracked[channel_url][row.serial]
            elif row.sent[channel_url] <= read_at:
                row.open(channel_url, user_id, now)

    def forget(self, channel_url: str) -> None:
        """Nothing of a deleted channel is opened any more."""
        self._tracked.pop(channel_url, None)
