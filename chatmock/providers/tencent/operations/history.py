"""Files of what was said in an hour, by the clocks of Beijing: gzipped JSON that can really be fetched."""

from __future__ import annotations

import gzip
import hmac
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import md5, sha256
from typing import Any

import orjson

from chatmock.core.address import address_of
from chatmock.core.clock import DAY, HOUR, SECOND
from chatmock.core.exchange import Binary
from chatmock.core.operation import Call
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.model import BEIJING, App, Given, Message

_KINDS = ("C2C", "Group")
_KEPT = 7 * DAY
"""How long files are kept."""
_GOOD = DAY
"""How long an address is good (ruled)."""


@api.post("/open_msg_svc/get_history")
def get_history(app: App, call: Call, given: Given) -> Given:
    """Give the address of a file with what was said in an hour, YYYYMMDDHH in Beijing, between two or in groups.

    Errors: bad_history_value; history_expired after seven days; history_empty; history_not_made before the hour is over.
    """
    kind, hour = given["ChatType"], given["MsgTime"]
    if kind not in _KINDS:
        raise errors.bad_history_value(field="ChatType")
    content = _file(app, kind, hour)
    packed = gzip.compress(content, mtime=0)
    ends = (app.clock.now() + _GOOD) // SECOND
    name = f"{kind}_{hour}_{ends}"
    origin = address_of(call.request) or call.hub.url
    found = {
        "URL": f"{origin}{api.prefix}/open_msg_svc/files/{app.app_id}/{name}.gz?sign={_seal(app, name)}",
        "ExpireTime": datetime.fromtimestamp(ends + BEIJING // SECOND, UTC).strftime("%Y-%m-%d %H:%M:%S"),
        "FileSize": len(content),
        "FileMD5": _md5(content),
        "GzipSize": len(packed),
        "GzipMD5": _md5(packed),
    }
    return {"File": [found]}


@api.get("/open_msg_svc/files/{app_id}/{file_name}", accepts="open_msg_svc.files", returns="", auth="open")
def get_history_file(app: App, file_name: str, given: Given) -> Binary:
    """Fetch a file by the address that was given for it, as long as that is good. Errors: bad_history_value, history_expired."""
    name = file_name.removesuffix(".gz")
    if not hmac.compare_digest(given["sign"].encode(), _seal(app, name).encode()):
        raise errors.bad_history_value(field="sign")
    kind, hour, ends = name.split("_")
    if app.clock.seconds() > int(ends):
        raise errors.history_expired()
    return Binary(gzip.compress(_file(app, kind, hour), mtime=0), "application/gzip")


def _seal(app: App, name: str) -> str:
    return hmac.new(app.secret, name.encode(), sha256).hexdigest()


def _md5(content: bytes) -> str:
    return md5(content, usedforsecurity=False).hexdigest()


def _file(app: App, kind: str, hour: str) -> bytes:
    """What was said in an hour, as JSON."""
    if len(hour) != 10 or not hour.isascii() or not hour.isdecimal():
        raise errors.bad_history_value(field="MsgTime")
    try:
        start = int(datetime.strptime(hour, "%Y%m%d%H").replace(tzinfo=UTC).timestamp()) * SECOND - BEIJING
    except ValueError:
        raise errors.bad_history_value(field="MsgTime") from None
    now = app.clock.now()
    if now < start + HOUR:
        raise errors.history_not_made()
    if now > start + HOUR + _KEPT:
        raise errors.history_expired()
    low = start // SECOND
    high = low + HOUR // SECOND - 1
    found = _between_two(app, low, high) if kind == _KINDS[0] else _in_groups(app, low, high)
    rows = [row for _, row in sorted(found, key=lambda one: one[0])]
    if not rows:
        raise errors.history_empty()
    return orjson.dumps({"AppId": app.app_id, "ChatType": kind, "MsgTime": hour, "MsgNum": len(rows), "MsgList": rows})


def _row(message: Message, **more: Any) -> dict[str, Any]:
    shown = {
        "From_Account": message.sender,
        **more,
        "MsgTimestamp": message.time,
        "MsgSeq": message.seq,
        "MsgRandom": message.random,
        "MsgBody": message.shown_body,
    }
    return {**shown, "CloudCustomData": message.cloud_custom_data} if message.cloud_custom_data else shown


def _between_two(app: App, low: int, high: int) -> Iterator[tuple[int, dict[str, Any]]]:
    for people, _ in app.statistics.hours_of_two.at(low):
        if (pair := app.c2c.get(*people)) is None:
            continue
        for message in reversed([one for one in pair.back(low, high) if not one.recalled]):
            yield message.time, _row(message, To_Account=message.target)


def _in_groups(app: App, low: int, high: int) -> Iterator[tuple[int, dict[str, Any]]]:
    for group_id, (first, last) in app.statistics.hours_of_groups.at(low):
        if (group := app.groups.get(group_id)) is None:
            continue
        for seq in range(first, last + 1):
            message = group.history.get(seq)
            if message is not None and low <= message.time <= high and not message.recalled:
                yield message.time, _row(message, GroupId=group_id)
