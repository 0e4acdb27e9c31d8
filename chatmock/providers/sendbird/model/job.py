"""Requests that are carried out later: exports of data, and those of data protection. Times are milliseconds."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

import msgspec

from chatmock.core.bus import Bus
from chatmock.core.clock import DAY, SECOND
from chatmock.core.table import Order, Table
from chatmock.providers.sendbird.model.agenda import Agenda

WAITS, DONE = "scheduled", "done"
LASTS = 7 * DAY
"""How long a file can be fetched (ruled)."""


class Job(msgspec.Struct, eq=False):
    """One request. It is done a second after it was made, and a week later its file is gone (ruled)."""

    serial: int
    request_id: str
    kind: str
    """What is exported (messages, channels or users), or ``gdpr``."""
    created: int
    given: dict[str, Any]
    """What was asked for."""
    status: str = WAITS
    due_at: int = 0
    file_id: str = ""
    file_name: str = ""
    expires_at: int = 0
    """When the file is gone; 0 where there is none."""

    def __repr__(self) -> str:
        return f"<Job {self.kind} {self.request_id} {self.status}>"

    def fall_due(self, bus: Bus) -> None:
        bus.emit("job.due", job=self)


class Jobs(Table[Job]):
    """The requests of an application by id, and those of each kind."""

    __slots__ = ("_agenda", "_of")

    def __init__(self, agenda: Agenda) -> None:
        super().__init__(attrgetter("request_id"), attrgetter("created"))
        self._agenda = agenda
        self._of: dict[str, Order[Job]] = {}

    def of(self, kind: str) -> Order[Job]:
        """Those of a kind, the first made first."""
        return self._of.get(kind) or Order(attrgetter("created"))

    def add(self, row: Job) -> Job:
        self._of.setdefault(row.kind, Order(attrgetter("created"))).add(row)
        if row.due_at:
            self._agenda.put(row)
        return super().add(row)

    def remove(self, row: Job) -> None:
        self._of[row.kind].remove(row)
        self._agenda.remove(row)
        super().remove(row)

    def wait(self, row: Job, until: int) -> None:
        row.due_at = until
        self._agenda.put(row)


def due_after(now: int) -> int:
    """When a request is carried out."""
    return now + SECOND
