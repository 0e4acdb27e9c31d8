"""Acts over sockets: the same commands as a client's."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

import orjson

from chatmock.core.actors import ActRefused, MissingDetail, UnknownDetail, ask
from chatmock.core.connection import Connection
from chatmock.core.errors import Refused
from chatmock.core.exchange import Request
from chatmock.core.frame import Frame
from chatmock.core.hub import Hub
from chatmock.core.words import meant, shown
from chatmock.providers.sendbird.model import App

Given = dict[str, Any]
_NAME = 4
_SENT = "frame "
_PARAMETERS = ("ai", "user_id", "access_token", "key", "nickname", "expiring_session")
"""What a handshake's query is read for; clients send more there, of which nothing comes."""


def connect(hub: Hub, application: App, user_id: str, given: Given) -> Given:
    """Open a socket and keep it open; an actor has one at the most. ``details`` are further parameters of the handshake."""
    held, details = application.connections.held, given.get("details", {})
    for name in details:
        if name not in _PARAMETERS:
            raise UnknownDetail(name, _PARAMETERS)
    if user_id not in held:
        connection = Connection("actor")
        user = application.users.get(user_id)
        query = {"ai": application.app_id, "user_id": user_id, "access_token": user.access_token if user else ""}
        asked = Request("GET", "/", urlencode(query | details), origin="actor")
        application.provider.connect(hub, asked, connection)
        if connection.closed or connection.refusal:
            last = parsed_frame(connection.outgoing[-1]) if connection.outgoing else {}
            raise ActRefused(f"{user_id}'s connect", _refusal_in(last), last)
        connection.on_output = lambda: _look(hub, connection)
        held[user_id] = connection
        application.connections.acted.add(user_id)
    return parsed_frame(held[user_id].outgoing[0]) if held[user_id].outgoing else {}


def _look(hub: Hub, connection: Connection) -> None:
    """Notice that an actor's socket was closed, as no server does."""
    if connection.closed:
        connection.application.provider.closed(hub, connection)


def drop(hub: Hub, application: App, user_id: str, given: Given) -> Given:
    """Lose the connection, without a goodbye: the actor's own or, where it has none, those of the user's clients."""
    held = application.connections.held.get(user_id)
    for connection in application.connections.of(user_id) if held is None else [held]:
        connection.drop(why="actor")
    return {}


def received_frames(hub: Hub, application: App, user_id: str, given: Given) -> Given:
    """The frames that came over a socket, the oldest first; those of one command if it is named."""
    if user_id not in application.connections.acted:
        raise MissingDetail(
            "a connection", f"is missing: {user_id!r} has none as an actor and heard nothing; connect() first"
        )
    connection, command = application.connections.held.get(user_id), given.get("command")
    known = [point.removeprefix(_SENT) for point in application.provider.fault_points() if point.startswith(_SENT)]
    if command is not None and command not in known:
        raise MissingDetail("command", f"{shown(command)} is none that clients get; {meant(command, known)}")
    frames = [parsed_frame(frame) for frame in connection.outgoing] if connection is not None else []
    return {"frames": [frame for frame in frames if command in (None, frame["command"])]}


def parsed_frame(frame: Frame) -> Given:
    """A frame as JSON values, its command beside its keys."""
    text = frame.payload
    return {"command": text[:_NAME].decode(), **orjson.loads(text[_NAME:])}


def _refusal_in(frame: Given) -> Refused:
    return Refused(frame.get("code", 0), frame.get("message", ""))


def start_typing(hub: Hub, application: App, user_id: str, given: Given) -> Given:
    """Begin to type in a group channel; over the socket where there is one."""
    if send_command(hub, application, user_id, "TPST", {"channel_url": given.get("channel_url", "")}):
        return {}
    path = f"/v3/group_channels/{quote(given.get('channel_url', ''), safe='')}/typing"
    token = {"Api-Token": application.api_token}
    return dict(ask(hub, "POST", path, token, {"user_ids": [user_id]}))


def send_command(hub: Hub, application: App, user_id: str, command: str, body: Given) -> bool:
    """Send a command over an actor's socket; False where there is none."""
    connection = application.connections.held.get(user_id)
    if connection is None:
        return False
    before = len(connection.outgoing)
    application.provider.received(hub, connection, f"{command}{orjson.dumps(body).decode()}")
    for frame in list(connection.outgoing)[before:]:
        if frame.payload.startswith(b"EROR"):
            raise ActRefused(f"{user_id}'s {command}", _refusal_in(parsed_frame(frame)))
    return True
