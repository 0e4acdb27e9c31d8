"""Quiet hours of single days of the week."""

from __future__ import annotations

from chatmock.providers.sendbird.model import Given

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LAST_MINUTE = {"end_hour": 23, "end_min": 59}
_FIRST_MINUTE = {"start_hour": 0, "start_min": 0}


def split_at_midnight(schedules: list[Given]) -> list[Given]:
    """Windows that pass midnight as two, the second on the day that follows, before what that one has (live).

    A start that is also the end means all day, and stays.
    """
    days: dict[str, list[Given]] = {row["day_of_week"]: [] for row in schedules}
    mornings: dict[str, list[Given]] = {}
    for row in schedules:
        for window in row["time_windows"]:
            if _minutes(window, "start") <= _minutes(window, "end"):
                days[row["day_of_week"]].append(window)
                continue
            days[row["day_of_week"]].append({**window, **_LAST_MINUTE})
            if _minutes(window, "end"):
                mornings.setdefault(_day_after(row["day_of_week"]), []).append({**window, **_FIRST_MINUTE})
    return [
        {"day_of_week": day, "time_windows": [*mornings.get(day, ()), *days.get(day, ())]}
        for day in dict.fromkeys(one for day in days for one in (day, _day_after(day)))
        if day in days or day in mornings
    ]


def _minutes(window: Given, side: str) -> int:
    return int(window[f"{side}_hour"] * 60 + window[f"{side}_min"])


def _day_after(day: str) -> str:
    return DAYS[(DAYS.index(day) + 1) % len(DAYS)]


def is_within(window: Given, minute: int) -> bool:
    """Whether a minute of the day is in a window; one that ends with the last minute of a day holds that, too."""
    start, end = _minutes(window, "start"), _minutes(window, "end")
    if end == 24 * 60 - 1:
        end += 1
    return start <= minute < end if start < end else minute >= start or minute < end
