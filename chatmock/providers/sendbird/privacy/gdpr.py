"""Requests of data protection: a user's data handed out in a file, or users deleted (today; docs: data privacy)."""

from __future__ import annotations

from typing import Any

import orjson

from chatmock.core.bus import Listener
from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api, schemas
from chatmock.providers.sendbird.channels.group_channels import delete_group_channel
from chatmock.providers.sendbird.errors import not_authorized, not_found, required
from chatmock.providers.sendbird.finders import find_user, found_users
from chatmock.providers.sendbird.jobs import drop_file, file_of, keep_file, register
from chatmock.providers.sendbird.model import DONE, WAITS, App, Given, GroupChannel, Job, User
from chatmock.providers.sendbird.paging import page
from chatmock.providers.sendbird.users.users import delete_user

KIND = "gdpr"
_PAIR = 2


def _carry_out(app: App, job: Job) -> None:
    if job.kind != KIND:
        return
    if job.status != WAITS:
        drop_file(app, job)
        return
    job.status, job.due_at = DONE, 0
    if job.given["action"] == "access":
        _hand_out(app, job)
    else:
        _delete(app, job.given)


def _hand_out(app: App, job: Job) -> None:
    user = app.users.get(job.given["user_id"])
    content = orjson.dumps(_data_of(app, user) if user is not None else {})
    keep_file(app, job, "user.json", "application/json", content)


def _data_of(app: App, user: User) -> dict[str, Any]:
    """All that an application keeps of a user: the profile, the channels, and what the user said there."""
    channels = [member.channel for member in app.places.of(user).memberships.values()]
    said = [message for channel in app.channels() for message in channel.messages if message.user is user]
    return {
        "user": schemas["user.brief"].present(user),
        "channels": [channel.channel_url for channel in channels],
        "messages": [schemas["message"].present(message) for message in said],
    }


def _delete(app: App, given: Given) -> None:
    """Delete users, with the group channels they are in as ``channel_delete_option`` says; who is gone is skipped."""
    option = given["channel_delete_option"]
    for user_id in given["user_ids"]:
        if (user := app.users.get(user_id)) is None:
            continue
        for member in list(app.places.of(user).memberships.values()):
            if option == "all" or (option == "1_on_1" and _is_of_two(member.channel)):
                delete_group_channel(app, member.channel)
        delete_user(app, user)


def _is_of_two(channel: GroupChannel) -> bool:
    return channel.member_count <= _PAIR


@api.post("/privacy/gdpr", accepts="gdpr.create", returns="gdpr")
def register_gdpr_request(app: App, call: Call, given: Given) -> dict[str, Any]:
    """Register a request: ``access`` to the data of one user, or ``delete`` of users. It is carried out a second later.

    Errors: 400105 without users; 400201 for an unknown one.
    """
    if given["action"] == "access":
        if not given.get("user_id"):
            raise required(field="user_id")
        find_user(app, given["user_id"])
        given = {"action": "access", "user_id": given["user_id"]}
    else:
        ids = given.get("user_ids") or ([given["user_id"]] if given.get("user_id") else [])
        if not ids:
            raise required(field="user_ids")
        option = given["channel_delete_option"]
        given = {"action": "delete", "user_ids": list(found_users(app, ids)), "channel_delete_option": option}
    return _view(call, register(app, KIND, given))


@api.get("/privacy/gdpr", accepts="page.list", returns="gdpr.page")
def list_gdpr_requests(app: App, call: Call) -> dict[str, Any]:
    """List the requests, the last registered first."""
    found = page(call, "requests", app.jobs.of(KIND), newest_first=True)
    return {**found, "requests": [_view(call, job) for job in found["requests"]]}


@api.get("/privacy/gdpr/{request_id}", returns="gdpr")
def view_gdpr_request(app: App, call: Call, request_id: str) -> dict[str, Any]:
    """View a request, with the address of its file once it is done."""
    return _view(call, _find(app, request_id))


@api.delete("/privacy/gdpr/{request_id}", returns="empty")
def cancel_gdpr_request(app: App, request_id: str) -> None:
    """Cancel a request that is not carried out yet. Errors: 400108 for one that is (ruled)."""
    job = _find(app, request_id)
    if job.status != WAITS:
        raise not_authorized(reason="The request is done.")
    app.jobs.remove(job)


def _find(app: App, request_id: str) -> Job:
    job = app.jobs.get(request_id)
    if job is None or job.kind != KIND:
        raise not_found(thing="GDPR request")
    return job


def _view(call: Call, job: Job) -> dict[str, Any]:
    about = {"request_id": job.request_id, "status": job.status, "created_at": job.created, **job.given}
    return {**about, "files": file_of(call, job)}


LISTENERS: dict[str, Listener] = {
    "job.due": _carry_out,
}
"""By event: carry requests out when they are due, and forget their files."""
