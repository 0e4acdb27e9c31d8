"""Announcements: mostly written by exports."""

from __future__ import annotations

from collections.abc import Iterable

from chatmock.core.filling import Values, differing
from chatmock.core.words import shown
from chatmock.providers.sendbird.model import Announcement, App
from chatmock.providers.sendbird.seeds.loading import Loading

_MADE = ("reached", "openings")
"""Made of the receivers."""


def load_announcements(loading: Loading, rows: Iterable[Values]) -> None:
    """Fill the announcements of an application whose channels are there."""
    app = loading.app
    for index, values in enumerate(rows):
        spot = ("announcements", index)
        details = {name: value for name, value in values.items() if name != "receivers"}
        details["serial"] = loading.serial(values, spot, "thing that waits")
        details["created"] = loading.given(values, spot, "created", app.clock.stamp)
        details["scheduled_at"] = loading.time((*spot, "scheduled_at"), values["scheduled_at"])
        if "due_at" not in values and values.get("status", "scheduled") == "scheduled":
            details["due_at"] = details["scheduled_at"]
        details["message"] = {"type": "MESG", "user_id": "", "data": "", "custom_type": "", **values["message"]}
        announcement = Announcement(**details)
        for channel_url, receivers in values.get("receivers", {}).items():
            if channel_url not in announcement.sent:
                raise loading.wrong(
                    (*spot, "receivers"), f"{shown(channel_url)} is none of the channels it was sent to"
                )
            announcement.receive(channel_url, receivers)
        for at, user_id, channel_url in _openings(values):
            announcement.open(channel_url, user_id, at)
        with loading.once(app.announcements, (*spot, "unique_id"), values["unique_id"]):
            app.announcements.add(announcement)
        for channel_url, at in announcement.sent.items():
            channel = app.group_channels.get(channel_url)
            if channel is not None and channel.created <= at:
                app.announcements.track(announcement, channel_url)


def _openings(values: Values) -> list[tuple[int, str, str]]:
    """When who opened it where, the earliest first."""
    rows = values.get("receivers", {})
    return sorted((at, user_id, url) for url, receivers in rows.items() for user_id, at in receivers.items() if at)


def dump_announcements(app: App) -> list[Values]:
    return [differing(row, *_MADE) for row in app.announcements]
