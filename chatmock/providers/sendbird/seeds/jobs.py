"""Exports of data and requests of data protection; written by exports."""

from __future__ import annotations

from collections.abc import Iterable

from chatmock.core.errors import Invalid
from chatmock.core.filling import Values, differing
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.model import App, Job
from chatmock.providers.sendbird.seeds.loading import Loading


def load_jobs(loading: Loading, rows: Iterable[Values]) -> None:
    app = loading.app
    for index, values in enumerate(rows):
        spot = ("jobs", index)
        serial = loading.serial(values, spot, "thing that waits")
        schema = schemas["gdpr.create" if values["kind"] == "gdpr" else "export.create"]
        try:
            schema.accept(values["given"])
        except Invalid as reason:
            raise loading.wrong((*spot, "given"), f"{reason.field} is missing or wrong") from None
        with loading.once(app.jobs, (*spot, "request_id"), values["request_id"]):
            app.jobs.add(Job(**{**values, "serial": serial, "given": dict(values["given"])}))


def dump_jobs(app: App) -> list[Values]:
    return [differing(job) for job in app.jobs]
