"""Reports."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import asdict

from chatmock.core.filling import Values
from chatmock.providers.sendbird.model import App, Report
from chatmock.providers.sendbird.seeds.loading import Loading


def load_reports(loading: Loading, reports: Iterable[Values]) -> None:
    for index, values in enumerate(reports):
        spot = ("reports", index)
        created = loading.past((*spot, "created_at"), values["created_at"])
        loading.serial(values, spot, "report")
        report = Report(**{**values, "created_at": created, "channel_url": loading.url(values.get("channel_url", ""))})
        loading.presented("report", report, (*spot, "shown"))
        loading.app.reports.add(report)


def dump_reports(app: App) -> list[Values]:
    return [asdict(report) for report in app.reports]
