"""What an application counts by day (UTC, as YYYY-MM-DD): messages, active users, connections."""

from __future__ import annotations

from chatmock.core.clock import Clock, day
from chatmock.providers.sendbird.model.user import User


class Statistics:
    """The counts of an application."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.sent: dict[str, int] = {}
        """Messages by day."""
        self.active: dict[str, set[str]] = {}
        """Ids of the users who were active, by day."""
        self.online = 0
        """How many users are connected."""
        self.peaks: dict[str, int] = {}
        """The most users who were connected at once, by day."""

    def count_sent(self, date: str, sender: User | None) -> None:
        """Count a message of a day."""
        self.sent[date] = self.sent.get(date, 0) + 1
        if sender is not None:
            self.count_active(date, sender)

    def count_active(self, date: str, user: User) -> None:
        if (active := self.active.get(date)) is None:
            active = self.active[date] = set()
        active.add(user.user_id)

    def count_online(self, change: int) -> None:
        """Note that one more user is connected, or one less; the most of a day are kept."""
        today = day(self._clock.now())
        before = self.online
        self.online += change
        self.peaks[today] = max(self.peaks.get(today, 0), before, self.online)
