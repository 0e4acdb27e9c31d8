"""Reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from chatmock.providers.sendbird.model import App, Report
from chatmock.providers.sendbird.seeds.loading import Loading
from chatmock.providers.sendbird.seeds.values import Values


def load_reports(loading: Loading, reports: Iterable[Values]) -> None:
    for index, values in enumerate(reports):
        loading.past(("reports", index), values["created_at"])
        loading.app.ids.after(values["serial"])
        loading.app.reports.add(Report(**values))


def dump_reports(app: App) -> list[Values]:
    return [asdict(report) for report in app.reports]
