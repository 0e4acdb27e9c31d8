"""Data exports: registered, listed and viewed (today; docs: the Platform API's data export)."""

from __future__ import annotations

from typing import Any

from chatmock.core.bus import Listener
from chatmock.core.operation import Call
from chatmock.core.zones import is_timezone
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.data_export.contents import content_of
from chatmock.providers.sendbird.errors import invalid_value, not_found
from chatmock.providers.sendbird.jobs import drop_file, file_of, keep_file, register
from chatmock.providers.sendbird.model import DONE, WAITS, App, Given, Job
from chatmock.providers.sendbird.paging import page

DATA_TYPES = ("messages", "channels", "users")


def _carry_out(app: App, job: Job) -> None:
    if job.kind in DATA_TYPES and job.status == WAITS:
        kind = "text/csv" if job.given["format"] == "csv" else "application/json"
        job.status = DONE
        keep_file(app, job, f"{job.kind}.{job.given['format']}", kind, content_of(app, job))
    elif job.kind in DATA_TYPES:
        drop_file(app, job)


@api.post("/export/{data_type}", accepts="export.create", returns="export")
def register_data_export(app: App, call: Call, data_type: str, given: Given) -> dict[str, Any]:
    """Register an export of messages, channels or users of a time; a second later its file can be fetched.

    Errors: 400111 for another kind of data, a time that ends before it begins, and a timezone there is none of.
    """
    _check_type(data_type)
    if given["end_ts"] < given["start_ts"]:
        raise invalid_value(field="end_ts")
    if not is_timezone(given["timezone"]):
        raise invalid_value(field="timezone")
    for name in ("channel_urls", "exclude_channel_urls"):
        if name in given:
            given[name] = [_spelled(app, url) for url in given[name]]
    return _view(call, register(app, data_type, given))


def _spelled(app: App, url: str) -> str:
    """The address of a channel as the channel has it: addresses are the same in any case."""
    channel = app.channel(url)
    return channel.channel_url if channel is not None else url.lower()


def _check_type(data_type: str) -> None:
    if data_type not in DATA_TYPES:
        raise invalid_value(field="data_type")


@api.get("/export/{data_type}", accepts="page.list", returns="export.page")
def list_data_exports(app: App, call: Call, data_type: str) -> dict[str, Any]:
    """List the exports of a kind of data, the last registered first."""
    _check_type(data_type)
    found = page(call, "exported_data", app.jobs.of(data_type), newest_first=True)
    return {**found, "exported_data": [_view(call, job) for job in found["exported_data"]]}


@api.get("/export/{data_type}/{request_id}", returns="export")
def view_data_export(app: App, call: Call, data_type: str, request_id: str) -> dict[str, Any]:
    """View an export, with the address of its file once it is done."""
    _check_type(data_type)
    job = app.jobs.get(request_id)
    if job is None or job.kind != data_type:
        raise not_found(thing="Data export")
    return _view(call, job)


def _view(call: Call, job: Job) -> dict[str, Any]:
    about = {"request_id": job.request_id, "data_type": job.kind, "status": job.status, "created_at": job.created}
    return {**about, **job.given, "file": file_of(call, job)}


LISTENERS: dict[str, Listener] = {
    "job.due": _carry_out,
}
"""By event: carry exports out when they are due, and forget their files."""
