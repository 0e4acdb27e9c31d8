"""What happened on each of the last days."""

from __future__ import annotations

from chatmock.core.filling import Values
from chatmock.providers.tencent.model import App, Day
from chatmock.providers.tencent.seeds.loading import Loading


def load_statistics(loading: Loading, document: Values) -> None:
    """Fill in the figures of days."""
    for date, row in document.get("statistics", {}).items():
        people = {name: dict.fromkeys(user_ids) for name, user_ids in row.get("people", {}).items()}
        loading.app.statistics.days[date] = Day(dict(row.get("counts", {})), people)


def dump_statistics(app: App) -> Values:
    return {
        date: {"counts": dict(day.counts), "people": {name: list(found) for name, found in day.people.items()}}
        for date, day in app.statistics.days.items()
    }
