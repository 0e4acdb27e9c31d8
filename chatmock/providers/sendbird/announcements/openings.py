"""Who has opened announcements, and when (today)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import accumulate
from typing import Any

from chatmock.core.clock import HOUR
from chatmock.core.operation import Call
from chatmock.providers.sendbird.announcements.views import rate
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import not_found
from chatmock.providers.sendbird.model import Announcement, App, Given
from chatmock.providers.sendbird.paging import page_by_text


@api.get(
    "/announcement_open_rate/{unique_id}", accepts="announcement.open_rate.query", returns="announcement.open_rate"
)
def view_announcement_open_rate(announcement: Announcement, given: Given) -> dict[str, Any]:
    """View how many users opened an announcement in each hour since it began."""
    return {"unique_id": announcement.unique_id, **_by_hour([announcement], given["days"])}


@api.get(
    "/announcement_open_rate_by_group/{announcement_group}",
    accepts="announcement.open_rate.query",
    returns="announcement.open_rate",
)
def view_announcement_group_open_rate(app: App, announcement_group: str, given: Given) -> dict[str, Any]:
    """View the same of a group of announcements, each counted from its own beginning."""
    rows = app.announcements.groups.get(announcement_group)
    if not rows:
        raise not_found(thing="Announcement group")
    return {"announcement_group": announcement_group, **_by_hour(rows.values(), given["days"])}


def _by_hour(rows: Collection[Announcement], days: int) -> dict[str, list[Any]]:
    """Openings by the hour; in hours that have not come yet there are none."""
    begun = [row for row in rows if row.started_at]
    found = Counter((at - row.started_at) // HOUR for row in begun for at in row.openings)
    counts = [found[hour] for hour in range(24 * days)]
    total, users = list(accumulate(counts)), sum(len(row.target_users) for row in begun)
    return {
        "open_counts": counts,
        "open_rates": [rate(count, users) for count in counts],
        "cumulative_open_counts": total,
        "cumulative_open_rates": [rate(count, users) for count in total],
    }


@api.get(
    "/announcement_open_status/{unique_id}",
    accepts="announcement.open_status.query",
    returns="announcement.open_status.page",
)
def list_announcement_open_status(call: Call, announcement: Announcement, given: Given) -> dict[str, Any]:
    """List who received an announcement in which channel, and whether each has opened it; ``next`` is the page token."""
    users, channels, wanted = given.get("unique_ids"), given.get("channel_urls"), given.get("has_opened")
    urls = None if channels is None else {url.lower() for url in channels}
    rows = [
        {
            "user_id": user_id,
            "channel_url": url,
            "has_opened": opened_at > 0,
            "sent_at": announcement.sent[url],
            "open_at": opened_at,
        }
        for url, receivers in announcement.receivers.items()
        if urls is None or url.lower() in urls
        for user_id, opened_at in receivers.items()
        if (not users or user_id in users) and (wanted is None or wanted == (opened_at > 0))
    ]
    call.given = {name: value for name, value in given.items() if name != "next"} | {"token": given.get("next", "")}
    return page_by_text(call, "open_status", rows, lambda row: (f"{row['channel_url']} {row['user_id']}", 0))
