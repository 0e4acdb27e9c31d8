"""Doors to an application: the core in this process, and a server with its sockets. Both are asked in the same way."""

from __future__ import annotations

import http.client
import json
from itertools import count
from typing import Any, Literal, Protocol
from urllib.parse import urlencode, urlsplit

import aiohttp

from chatmock.core.connection import Connection
from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.testing.application import Chatmock
from tests.sendbird.laws.world import NOON, empty
from tests.sendbird.realtime.conftest import Loop

Answer = tuple[int, Any]
Frame = tuple[str, Any]


class Door(Protocol):
    """A way to one application."""

    app_id: str
    token: str

    def request(self, method: str, address: str, headers: dict[str, str], body: bytes) -> Answer:
        """Ask by HTTP; gives the status and the parsed answer."""

    def command(self, who: str, command: str, body: dict[str, Any]) -> Frame:
        """Ask over somebody's socket, which is opened where there is none; gives the frame that answers."""

    def hang_up(self, who: str) -> None:
        """Forget the socket of a user who is gone."""

    def advance(self, minutes: int) -> None:
        """Turn the clock on."""

    def close(self) -> None:
        """Close all sockets."""


class Core:
    """The dispatch that serves HTTP, and connections without a network."""

    def __init__(self, era: Literal["today", "2016"]) -> None:
        api = empty()
        api.app.era = era
        api.app.clock.freeze(NOON)
        self._hub, self._app = api.hub, api.app
        self._sockets: dict[str, Connection] = {}
        self._numbers = count(1)
        self.app_id, self.token = api.app.app_id, api.app.api_token

    def request(self, method: str, address: str, headers: dict[str, str], body: bytes) -> Answer:
        path, _, query = address.partition("?")
        answer = dispatch(self._hub, Request(method, path, query, headers, body))
        assert not self._hub.broken, self._hub.broken
        return answer.status, json.loads(answer.body)

    def command(self, who: str, command: str, body: dict[str, Any]) -> Frame:
        provider, number = self._app.provider, str(next(self._numbers))
        if who not in self._sockets:
            self._sockets[who] = Connection()
            provider.connect(self._hub, Request("GET", "/", f"ai={self.app_id}&user_id={who}"), self._sockets[who])
        connection, found = self._sockets[who], None
        provider.received(self._hub, connection, f"{command}{json.dumps({**body, 'req_id': number})}\n")
        assert not self._hub.broken, self._hub.broken
        while connection.outgoing:
            kind, told = _read(bytes(connection.take().payload).decode())
            found = (kind, told) if told.get("req_id") == number else found
        assert found is not None, f"{command} of {who} has no answer"
        return found

    def hang_up(self, who: str) -> None:
        self._sockets.pop(who, None)

    def advance(self, minutes: int) -> None:
        self._app.clock.advance(minutes=minutes)

    def close(self) -> None:
        """There is nothing to close."""


class Served:
    """A server, asked over one connection that is kept, and over WebSockets."""

    def __init__(self, chatmock: Chatmock, run: Loop) -> None:
        chatmock.clock.freeze()
        self._chatmock, self._run = chatmock, run
        self._line = http.client.HTTPConnection(urlsplit(chatmock.url).netloc, timeout=20)
        self._sockets: dict[str, aiohttp.ClientWebSocketResponse] = {}
        self._session = run(_new_session())
        self._numbers = count(1)
        self.app_id, self.token = chatmock.sendbird.app_id, chatmock.sendbird.api_token

    def request(self, method: str, address: str, headers: dict[str, str], body: bytes) -> Answer:
        self._line.request(method, address, body or None, headers)
        answer = self._line.getresponse()
        return answer.status, json.loads(answer.read())

    def command(self, who: str, command: str, body: dict[str, Any]) -> Frame:
        if who not in self._sockets:
            url = f"{self._chatmock.sendbird.ws_url}/?{urlencode({'ai': self.app_id, 'user_id': who})}"
            self._sockets[who] = self._run(self._session.ws_connect(url, max_msg_size=0))
        number = str(next(self._numbers))
        found: Frame = self._run(
            _ask(self._sockets[who], f"{command}{json.dumps({**body, 'req_id': number})}\n", number)
        )
        return found

    def hang_up(self, who: str) -> None:
        if (socket := self._sockets.pop(who, None)) is not None:
            self._run(socket.close())

    def advance(self, minutes: int) -> None:
        self._chatmock.clock.advance(minutes=minutes)

    def close(self) -> None:
        for who in list(self._sockets):
            self.hang_up(who)
        self._run(self._session.close())
        self._line.close()


async def _new_session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession()


async def _ask(socket: aiohttp.ClientWebSocketResponse, line: str, number: str) -> Frame:
    await socket.send_str(line)
    while True:
        kind, told = _read(await socket.receive_str())
        if told.get("req_id") == number:
            return kind, told


def _read(text: str) -> Frame:
    return text[:4], json.loads(text[4:])
