"""WebSockets of every tenant of a hub: the handshake, what comes in, what goes out."""

from __future__ import annotations

import asyncio
import logging
import socket as sockets
from collections.abc import Callable, Coroutine
from typing import Any

from aiohttp import WSMsgType, hdrs, web

from chatmock.core.application import Hub
from chatmock.core.connection import GOING_AWAY, TOO_SLOW, Connection
from chatmock.core.dispatch import Request
from chatmock.core.provider import Provider
from chatmock.server.ready import Ready

log = logging.getLogger("chatmock")

MAX_MESSAGE = 1024 * 1024
"""Bytes of one message of a client; a longer one ends its connection with 1009."""
_FULL = 256 * 1024
"""Bytes in the transport beyond which further frames wait in their queue."""
_GOODBYE = 1.0
"""Seconds a client has to answer a close frame."""
_FAREWELL = 0.5
"""Seconds all clients together have when the server stops."""
_KEEPALIVE = {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 20, "TCP_KEEPCNT": 3}
"""The system itself finds out about peers that have vanished: an idle connection costs this process nothing."""


class Sockets:
    """The WebSockets of one server."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._open: dict[Socket, asyncio.Future[None]] = {}
        self._due: list[Socket] = []

    def __repr__(self) -> str:
        return f"<Sockets: {len(self._open)} open>"

    def due(self, socket: Socket) -> None:
        """Something is queued for a socket: it goes out at the end of this turn of the loop."""
        if not self._due:
            asyncio.get_running_loop().call_soon(self._flush)
        self._due.append(socket)

    def _flush(self) -> None:
        due, self._due = self._due, []
        for socket in due:
            try:
                socket.flush()
            except Exception:
                log.exception("%r fails", socket)
                socket.abort()

    def claimant(self, request: Request) -> Provider | None:
        """The provider a handshake is meant for."""
        return next((provider for provider in self._hub.providers if provider.claims_socket(request)), None)

    async def serve(self, request: web.BaseRequest, asked: Request, provider: Provider) -> web.StreamResponse:
        """Serve one socket from its handshake to its end."""
        protocols = [name.strip() for name in request.headers.get(hdrs.SEC_WEBSOCKET_PROTOCOL, "").split(",")]
        response = web.WebSocketResponse(
            protocols=protocols, compress=False, max_msg_size=MAX_MESSAGE, timeout=_GOODBYE
        )
        if not response.can_prepare(request):
            return Ready(400, b'{"error":true,"message":"Not a WebSocket handshake."}', {}, "application/json")
        connection = Connection(provider)
        provider.connect(self._hub, asked, connection)
        socket = Socket(connection, request, response, self.due)
        self._open[socket] = asyncio.get_running_loop().create_future()
        try:
            return await self._talk(socket)
        finally:
            connection.closed = True
            provider.closed(self._hub, connection)
            self._open.pop(socket).set_result(None)

    async def _talk(self, socket: Socket) -> web.StreamResponse:
        connection, received = socket.connection, socket.connection.provider.received
        if (wait := connection.pause) and not connection.stalled:
            connection.pause = 0.0
            await asyncio.sleep(wait)
        if connection.refusal:
            return Ready(connection.refusal, b"{}", {}, "application/json")
        if connection.dropped:
            socket.abort()
            return socket.response
        await socket.begin()
        async for message in socket.response:
            if message.type is WSMsgType.TEXT and not connection.stalled:
                received(self._hub, connection, message.data)
        return socket.response

    async def stop(self) -> None:
        """Say goodbye to everybody; whoever has not gone after half a second is cut off."""
        ends = list(self._open.values())
        for socket in list(self._open):
            socket.connection.close(GOING_AWAY)
        if ends:
            await asyncio.wait(ends, timeout=_FAREWELL)
        for socket in list(self._open):
            socket.abort()


class Socket:
    """One open WebSocket: carries a connection's frames.

    Frames that are queued within one turn of the loop leave in one write. Nobody waits for a client that reads slowly:
    its frames stay in its queue, which is bounded.
    """

    def __init__(
        self,
        connection: Connection,
        request: web.BaseRequest,
        response: web.WebSocketResponse,
        due: Callable[[Socket], None],
    ) -> None:
        self.connection = connection
        self._due = due
        self.response = response
        self._request = request
        self._transport = request.transport
        self._loop = asyncio.get_running_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._called = self._held = self._draining = self._ending = False

    def __repr__(self) -> str:
        return f"<Socket of {self.connection!r}>"

    async def begin(self) -> None:
        """Answer the handshake; what is queued goes out from now on."""
        await self.response.prepare(self._request)
        self._keep_alive()
        self.connection.on_output = self._call
        self._call()

    def abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def _keep_alive(self) -> None:
        raw = self._transport.get_extra_info("socket") if self._transport is not None else None
        if raw is not None:
            for name, value in _KEEPALIVE.items():
                if hasattr(sockets, name):
                    raw.setsockopt(sockets.IPPROTO_TCP, getattr(sockets, name), value)

    def _call(self) -> None:
        if not self._called:
            self._called = True
            self._due(self)

    def flush(self) -> None:
        """Send what is queued, as far as the client reads."""
        self._called = False
        connection, transport = self.connection, self._transport
        if self._held or transport is None or transport.is_closing():
            return
        if connection.pause and not connection.dropped:
            self._held = True
            self._loop.call_later(connection.pause, self._go_on)
            connection.pause = 0.0
            return
        while connection.outgoing and transport.get_write_buffer_size() < _FULL:
            transport.write(connection.take().wire if len(connection.outgoing) == 1 else self._batch())
        if connection.outgoing:
            if not self._draining:
                self._draining = True
                self._start(self._drain())
        elif connection.closed:
            self._end()
        elif connection.application is not None:
            for notice in list(connection.application.connections.watchers):
                notice()

    def _batch(self) -> bytes:
        connection, size, parts = self.connection, 0, []
        while connection.outgoing and size < _FULL:
            parts.append(connection.take().wire)
            size += len(parts[-1])
        return b"".join(parts)

    def _go_on(self) -> None:
        self._held = False
        self.flush()

    async def _drain(self) -> None:
        """Go on once the client has read; whoever sends does not wait for this."""
        try:
            await self._request.writer.drain()
        except ConnectionError:
            return
        self._draining = False
        self.flush()

    def _end(self) -> None:
        if self._ending:
            return
        self._ending = True
        if self.connection.dropped:
            if self.connection.code == TOO_SLOW:
                self.abort()
            elif self._transport is not None:
                self._transport.close()
        else:
            self._start(self._say_goodbye())

    async def _say_goodbye(self) -> None:
        await self.response.close(code=self.connection.code)
        if self._transport is not None:  # whoever does not answer a close frame is not waited for
            self._transport.close()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
