"""The sockets of people: opened, lost, listened to, as those of a client; one on each platform."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import orjson

from chatmock.core.actors import ActRefused, MissingDetail, UnknownDetail
from chatmock.core.connection import Connection
from chatmock.core.errors import Refused
from chatmock.core.exchange import Request
from chatmock.core.hub import Hub
from chatmock.core.words import meant, shown
from chatmock.providers.tencent.actors.signing import sign
from chatmock.providers.tencent.model import App
from chatmock.providers.tencent.socket.client import PLATFORMS, WEB, Client
from chatmock.providers.tencent.socket.post import MESSAGE

Given = dict[str, Any]
_NUMBERS = {WEB: 10} | {name: number for number, name in PLATFORMS.items()}
"""Platforms by name, as an address names them."""
_DETAILS = ("usersig",)
_LOGIN = "im_open_status.wslogin"


def connect(hub: Hub, app: App, who: str, given: Given) -> Given:
    """Log in over a socket and stay; on each platform an actor has one at the most. Gives who it is.

    ``details`` may have another ``usersig``, to see it refused.
    """
    platform, details = _platform(given) or WEB, given.get("details", {})
    for name in details:
        if name not in _DETAILS:
            raise UnknownDetail(name, _DETAILS)
    key, held = f"{platform} {who}", app.connections.held
    if key not in held or held[key].state.instance is None:
        held[key] = _logged_in(hub, app, who, platform, details.get("usersig", sign(app, who)))
        app.connections.acted.add(who)
    client: Client = held[key].state
    assert client.account is not None
    assert client.instance is not None
    return {"TinyId": client.account.tiny_id, "InstId": client.instance.inst_id, "platform": platform}


def _logged_in(hub: Hub, app: App, who: str, platform: str, sig: Any) -> Connection:
    """A new socket over which somebody is logged in. Raises ActRefused."""
    connection = Connection("actor")
    query = urlencode({"sdkappid": app.app_id, "platform": _NUMBERS[platform]})
    app.provider.connect(hub, Request("GET", "/info", query, origin="actor"), connection)
    head = {"servcmd": _LOGIN, "seq": 1, "identifier": who, "usersig": sig}
    app.provider.received(hub, connection, orjson.dumps({"head": head, "body": {"State": "Online"}}).decode())
    answer: Given = {}
    for frame in list(connection.outgoing):
        told = orjson.loads(frame.payload)
        if told["head"]["servcmd"] == _LOGIN:
            connection.outgoing.remove(frame)
            answer = told["body"]
    if connection.closed or connection.state.instance is None or answer.get("ErrorCode") != 0:
        app.provider.closed(hub, connection)
        refused = Refused(answer.get("ErrorCode", 0), answer.get("ErrorInfo", "nobody answered"))
        raise ActRefused(f"{who}'s login", refused, answer)
    connection.on_output = lambda: _look(hub, connection)
    return connection


def drop(hub: Hub, app: App, who: str, given: Given) -> Given:
    """Lose the connection, without a goodbye: the actor's own or, where it has none, those of the account's clients."""
    platform = _platform(given)
    found = [one for _, one in _held(app, who, platform)]
    if not found:
        found = [one for one in app.connections.of(who) if platform in (None, one.state.platform)]
    for connection in found:
        connection.drop(why="lost")
    return {}


def received_events(hub: Hub, app: App, who: str, given: Given) -> Given:
    """What was pushed to the actor's sockets, the oldest of each first; that of one platform or of one number of event."""
    if who not in app.connections.acted:
        raise MissingDetail(
            "a connection", f"is missing: {who!r} has none as an actor and heard nothing; connect() first"
        )
    event = given.get("event")
    if event is not None and type(event) is not int:
        raise MissingDetail("event", f"{shown(event)} is no number of an event; say one as 9, the notices of messages")
    rows = [
        row
        for platform, connection in _held(app, who, _platform(given))
        for frame in connection.outgoing
        for row in _events(platform, orjson.loads(frame.payload))
    ]
    return {"events": [row for row in rows if event in (None, row.get("Event"))]}


def _events(platform: str, frame: Given) -> list[Given]:
    """What a frame tells: each event of a push, or a frame of another command as it is."""
    told = {"servcmd": frame["head"]["servcmd"], "platform": platform}
    if told["servcmd"] != MESSAGE:
        return [{**told, **frame["body"]}]
    return [{**told, **row} for row in frame["body"]["EventArray"]]


def _platform(given: Given) -> str | None:
    named = given.get("platform")
    if named is not None and named not in _NUMBERS:
        raise MissingDetail("platform", f"{shown(named)} is none; {meant(str(named), list(_NUMBERS))}")
    return named


def _held(app: App, who: str, platform: str | None) -> list[tuple[str, Connection]]:
    """The sockets of an actor by their platforms; one whose login was ended by others is still open."""
    held = app.connections.held
    names = _NUMBERS if platform is None else (platform,)
    return [(name, found) for name in names if (found := held.get(f"{name} {who}")) is not None]


def _look(hub: Hub, connection: Connection) -> None:
    """Notice that an actor's socket was closed, as no server does."""
    if connection.closed:
        held = connection.application.connections.held
        for key in [key for key, one in held.items() if one is connection]:
            del held[key]
        connection.application.provider.closed(hub, connection)
