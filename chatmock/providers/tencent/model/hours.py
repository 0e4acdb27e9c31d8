"""Who talked in which hour of the last days: the file of an hour is made of these conversations, not of all there are."""

from __future__ import annotations

from typing import Generic, TypeVar

from chatmock.core.clock import DAY, HOUR, SECOND

KEPT = 7 * DAY // SECOND
"""Seconds that files are kept (docs, 2024)."""
_HOUR = HOUR // SECOND
T = TypeVar("T")
Span = list[int]
"""The MsgSeqs of the first message of an hour, and of the last one."""


class Hours(Generic[T]):
    """Conversations by the hour of a message, the first that talked first."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[T, Span]] = {}

    def note(self, talk: T, seq: int, time: int, now: int) -> None:
        """Something was said at a time in seconds."""
        talks = self._rows.get(time // _HOUR)
        if talks is None:
            talks = self._open(time, now)
        span = talks.get(talk)
        if span is None:
            talks[talk] = [seq, seq]
        else:
            span[1] = seq

    def _open(self, time: int, now: int) -> dict[T, Span]:
        """Nobody has talked in the hour of a time; hours whose files are gone are forgotten."""
        first = (now - KEPT) // _HOUR - 1
        for old in [hour for hour in self._rows if hour < first]:
            del self._rows[old]
        return self._rows.setdefault(time // _HOUR, {}) if time // _HOUR >= first else {}

    def at(self, time: int) -> list[tuple[T, Span]]:
        """Who talked in the hour that begins at a time in seconds."""
        return list(self._rows.get(time // _HOUR, {}).items())
