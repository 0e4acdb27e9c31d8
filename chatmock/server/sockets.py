"""WebSockets of every tenant of a hub: the handshake, what comes in, the closing handshake."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import orjson
from aiohttp import WSCloseCode, hdrs, web

from chatmock.core.connection import Connection
from chatmock.core.errors import Refusal
from chatmock.core.exchange import Request
from chatmock.core.frame import Frame
from chatmock.core.hub import Hub
from chatmock.core.operation import Call
from chatmock.core.provider import Provider
from chatmock.server import hooks
from chatmock.server.carrier import Carrier, Carriers
from chatmock.server.heard import Hearing
from chatmock.server.prompt import Connection as Line
from chatmock.server.ready import Ready

_GOODBYE = 1.0
"""Seconds a client has to answer a close frame."""
_VERSION = "13"
"""The one version of the protocol that there is (RFC 6455, 4.1)."""
_NO_CODE = 5000


class Sockets:
    """The WebSockets of one server."""

    def __init__(self, hub: Hub, carriers: Carriers) -> None:
        self._hub = hub
        self._carriers = carriers

    async def serve(self, request: web.BaseRequest, asked: Request) -> web.StreamResponse:
        """Serve one socket from its handshake to its end; what nobody claims, or what is no handshake, is refused."""
        provider = self._hub.claimant(asked)
        protocols = [name.strip() for name in request.headers.get(hdrs.SEC_WEBSOCKET_PROTOCOL, "").split(",")]
        longest = (provider or Provider).longest_message
        response = Hearing(longest, protocols=protocols, timeout=_GOODBYE, autoclose=False)
        version = request.headers.get(hdrs.SEC_WEBSOCKET_VERSION, _VERSION).strip()
        is_handshake = request.method == hdrs.METH_GET and version == _VERSION and response.can_prepare(request)
        if provider is None or not is_handshake:
            speaker = provider or self._hub.speaker(asked)
            refusal = speaker.bad_body("handshake")
            status, body = speaker.refused(refusal, speaker.message(refusal, None), None)
            if version == _VERSION:
                return Ready(status, orjson.dumps(body), {}, "application/json")
            return Ready(426, orjson.dumps(body), {hdrs.SEC_WEBSOCKET_VERSION: _VERSION}, "application/json")
        if asked.carried:
            try:
                self._hub.carried_fault(Call(self._hub, asked))
            except Refusal as refusal:
                status, body = provider.refused(refusal, provider.message(refusal, None), None)
                return Ready(status, orjson.dumps(body), {}, "application/json")
        connection = Connection()
        refused = hooks.connect(self._hub, provider, asked, connection)
        socket = Socket(connection, provider, self._carriers, request, response)
        try:
            return await self._talk(socket, orjson.dumps(refused))
        finally:
            socket.end()

    async def _talk(self, socket: Socket, refused: bytes) -> web.StreamResponse:
        connection = socket.connection
        if (wait := connection.pause) and not connection.stalled:
            connection.pause = 0.0
            await asyncio.sleep(wait)
        if connection.refusal:
            return Ready(connection.refusal, refused, {}, "application/json")
        if connection.dropped:
            socket.abort()
            return socket.response
        await socket.shake_hands()
        await socket.response.receive()  # its end: what comes before is heard at once
        if not connection.closed and socket.response.close_code != WSCloseCode.ABNORMAL_CLOSURE:
            connection.why = "client"
        if not socket.response.closed:
            await socket.response.close(code=_answering(socket.response.close_code))
        return socket.response


def _answering(code: int | None) -> int:
    """What the closing of a client is answered with; codes from 5000 on do not exist (RFC 6455, 7.4)."""
    return WSCloseCode.PROTOCOL_ERROR if code is not None and code >= _NO_CODE else WSCloseCode.OK


class Socket(Carrier):
    """One open WebSocket."""

    def __init__(
        self,
        connection: Connection,
        provider: Provider[Any],
        carriers: Carriers,
        request: web.BaseRequest,
        response: Hearing,
    ) -> None:
        super().__init__(connection, provider, carriers, Frame.message, request.transport)
        self.response = response
        self._request = request
        self._tasks: set[asyncio.Task[None]] = set()

    async def shake_hands(self) -> None:
        """Answer the handshake; what is queued goes out from now on."""
        line = self._request.protocol
        assert isinstance(line, Line)
        self.response.take, line.reader = self.receive, self.response.reader
        await self.response.prepare(self._request)
        self.begin()

    def wait_for_client(self) -> None:
        self._start(self._drain())

    async def _drain(self) -> None:
        try:
            await self._request.writer.drain()
        except ConnectionError:
            return
        self.client_has_read()

    def say_goodbye(self) -> None:
        self._start(self._close())

    async def _close(self) -> None:
        await self.response.close(code=self.connection.code)
        if self._transport is not None:  # whoever does not answer a close frame is not waited for
            self._transport.close()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
