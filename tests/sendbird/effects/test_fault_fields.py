"""Each field of a fault does something at each kind of point that takes it: the same call ends otherwise without it."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from chatmock.core.connection import Connection
from chatmock.core.exchange import Request
from chatmock.core.faults import Fault
from chatmock.core.points import EFFECTS, SILENT
from chatmock.providers.sendbird.webhooks.settings import use

VALUES: dict[str, Any] = {
    "code": 400800,
    "status": 502,
    "message": "Not today.",
    "headers": {"Retry-After": "2"},
    "delay": 0.5,
    "disconnect": True,
    "truncate": 3,
    "dribble": 0.5,
    "broken_json": True,
    "close_code": 4001,
    "withhold": True,
    "duplicate": True,
    "stall": True,
}
ROWS = [(kind, phase, name) for (kind, phase), names in EFFECTS.items() for name in sorted(names)]


@pytest.fixture
def socket(hub, app, alice):
    """Logs somebody in; gives the connection."""

    def connect(user_id="alice"):
        connection = Connection()
        query = urlencode({"ai": app.app_id, "user_id": user_id, "access_token": ""})
        app.provider.connect(hub, Request("GET", "/", query), connection)
        return connection

    return connect


def heard(connection):
    """What a client sees of its connection."""
    frames = [_without_keys(frame.payload) for frame in connection.outgoing]
    told = (connection.closed, connection.dropped, connection.code, connection.stalled)
    return *frames, *told, connection.pause, connection.refusal


def _without_keys(payload):
    """A frame without what is another one at each login."""
    if not payload.startswith(b"LOGI"):
        return payload
    return [json.loads(payload[4:]).get(name) for name in ("error", "code", "message")]


@pytest.fixture
def ends(hub, app, api, socket, alice):
    """Has a call happen with the faults there are; gives how it ends."""

    def request():
        answer = api.send("GET", "/users", limit=1)
        spoils = answer.fault and [getattr(answer.fault, name) for name in VALUES]
        return answer.status, answer.body, sorted(answer.headers.items()), spoils

    def command():
        connection = socket()
        connection.outgoing.clear()
        app.provider.received(hub, connection, "PING" + json.dumps({"id": 1, "req_id": "7"}) + "\n")
        return heard(connection)

    def frame():
        connection = socket()
        connection.outgoing.clear()
        app.provider.received(hub, connection, "PING" + json.dumps({"id": 1, "req_id": "7"}) + "\n")
        return heard(connection)

    def handshake():
        return heard(socket())

    def delivery():
        use(app, {"enabled": True, "url": "http://127.0.0.1:1/", "enabled_events": ["group_channel:message_send"]})
        app.journal.clear()
        api.say(alice, api.group(alice), "hi")
        taken = app.outbox.take()
        if taken is not None:
            app.outbox.done(taken, 200, b"")
        tried = [
            (entry.status, entry.facts["outcome"], entry.hint) for entry in app.journal if entry.kind == "delivery"
        ]
        return taken is None, app.outbox.pending, tried

    return {"request": request, "command": command, "frame": frame, "handshake": handshake, "delivery": delivery}


POINTS = {
    "request": "list_users",
    "command": "PING",
    "frame": "frame PONG",
    "handshake": "connect",
    "delivery": "webhook *",
}


@pytest.mark.parametrize(("kind", "phase", "name"), ROWS)
def test_a_field_does_something_where_it_is_taken(app, ends, kind, phase, name):
    app.clock.freeze()
    without = ends[kind]()
    app.faults.add(Fault(POINTS[kind], phase=phase, **{name: VALUES[name]}))
    assert ends[kind]() != without
    assert not app.faults


@pytest.mark.parametrize(("kind", "phase"), [key for key in EFFECTS if key not in SILENT])
def test_a_fault_that_says_nothing_does_something_else(app, ends, kind, phase):
    app.clock.freeze()
    without = ends[kind]()
    app.faults.add(Fault(POINTS[kind], phase=phase))
    assert ends[kind]() != without


@pytest.mark.parametrize(("kind", "phase"), sorted(SILENT))
def test_where_it_would_do_nothing_it_is_refused(app, ends, kind, phase):
    app.clock.freeze()
    without = ends[kind]()
    app.faults.add(Fault(POINTS[kind], phase=phase))
    assert ends[kind]() == without
