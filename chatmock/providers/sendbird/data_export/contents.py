"""What is in the file of an export; each row has the time in the zone asked for, too."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any

import orjson

from chatmock.core.zones import local
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.model import App, Channel, Given, GroupChannel, Job, Message

Row = dict[str, Any]


def content_of(app: App, job: Job) -> bytes:
    """The bytes of an export's file: a list of objects, or lines with the names of the columns first."""
    given = job.given
    rows = [{**row, "time": _time(at, given["timezone"])} for at, row in _ROWS[job.kind](app, given)]
    if given["format"] == "json":
        return orjson.dumps(rows)
    text = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(text, names, delimiter=given["csv_delimiter"], lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    return value if isinstance(value, str | int) else orjson.dumps(value).decode()


def _time(at: int, timezone: str) -> str:
    try:
        return local(at, timezone).isoformat()
    except (OverflowError, ValueError):  # a time at the very end of the calendar
        return ""


def _in_time(given: Given, at: int) -> bool:
    return bool(given["start_ts"] <= at <= given["end_ts"])


def _wanted_channels(app: App, given: Given) -> Iterable[Channel]:
    """The channels an export is about."""
    only, without = given.get("channel_urls"), given.get("exclude_channel_urls") or ()
    urls = {url.lower() for url in only} if only else None
    left_out = {url.lower() for url in without}
    for channel in app.channels():
        url = channel.channel_url.lower()
        if (urls is None or url in urls) and url not in left_out:
            yield channel


def _messages(app: App, given: Given) -> Iterable[tuple[int, Row]]:
    """Messages of the time; with ``neighboring_message_limit`` also so many around each of the senders asked for."""
    around = given["neighboring_message_limit"]
    for channel in _wanted_channels(app, given):
        rows = [message for message in channel.messages if _in_time(given, message.created_at)]
        chosen = [index for index, message in enumerate(rows) if _is_wanted(given, message)]
        near = {n for index in chosen for n in range(max(0, index - around), min(len(rows), index + around + 1))}
        for index in sorted(near):
            yield rows[index].created_at, orjson.loads(orjson.dumps(schemas["message"].present(rows[index])))


def _is_wanted(given: Given, message: Message) -> bool:
    sender = message.user.user_id if message.user is not None else ""
    only, without = given.get("sender_ids"), given.get("exclude_sender_ids") or ()
    return (not only or sender in only) and sender not in without


def _channels(app: App, given: Given) -> Iterable[tuple[int, Row]]:
    for channel in _wanted_channels(app, given):
        if _in_time(given, channel.created):
            yield channel.created, _channel(channel, given)


def _channel(channel: Channel, given: Given) -> Row:
    row: Row = {
        "channel_url": channel.channel_url,
        "channel_type": channel.kind,
        "name": channel.name,
        "custom_type": channel.custom_type,
        "data": channel.data,
        "created_at": channel.created_at,
    }
    if given["show_channel_metadata"]:
        row["metadata"] = dict(channel.meta_data)
    if isinstance(channel, GroupChannel):
        row["members"] = list(channel.members_by_id)
        if given["show_read_receipt"]:
            row["read_receipt"] = {user_id: member.read_at for user_id, member in channel.members_by_id.items()}
    return row


def _users(app: App, given: Given) -> Iterable[tuple[int, Row]]:
    only = given.get("user_ids")
    for user in app.users:
        if _in_time(given, user.created) and (not only or user.user_id in only):
            yield user.created, orjson.loads(orjson.dumps(schemas["user.brief"].present(user)))


_ROWS: dict[str, Callable[[App, Given], Iterable[tuple[int, Row]]]] = {
    "messages": _messages,
    "channels": _channels,
    "users": _users,
}
