"""Sending frames: each is written once for all its receivers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from chatmock.core.clock import SECOND
from chatmock.core.connection import Connection
from chatmock.core.errors import Refusal
from chatmock.core.faults import Fault
from chatmock.core.frame import Frame
from chatmock.core.frames import push
from chatmock.core.jsontext import exact
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.errors import busy, refusal_message
from chatmock.providers.sendbird.model import DEFAULT_ERA, App, Channel, GroupChannel, OpenChannel
from chatmock.providers.sendbird.views.frames import unread_total

SCHEMAS = {
    "BUSY": "frame.busy",
    **dict.fromkeys(("MESG", "FILE", "ADMM", "MEDI", "FEDI", "AEDI"), "frame.message"),
    "DELM": "frame.deletion",
    "DLVR": "frame.delivery",
    "ENTR": "frame.entry",
    "EROR": "frame.error",
    "EXIT": "frame.entry",
    "EXPR": "frame.expiry",
    "LOGI": "frame.login",
    "MRCT": "frame.reaction",
    "MTHD": "frame.thread",
    "PEDI": "frame.poll",
    "PONG": "frame.pong",
    "READ": "frame.read_mark",
    "SYEV": "frame.event",
    "USEV": "frame.user_event",
    "VOTE": "frame.voted",
}
"""The schema of each command that a server sends."""
REFUSED = "frame.login_refused"
"""That of the greeting of a client who is not let in."""


def send(
    app: App,
    command: str,
    body: dict[str, Any],
    to: Sequence[Connection],
    *,
    counted: bool = False,
    fault: Fault | None = None,
    schema: str = "",
    late: float = 0.0,
) -> None:
    """Send a frame; ``counted`` ones tell each receiver the own total of unread messages, too.

    ``late`` are the seconds of real time after which it is queued.
    """
    if not to:
        return
    data = exact(orjson.dumps(body))
    _check(app, command, data, schema or SCHEMAS[command])
    if not counted:
        push(app, command, data, to, frame(command, data), fault, late)
        return
    ready: dict[tuple[int, int], Frame] = {}
    now, total_of, feeds = app.clock.stamp(), app.totals.of, app.feeds

    def own(connection: Connection) -> Frame:
        user = connection.state.user
        key = total, feed = total_of(user), feeds.unread(user, app.visible_since) if feeds.rows else 0
        made = ready.get(key)
        if made is None:
            count = orjson.dumps(unread_total(total, now, feed))
            made = ready[key] = frame(command, data[:-1] + b',"unread_cnt":' + count + b"}")
        return made

    push(app, command, data, to, own, fault)


def frame(command: str, data: bytes) -> Frame:
    return Frame(command.encode() + data + b"\n")


def _check(app: App, command: str, data: bytes, schema: str) -> None:
    if app.report is not None and (found := schemas[schema].check(orjson.loads(data))):
        app.report(f"the frame {command} breaks its schema {schema}: {'; '.join(found[:5])}")


def connections_inside(app: App, channel: Channel, *, but: str | None = None) -> list[Connection]:
    """The sockets of a channel's members, or those that are themselves in an open channel."""
    connections = app.connections
    if not connections:
        return []
    if isinstance(channel, GroupChannel):
        found = connections.among(channel.members_by_id)
    else:
        assert isinstance(channel, OpenChannel)
        among = connections.among(channel.participants_by_id)
        found = [c for c in among if channel.channel_url in c.state.entered]
    asking = connections.asking
    return [c for c in found if c is not asking and c.who != but]


def refuse(app: App | None, connection: Connection, refusal: Refusal) -> None:
    """Refuse a client in place of a greeting, or put it off where the server is busy, and close the socket."""
    era = app.era if app is not None else DEFAULT_ERA
    code, message = refusal.error.code, refusal_message(refusal, era)
    body = {"error": True, "code": code, "message": message}
    if app is None:
        connection.send(frame("LOGI", orjson.dumps(body)))
    elif code == busy.code:
        seconds = max(1, app.sessions.settings.retry_after // SECOND)
        send(app, "BUSY", {"retry_after": seconds, "reason_code": code, "message": message}, [connection])
    else:
        send(app, "LOGI", body, [connection], schema=REFUSED)
    connection.close()
