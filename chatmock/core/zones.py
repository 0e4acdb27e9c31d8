"""Time zones: whether there is one, and what its clocks show."""

from __future__ import annotations

from datetime import datetime

from chatmock.core.deferred import Deferred

_ZONES = Deferred("zoneinfo")
"""Looks into how Python was built when it is imported."""


def is_timezone(name: str) -> bool:
    """Whether there is a time zone of this name, as ``Europe/London``."""
    try:
        _ZONES.ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return False
    return True


def local(ms: int, timezone: str) -> datetime:
    """A time in milliseconds as a time zone has it."""
    return datetime.fromtimestamp(ms / 1000, _ZONES.ZoneInfo(timezone))


def on_the_wall(ms: int, timezone: str) -> tuple[int, int]:
    """The day of the week (Monday is 0) and the minutes since midnight, on the wall clocks of a time zone."""
    there = local(ms, timezone)
    return there.weekday(), there.hour * 60 + there.minute
