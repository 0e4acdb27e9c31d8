"""What has become of announcements, by day, week and month of their end (today; docs). Days are those of UTC."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from chatmock.core.clock import day
from chatmock.providers.sendbird.announcements.views import rate
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import invalid_value
from chatmock.providers.sendbird.model import Announcement, App, Given

DAYS, WEEKS, MONTHS = 31, 5, 12
"""How much one answer spans (docs; the months are ruled)."""
_LONGEST = 31
"""Days of the longest unit."""


@api.get("/announcement_stats/daily", accepts="announcement.statistics.daily", returns="announcement.statistics")
def view_daily_announcement_statistics(app: App, given: Given) -> dict[str, Any]:
    """View the statistics of each day of a span, by default of today."""
    return _statistics(app, given, "date", date.isoformat, DAYS)


@api.get("/announcement_stats/weekly", accepts="announcement.statistics.weekly", returns="announcement.statistics")
def view_weekly_announcement_statistics(app: App, given: Given) -> dict[str, Any]:
    """View the statistics of each week of a span, by default of this one; weeks are those of ISO 8601."""
    return _statistics(app, given, "week", _week, WEEKS)


@api.get("/announcement_stats/monthly", accepts="announcement.statistics.monthly", returns="announcement.statistics")
def view_monthly_announcement_statistics(app: App, given: Given) -> dict[str, Any]:
    """View the statistics of each month of a span, by default of this one."""
    return _statistics(app, given, "month", _month, MONTHS)


def _month(at: date) -> str:
    return at.isoformat()[:7]


def _week(at: date) -> str:
    year, week, _ = at.isocalendar()
    return f"{year}-W{week}"


def _statistics(app: App, given: Given, unit: str, name: Callable[[date], str], most: int) -> dict[str, Any]:
    end = _first(given, f"end_{unit}", given.get(f"start_{unit}") or day(app.clock.now()))
    start = _first(given, f"start_{unit}", given.get(f"end_{unit}") or day(app.clock.now()))
    days = range(min((end - start).days, _LONGEST * most) + 1)
    names = list(dict.fromkeys(name(start + timedelta(n)) for n in days))
    if not names:
        raise invalid_value(field=f"end_{unit}")
    if len(names) > most:
        raise invalid_value(field=f"start_{unit}")
    group = given.get("announcement_group")
    rows: dict[str, list[Announcement]] = {one: [] for one in names}
    for row in app.announcements:
        if row.ended_at and group in (None, row.announcement_group):
            ended = name(date.fromisoformat(day(row.ended_at)))
            if ended in rows:
                rows[ended].append(row)
    return {"statistics": [_row(one, found) for one, found in rows.items()]}


def _first(given: Given, field: str, default: str) -> date:
    """The first day of what a request names: a day, a week as 2026-W48, or a month."""
    text = given.get(field) or default
    try:
        if "W" in text:
            year, _, week = text.partition("-W")
            return date.fromisocalendar(int(year), int(week), 1)
        return date.fromisoformat(text if text.count("-") == 2 else f"{text}-01")
    except ValueError:
        raise invalid_value(field=field) from None


def _row(name: str, rows: list[Announcement]) -> dict[str, Any]:
    targets, opened = sum(len(row.target_users) for row in rows), sum(len(row.openings) for row in rows)
    by_end = [row.status for row in rows]
    return {
        "date_range": name,
        "total_announcement_count": len(rows),
        **{
            f"{end}_announcement_count": by_end.count(end)
            for end in ("canceled", "stopped", "completed", "incompleted")
        },
        "target_channel_count": sum(row.target_channel_count for row in rows),
        "target_user_count": targets,
        "sent_channel_count": sum(len(row.sent) for row in rows),
        "sent_user_count": sum(len(row.reached) for row in rows),
        "open_count": opened,
        "open_rate": rate(opened, targets),
    }
