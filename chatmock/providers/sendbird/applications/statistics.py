"""Numbers about an application, counted from what really happened in it. Days are those of UTC on its clock."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from chatmock.core.clock import day
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import invalid_value
from chatmock.providers.sendbird.model import App, Given

MONTH = 30
LONGEST = 366
"""Days in one answer."""


@api.get("/applications/ccu", returns="ccu")
def view_ccu(app: App) -> dict[str, int]:
    """Count the users who are connected now, each once."""
    return {"ccu": sum(user.is_online for user in app.users)}


@api.get("/applications/mau", accepts="date.query", returns="mau")
def view_mau(app: App, given: Given) -> dict[str, int]:
    """Count the different users who were active in the thirty days up to a day (left out: today)."""
    last = date_in(given, "date", today(app))
    days = days_between(date.fromordinal(max(1, last.toordinal() - MONTH + 1)), last)
    return {"mau": len(set[str]().union(*(app.statistics.active.get(day, ()) for day in days)))}


@api.get("/applications/dau", accepts="date.query", returns="dau")
def view_dau(app: App, given: Given) -> dict[str, int]:
    """Count the different users who were active on a day (left out: today)."""
    return {"dau": len(app.statistics.active.get(date_in(given, "date", today(app)).isoformat(), ()))}


@api.get("/applications/messages/daily_count", accepts="daily_count.query", returns="daily_count")
def view_daily_message_count(app: App, given: Given) -> dict[str, dict[str, int]]:
    """Count the messages sent on each day of a span, days without any included.

    Without an end it goes up to today, without a start it is one day. Errors: 400111 for what is no date, for an end
    before the start and for more than 366 days.
    """
    end = date_in(given, "end_date", today(app))
    start = date_in(given, "start_date", end)
    if end < start:
        raise invalid_value(field="end_date")
    if (end - start).days >= LONGEST:
        raise invalid_value(field="start_date")
    return {"message_count": {day: app.statistics.sent.get(day, 0) for day in days_between(start, end)}}


@api.get("/applications/peak_connections", accepts="peak_connections.query", returns="peak_connections")
def view_peak_connections(app: App, given: Given) -> dict[str, list[dict[str, Any]]]:
    """View the most users who were connected at once, on each day of a span or in each of its months (today).

    Errors: 400111 for a day the calendar does not have, an end before the start and for more than 366 days.
    """
    by_day = given["time_dimension"] == "daily"
    start = _date_of(given, "start", 1)
    end = _date_of(given, "end", monthrange(given["end_year"], given["end_month"])[1])
    if end < start:
        raise invalid_value(field="end_year")
    if (end - start).days >= LONGEST:
        raise invalid_value(field="start_year")
    statistics, now = app.statistics, today(app).isoformat()
    peaks = {**statistics.peaks, now: max(statistics.online, statistics.peaks.get(now, 0))}
    found: dict[str, int] = {}
    for one in days_between(start, end):
        name = one if by_day else one[:7]
        found[name] = max(found.get(name, 0), peaks.get(one, 0))
    return {"peak_connections": [{"date": name, "peak_connections": peak} for name, peak in found.items()]}


def _date_of(given: Given, side: str, default: int) -> date:
    try:
        return date(given[f"{side}_year"], given[f"{side}_month"], given.get(f"{side}_day", default))
    except ValueError:
        raise invalid_value(field=f"{side}_day") from None


@api.get("/statistics/metric", accepts="metric.query", returns="metric")
def view_metric(app: App, given: Given) -> dict[str, Any]:
    """View a metric day by day: messages, or active users (today). Segments are not told apart: each row is of all.

    Beside the rows stand the keys of the last one, which the SDKs read. Errors: as of the daily count of messages.
    """
    end = date_in(given, "end_date", today(app))
    start = date_in(given, "start_date", end)
    if end < start:
        raise invalid_value(field="end_date")
    if (end - start).days >= LONGEST:
        raise invalid_value(field="start_date")
    counts: dict[str, Callable[[str], int]] = {
        "messages": lambda day: app.statistics.sent.get(day, 0),
        "active_users": lambda day: len(app.statistics.active.get(day, ())),
        "peak_connections": lambda day: app.statistics.peaks.get(day, 0),
    }
    count = counts[given["metric_type"]]
    plain = {"segments": "", "channel_type": "", "custom_channel_type": "", "custom_message_type": ""}
    rows = [{**plain, "date": day, "value": count(day)} for day in days_between(start, end)]
    return {**rows[-1], "metric_type": given["metric_type"], "statistics": rows}


def today(app: App) -> date:
    return date.fromisoformat(day(app.clock.now()))


def date_in(given: Given, name: str, default: date) -> date:
    """A date a request names; one the calendar does not have is refused."""
    try:
        return date.fromisoformat(given[name]) if name in given else default
    except ValueError:
        raise invalid_value(field=name) from None


def days_between(start: date, end: date) -> list[str]:
    """The days of a span, both ends included, as YYYY-MM-DD."""
    return [(start + timedelta(n)).isoformat() for n in range((end - start).days + 1)]
