"""Doors to an application: the core in this process, and a server with its sockets. Both are asked in the same way."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from itertools import count
from typing import Any, Protocol
from urllib.parse import urlsplit
from xml.etree import ElementTree

import aiohttp

from chatmock.core.connection import Connection
from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.testing.application import Chatmock
from tests.connectycube.chat.phone import BIND, CHAT, FRAMING
from tests.connectycube.conftest import empty_api
from tests.sendbird.realtime.conftest import Loop

_PINGS = count(1)
_OPEN = f'<open xmlns="{FRAMING}" to="127.0.0.1" version="1.0"/>'


class Door(Protocol):
    """A way to one application."""

    app_id: int
    key: str

    def request(self, method: str, address: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        """Ask by HTTP; gives the status and the parsed answer."""

    def stanza(self, auth: str, text: str, message_id: str) -> int | None:
        """Send a message over the socket of who logs in so; gives the code of the error that comes back."""

    def hang_up(self, auth: str) -> None:
        """Forget the socket of a user who is gone."""

    def advance(self) -> None:
        """Turn the clock on by a second."""

    def close(self) -> None:
        """Close all sockets."""


def greetings(auth: str) -> list[str]:
    """What a client says until it is there."""
    return [_OPEN, auth, _OPEN, f'<iq type="set" id="b" xmlns="{CHAT}"><bind xmlns="{BIND}"/></iq>']


def _ping() -> tuple[str, str]:
    """A stanza that is answered when all before it are carried out, and its id."""
    ping_id = f"p{next(_PINGS)}"
    return f'<iq type="get" id="{ping_id}" xmlns="{CHAT}"><ping xmlns="urn:xmpp:ping"/></iq>', ping_id


def _is_answer(one: ElementTree.Element, ping_id: str) -> bool:
    return one.get("id") == ping_id and one.tag.endswith("iq")


def _code_in(came: list[ElementTree.Element], message_id: str) -> int | None:
    """The code of the error that answers a message."""
    for one in came:
        if one.get("type") == "error" and one.get("id") == message_id:
            return int(next(inner for inner in one if inner.tag.endswith("error")).get("code", ""))
    return None


class Core:
    """The dispatch that serves HTTP, and connections without a network."""

    def __init__(self) -> None:
        api = empty_api()
        self._hub, self._app = api.hub, api.app
        self._sockets: dict[str, Connection] = {}
        self.app_id, self.key = int(self._app.app_id), self._app.auth_key

    def request(self, method: str, address: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        path, _, query = address.partition("?")
        answer = dispatch(self._hub, Request(method, path, query, headers, body))
        assert not self._hub.broken, self._hub.broken
        return answer.status, json.loads(answer.body) if answer.body else None

    def stanza(self, auth: str, text: str, message_id: str) -> int | None:
        if auth not in self._sockets:
            self._sockets[auth] = Connection()
            self._app.provider.connect(self._hub, Request("GET", "/"), self._sockets[auth])
            for line in [*greetings(auth), "<presence/>"]:
                self._app.provider.received(self._hub, self._sockets[auth], line)
        connection, (ping, ping_id) = self._sockets[auth], _ping()
        for line in (text, ping):
            self._app.provider.received(self._hub, connection, line)
        assert not self._hub.broken, self._hub.broken
        came = list(self._heard(connection))
        assert any(_is_answer(one, ping_id) for one in came), "the stream has ended"
        return _code_in(came, message_id)

    def _heard(self, connection: Connection) -> Iterator[ElementTree.Element]:
        while connection.outgoing:
            yield ElementTree.fromstring(bytes(connection.take().payload))

    def hang_up(self, auth: str) -> None:
        self._sockets.pop(auth, None)

    def advance(self) -> None:
        self._app.clock.advance(seconds=1)

    def close(self) -> None:
        """There is nothing to close."""


class Served:
    """A server, asked over one connection that is kept, and over WebSockets."""

    def __init__(self, chatmock: Chatmock, run: Loop) -> None:
        chatmock.clock.freeze()
        self._chatmock, self._run = chatmock, run
        self._line = http.client.HTTPConnection(urlsplit(chatmock.url).netloc, timeout=20)
        self._session = run(_new_session())
        self._sockets: dict[str, aiohttp.ClientWebSocketResponse] = {}
        self.app_id, self.key = int(chatmock.connectycube.app_id), chatmock.connectycube.auth_key

    def request(self, method: str, address: str, headers: dict[str, str], body: bytes) -> tuple[int, Any]:
        self._line.request(method, address, body or None, headers)
        answer = self._line.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text.strip() else None

    def stanza(self, auth: str, text: str, message_id: str) -> int | None:
        if auth not in self._sockets:
            url = self._chatmock.connectycube.chat_url
            self._sockets[auth] = self._run(self._session.ws_connect(url, protocols=["xmpp"], max_msg_size=0))
            self._run(_send(self._sockets[auth], [*greetings(auth), "<presence/>"]))
        ping, ping_id = _ping()
        came = self._run(_ask(self._sockets[auth], [text, ping], ping_id))
        return _code_in(came, message_id)

    def hang_up(self, auth: str) -> None:
        if (socket := self._sockets.pop(auth, None)) is not None:
            self._run(socket.close())

    def advance(self) -> None:
        self._chatmock.clock.advance(seconds=1)

    def close(self) -> None:
        for auth in list(self._sockets):
            self.hang_up(auth)
        self._run(self._session.close())
        self._line.close()


async def _new_session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession()


async def _send(socket: aiohttp.ClientWebSocketResponse, lines: list[str]) -> None:
    for line in lines:
        await socket.send_str(line)


async def _ask(socket: aiohttp.ClientWebSocketResponse, lines: list[str], ping_id: str) -> list[ElementTree.Element]:
    """Send some lines; gives what comes until the ping among them is answered."""
    await _send(socket, lines)
    came: list[ElementTree.Element] = []
    while not came or not _is_answer(came[-1], ping_id):
        came.append(ElementTree.fromstring(await socket.receive_str()))
    return came
