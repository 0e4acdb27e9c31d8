"""What is said in live groups, for those who poll: the last of it, and who waits for more."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

import msgspec

from chatmock.core.ids import Ids

KEPT = 500
"""Rows that a slow poller can still get."""
MOST = 5000
"""Pollers of an application; the oldest go."""
_KEY = 32


class Poller(msgspec.Struct, eq=False):
    """Somebody who polls a live group."""

    key: str
    user_id: str
    """Empty for somebody who is not logged in."""
    group_id: str
    broadcast_seq: int = 1
    """The number of the next message to all live groups that it has not got."""
    wake: Callable[[], None] | None = None
    """Answers the poll that waits, if one does."""


class LiveLog(msgspec.Struct, eq=False):
    """The rows of one live group, each with its number."""

    rows: deque[tuple[int, dict[str, Any]]] = msgspec.field(default_factory=lambda: deque(maxlen=KEPT))
    last: int = 0
    pollers: dict[str, Poller] = msgspec.field(default_factory=dict)
    """By key."""
    by_user: dict[str, Poller] = msgspec.field(default_factory=dict)
    """The one of each account that is logged in."""

    def since(self, number: int) -> list[dict[str, Any]]:
        """The rows from a number on."""
        return [row for own, row in self.rows if own >= number]


class Live:
    """The live groups that somebody is in. Nothing of it is kept by exports: clients join again."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self.logs: dict[str, LiveLog] = {}
        """By GroupId."""
        self.pollers: dict[str, Poller] = {}
        """Everybody who polls, by key."""

    def open(self, group_id: str, user_id: str, broadcast_seq: int) -> tuple[Poller, int]:
        """Somebody polls from now on: gives who it is, and the number of the next row."""
        log = self.logs.setdefault(group_id, LiveLog())
        self.leave(group_id, user_id)
        poller = Poller(self._ids.hex(_KEY), user_id, group_id, broadcast_seq)
        log.pollers[poller.key] = self.pollers[poller.key] = poller
        if user_id:
            log.by_user[user_id] = poller
        while len(self.pollers) > MOST:
            oldest = next(iter(self.pollers.values()))
            self._end(self.logs[oldest.group_id], oldest)
        return poller, log.last + 1

    def add(self, group_id: str, row: dict[str, Any]) -> None:
        """Something is said: whoever waits gets it."""
        log = self.logs.setdefault(group_id, LiveLog())
        log.last += 1
        log.rows.append((log.last, row))
        for poller in list(log.pollers.values()):
            if poller.wake is not None:
                poller.wake()

    def wake(self) -> None:
        """Something is said in all live groups: whoever waits gets it."""
        for poller in list(self.pollers.values()):
            if poller.wake is not None:
                poller.wake()

    def leave(self, group_id: str, user_id: str) -> None:
        """An account does not poll any more."""
        log = self.logs.get(group_id)
        if log is not None and (poller := log.by_user.get(user_id)) is not None:
            self._end(log, poller)

    def drop(self, group_id: str) -> None:
        """A live group is no more."""
        if (log := self.logs.pop(group_id, None)) is not None:
            for poller in list(log.pollers.values()):
                self._end(log, poller)

    def _end(self, log: LiveLog, poller: Poller) -> None:
        del log.pollers[poller.key], self.pollers[poller.key]
        log.by_user.pop(poller.user_id, None)
        if poller.wake is not None:
            poller.wake()
