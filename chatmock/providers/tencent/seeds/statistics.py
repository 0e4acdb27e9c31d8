"""What happened on each of the last days."""

from __future__ import annotations

from chatmock.core.filling import Values
from chatmock.providers.tencent.model import App, Day
from chatmock.providers.tencent.seeds.loading import Loading


def load_statistics(loading: Loading, document: Values) -> None:
    """Fill in the figures of days."""
    for date, row in document.get("statistics", {}).items():
        day = loading.app.statistics.days[date] = Day(dict(row.get("counts", {})))
        for name, user_ids in row.get("people", {}).items():
            for user_id in user_ids:
                day.note(name, user_id)
    _note_hours(loading.app)


def _note_hours(app: App) -> None:
    """Note when there was talk, by the messages that there are."""
    for pair in app.c2c:
        for message in pair:
            app.statistics.note_message(message, pair)
    for group in app.groups:
        for message in group.history:
            app.statistics.note_group_message(message)


def dump_statistics(app: App) -> Values:
    return {
        date: {"counts": dict(day.counts), "people": {name: list(found) for name, found in day.people.items()}}
        for date, day in app.statistics.days.items()
    }
