"""Announcements: scheduled, listed, changed, paused and ended (today; docs: the Platform API's announcements)."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.providers.sendbird.announcements.running import run_on, start
from chatmock.providers.sendbird.announcements.targets import CHANNELS, SENDERS
from chatmock.providers.sendbird.announcements.views import announcement_view
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import invalid_value, not_authorized, not_found, required, taken
from chatmock.providers.sendbird.finders import find_user
from chatmock.providers.sendbird.model import Announcement, App, Given
from chatmock.providers.sendbird.paging import page, page_by_text

_PLAIN = (
    "announcement_group",
    "target_at",
    "target_list",
    "target_channel_type",
    "target_custom_type",
    "create_channel",
    "end_at",
    "cease_at",
    "resume_at",
    "enable_push",
    "mark_as_read",
    "send_to_frozen_channels",
    "assign_sender_as_channel_inviter",
    "keep_channel_hidden_for_sender",
)
_MESSAGE = {"message.type": "type", "message_type": "type", "message.user_id": "user_id", "user_id": "user_id"} | {
    "message.content": "content",
    "content": "content",
    "message.data": "data",
    "message.custom_type": "custom_type",
}
"""Flat names of the message's fields (client: the JavaScript and TypeScript SDKs), and what they are in it."""
_OPTIONS = {f"create_channel_options.{name}": name for name in ("name", "cover_url", "custom_type", "data", "distinct")}
_ACTIONS = {
    "cancel": (("scheduled",), "canceled"),
    "stop": (("running", "on-hold", "paused"), "stopped"),
    "pause": (("running", "on-hold"), "paused"),
    "resume": (("paused",), "running"),
}
"""What can be done with an announcement: from which states, and what it is then (docs)."""


@api.finder
def find_announcement(app: App, unique_id: str) -> Announcement:
    found = app.announcements.get(unique_id)
    if found is None:
        raise not_found(thing="Announcement")
    return found


@api.post("/announcements", accepts="announcement.create", returns="announcement")
def schedule_announcement(app: App, given: Given) -> dict[str, Any]:
    """Schedule an announcement; without a time it begins at once.

    Errors: 400202 for a ``unique_id`` that is taken; 400201 for an unknown sender; 400105 without content, sender or
    targets where they are needed; 400111 for times in the past or in the wrong order.
    """
    unique_id = given.get("unique_id") or ""
    if unique_id and unique_id in app.announcements:
        raise taken(field="unique_id")
    message = {"type": "MESG", "user_id": "", "data": "", "custom_type": "", **_nested(given, "message", _MESSAGE)}
    details = {name: given[name] for name in _PLAIN if name in given}
    details["create_channel_options"] = _nested(given, "create_channel_options", _OPTIONS)
    now = app.clock.now()
    made = Announcement(0, unique_id, now, given.get("scheduled_at", now), message, **details)
    _check(app, made, now)
    made.serial, made.created = app.ids.serial(), app.clock.stamp()
    made.unique_id = unique_id or app.ids.hex(32)
    app.announcements.add(made)
    if made.scheduled_at > now:
        app.announcements.wait(made, made.scheduled_at)
    else:
        start(app, made)
    return announcement_view(made)


def _nested(given: Given, name: str, flat: dict[str, str]) -> dict[str, Any]:
    """The fields of an object, which come in it or under flat names."""
    whole = given.get(name, {})
    known = {inner: whole[inner] for inner in flat.values() if inner in whole}
    return {**known, **{inner: given[outer] for outer, inner in flat.items() if outer in given}}


def _check(app: App, announcement: Announcement, now: int) -> None:
    """Refuse an announcement that could not be sent as it is."""
    message, target_at = announcement.message, announcement.target_at
    if not message.get("content"):
        raise required(field="content")
    if message["type"] == "ADMM" and target_at != CHANNELS:
        raise invalid_value(field="target_at")
    if message["type"] == "MESG":
        if not message["user_id"]:
            raise required(field="user_id")
        find_user(app, message["user_id"])
    if target_at != SENDERS and not announcement.target_list:
        raise required(field="target_list")
    if announcement.scheduled_at < now:
        raise invalid_value(field="scheduled_at")
    if announcement.end_at and announcement.end_at <= announcement.scheduled_at:
        raise invalid_value(field="end_at")
    if bool(announcement.cease_at) != bool(announcement.resume_at):
        raise required(field="resume_at" if announcement.cease_at else "cease_at")
    if announcement.cease_at and announcement.cease_at == announcement.resume_at:
        raise invalid_value(field="resume_at")


@api.get("/announcements", accepts="announcement.list", returns="announcement.page")
def list_announcements(app: App, call: Call, given: Given) -> dict[str, Any]:
    """List announcements, the last made first."""
    status, group = given.get("status"), given.get("announcement_group")

    def keep(row: Announcement) -> bool:
        return (status is None or row.status == status) and (group is None or row.announcement_group == group)

    found = page(call, "announcements", app.announcements.order, keep, newest_first=given["order"] == "created_at")
    return {**found, "announcements": list(map(announcement_view, found["announcements"]))}


@api.get("/announcement_group", accepts="page.list", returns="announcement_group.page")
def list_announcement_groups(app: App, call: Call) -> dict[str, Any]:
    """List the groups of announcements by name."""
    return page_by_text(call, "announcement_groups", app.announcements.groups, lambda name: (name, 0))


@api.get("/announcements/{unique_id}", returns="announcement")
def view_announcement(announcement: Announcement) -> dict[str, Any]:
    """View an announcement, with how far it has come."""
    return announcement_view(announcement)


@api.put("/announcements/{unique_id}", accepts="announcement.update", returns="announcement")
def update_announcement(app: App, announcement: Announcement, given: Given) -> dict[str, Any]:
    """Do something with an announcement, or change one that has not begun; beside an action nothing else counts (docs).

    Errors: 400108 in a state in which that cannot be (ruled).
    """
    if "action" in given:
        _act(app, announcement, given["action"])
        return announcement_view(announcement)
    _check_state(announcement, ("scheduled",))
    changed = Announcement(
        announcement.serial,
        announcement.unique_id,
        announcement.created,
        given.get("scheduled_at", announcement.scheduled_at),
        {**announcement.message, **_nested(given, "message", _MESSAGE)},
        **{name: given.get(name, getattr(announcement, name)) for name in _PLAIN},
    )
    _check(app, changed, app.clock.now())
    options = _nested(given, "create_channel_options", _OPTIONS)
    announcement.create_channel_options = {**announcement.create_channel_options, **options}
    app.announcements.regroup(announcement, changed.announcement_group)
    for name in ("message", "scheduled_at", *_PLAIN):
        setattr(announcement, name, getattr(changed, name))
    app.announcements.wait(announcement, announcement.scheduled_at)
    return announcement_view(announcement)


def _check_state(announcement: Announcement, states: tuple[str, ...]) -> None:
    if announcement.status not in states:
        raise not_authorized(reason=f"The announcement is {announcement.status}.")


def _act(app: App, announcement: Announcement, action: str) -> None:
    states, then = _ACTIONS[action]
    _check_state(announcement, states)
    now = app.clock.now()
    if action == "resume":
        run_on(app, announcement, now)
    elif action == "pause":
        announcement.status = then
        app.announcements.wait(announcement, 0)
    else:
        app.announcements.end(announcement, then, now)
