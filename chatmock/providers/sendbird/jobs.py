"""Requests that are carried out by the clock: their files, and how answers show them."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.providers.sendbird.model import LASTS, App, File, Job, due_after
from chatmock.providers.sendbird.storage import file_address


def register(app: App, kind: str, given: dict[str, Any]) -> Job:
    """Keep a request, to be carried out in a second."""
    created = app.clock.stamp()
    return app.jobs.add(Job(app.ids.serial(), app.ids.hex(32), kind, created, given, due_at=due_after(app.clock.now())))


def keep_file(app: App, job: Job, name: str, content_type: str, content: bytes) -> None:
    """Keep what a request gave in a file, for as long as it lasts."""
    job.file_id, job.file_name, job.expires_at = app.ids.hex(32), name, app.clock.now() + LASTS
    app.files[job.file_id] = File(name, content_type, content)
    app.jobs.wait(job, job.expires_at)


def drop_file(app: App, job: Job) -> None:
    """Forget a file whose time is over."""
    app.files.pop(job.file_id, None)
    job.file_id, job.due_at = "", 0


def file_of(call: Call, job: Job) -> dict[str, Any]:
    """The file of a request in an answer; empty where there is none."""
    if not job.file_id:
        return {}
    return {"url": file_address(call, job.file_id, job.file_name), "expires_at": job.expires_at}
