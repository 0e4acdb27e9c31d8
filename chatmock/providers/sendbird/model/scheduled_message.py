"""Messages that are sent later. Times are milliseconds."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

import msgspec

from chatmock.core.bus import Bus
from chatmock.core.table import Order, Table
from chatmock.providers.sendbird.model.agenda import Agenda
from chatmock.providers.sendbird.model.user import User

PENDING, SENT, FAILED, CANCELED = "pending", "sent", "failed", "canceled"
STATUSES = (PENDING, SENT, FAILED, CANCELED)


class ScheduledMessage(msgspec.Struct, eq=False):
    """A message of a group channel that waits for its time, or has had it."""

    serial: int
    channel_url: str
    sender: User | None
    """None for one of the administration."""
    given: dict[str, Any]
    """What it is sent with, as a request to send a message has it."""
    scheduled_at: int
    created: int
    updated: int
    status: str = PENDING
    by_client: bool = False
    """Whether a client made it, who obeys then what clients obey."""
    sent_at: int = 0
    message_id: int = 0
    """The message it became; 0 where it has not."""
    error: str = ""
    """Why it failed."""

    def __repr__(self) -> str:
        return f"<ScheduledMessage {self.serial} {self.status}>"

    @property
    def due_at(self) -> int:
        return self.scheduled_at

    @property
    def sender_id(self) -> str:
        return self.sender.user_id if self.sender is not None else ""

    def fall_due(self, bus: Bus) -> None:
        bus.emit("scheduled_message.due", scheduled=self)


_created, _scheduled_at = attrgetter("created"), attrgetter("scheduled_at")


class ScheduledMessages(Table[ScheduledMessage]):
    """The scheduled messages of an application by id; those that wait stand on its agenda."""

    __slots__ = ("_agenda", "_of", "_pending", "by_time")

    def __init__(self, agenda: Agenda) -> None:
        super().__init__(lambda row: str(row.serial), _created)
        self._agenda = agenda
        self.by_time: Order[ScheduledMessage] = Order(_scheduled_at)
        self._of: dict[str, dict[int, ScheduledMessage]] = {}
        """All of a channel, by its address."""
        self._pending: dict[str, dict[int, ScheduledMessage]] = {}
        """Those of a channel that wait."""

    def add(self, row: ScheduledMessage) -> ScheduledMessage:
        self.by_time.add(row)
        self._of.setdefault(row.channel_url, {})[row.serial] = row
        if row.status == PENDING:
            self._pending.setdefault(row.channel_url, {})[row.serial] = row
            self._agenda.put(row)
        return super().add(row)

    def remove(self, row: ScheduledMessage) -> None:
        self.end(row, row.status)
        self._take_out(self._of, row)
        self.by_time.remove(row)
        super().remove(row)

    def move(self, row: ScheduledMessage, to: int) -> None:
        """Have a message wait for another time."""
        row.scheduled_at = to
        self.by_time.touch(row)
        self._agenda.put(row)

    def end(self, row: ScheduledMessage, status: str) -> None:
        """Have a message wait no longer."""
        row.status = status
        self._agenda.remove(row)
        self._take_out(self._pending, row)

    def of(self, channel_url: str) -> list[ScheduledMessage]:
        """All of a channel."""
        return list(self._of.get(channel_url, {}).values())

    def pending_of(self, user: User, channel_url: str) -> list[ScheduledMessage]:
        """Those of a user that wait in a channel."""
        return [row for row in self._pending.get(channel_url, {}).values() if row.sender is user]

    @staticmethod
    def _take_out(files: dict[str, dict[int, ScheduledMessage]], row: ScheduledMessage) -> None:
        rows = files.get(row.channel_url, {})
        rows.pop(row.serial, None)
        if not rows:
            files.pop(row.channel_url, None)
