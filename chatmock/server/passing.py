"""A proxy on the loopback between a program and one server: passes HTTP and WebSockets on, and tells somebody of both."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Any, Protocol

from aiohttp import ClientError, ClientSession, ClientTimeout, WSMsgType, WSServerHandshakeError, hdrs, web
from aiohttp.client_ws import ClientWebSocketResponse

from chatmock.core.exchange import Request

KEPT = 1024 * 1024
"""Bytes of a body that are told of; a longer one passes, and is told of as None."""
LONGEST = 8 * 1024 * 1024
"""Bytes of one message of a socket."""
_LINE = 64 * 1024
_HOP = frozenset(
    (
        *("connection", "keep-alive", "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding"),
        *("upgrade", "host", "accept-encoding", "content-encoding"),
    )
)
_HANDSHAKE = frozenset(
    (
        "sec-websocket-key",
        "sec-websocket-version",
        "sec-websocket-extensions",
        "sec-websocket-protocol",
        "sec-websocket-accept",
    )
)
_PACKED = frozenset(("content-length",))
"""What is not true any more of a body that was unpacked."""
_GONE = 1001
_NO_STATUS = 1006
_SENDABLE = frozenset((*range(1000, 1004), *range(1007, 1015), *range(3000, 5000)))
_Socket = web.WebSocketResponse | ClientWebSocketResponse


class Listener(Protocol):
    """Whoever is told what passes."""

    def begin(self) -> int: ...

    def exchange(
        self, n: int, request: Request, body: bytes | None, answer: tuple[int, Mapping[str, str], bytes | None]
    ) -> None: ...

    def opened(self, n: int, request: Request) -> int: ...

    def said(self, number: int, message: str | bytes, *, by_client: bool) -> None: ...

    def closed(self, number: int, code: int, *, by_client: bool) -> None: ...


class Kept:
    """The beginning of a stream of bytes: all of it, or None where it is too long."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0

    def add(self, part: bytes) -> None:
        self._size += len(part)
        if self._size <= KEPT:
            self._parts.append(part)
        else:
            self._parts.clear()

    @property
    def whole(self) -> bytes | None:
        return b"".join(self._parts) if self._size <= KEPT else None


class Passing:
    """``upstream`` is the server's address, ``sockets`` where its WebSockets are, if elsewhere."""

    def __init__(self, upstream: str, listener: Listener, *, sockets: str = "", port: int = 0) -> None:
        self.port = port
        self._upstream = upstream.rstrip("/")
        self._sockets = (sockets or upstream).rstrip("/")
        self._listener = listener
        self._session: ClientSession | None = None
        self._runner: web.ServerRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Listen on the loopback; raises OSError where the port is taken."""
        self._session = ClientSession(
            timeout=ClientTimeout(total=None, sock_connect=30),
            auto_decompress=True,
            max_line_size=_LINE,
            max_field_size=_LINE,
        )
        server = web.Server(self._serve, access_log=None, max_line_size=_LINE, max_field_size=_LINE)
        self._runner = web.ServerRunner(server, handle_signals=False, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Take nobody in any more, and end what is open."""
        if self._runner is not None:
            await self._runner.cleanup()
        if self._session is not None:
            await self._session.close()

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.headers.get(hdrs.UPGRADE, "").lower() == "websocket":
            return await self._socket(request)
        return await self._exchange(request)

    # --- HTTP ---

    async def _exchange(self, request: web.BaseRequest) -> web.StreamResponse:
        assert self._session is not None
        n, sent, came = self._listener.begin(), Kept(), Kept()
        asked = _asked(request)
        response: web.StreamResponse | None = None
        try:
            async with self._session.request(
                request.method,
                _at(self._upstream, request),
                headers=_headers(request.headers),
                data=_told(request, sent) if request.can_read_body else None,
                allow_redirects=False,
            ) as answer:
                packed = _PACKED if hdrs.CONTENT_ENCODING in answer.headers else frozenset()
                response = web.StreamResponse(status=answer.status, headers=_headers(answer.headers, packed))
                await response.prepare(request)
                async for part in answer.content.iter_any():
                    came.add(part)
                    await response.write(part)
                await response.write_eof()
                self._listener.exchange(
                    n, _with_body(asked, sent), sent.whole, (answer.status, answer.headers, came.whole)
                )
                return response
        except (ClientError, ConnectionError, TimeoutError) as reason:
            if response is not None and response.prepared:
                if request.transport is not None:  # the answer broke off there, so it does here
                    request.transport.abort()
                return response
            text = f"chatmock record: nobody answers at the upstream: {type(reason).__name__}\n"
            return web.Response(status=502, text=text)

    # --- WebSockets ---

    async def _socket(self, request: web.BaseRequest) -> web.StreamResponse:
        assert self._session is not None
        n = self._listener.begin()
        protocols = [
            name.strip() for name in request.headers.get(hdrs.SEC_WEBSOCKET_PROTOCOL, "").split(",") if name.strip()
        ]
        headers = _headers(request.headers, _HANDSHAKE)
        try:
            theirs = await self._session.ws_connect(
                _at(self._sockets, request),
                protocols=protocols,
                headers=headers,
                max_msg_size=LONGEST,
                autoclose=False,
            )
        except WSServerHandshakeError as refused:
            return web.Response(
                status=refused.status if refused.status != 101 else 502, text="the server refused the socket\n"
            )
        except (ClientError, ConnectionError, TimeoutError) as reason:
            return web.Response(
                status=502, text=f"chatmock record: nobody answers at the upstream: {type(reason).__name__}\n"
            )
        ours = web.WebSocketResponse(
            protocols=[theirs.protocol] if theirs.protocol else [],
            max_msg_size=LONGEST,
            autoclose=False,
            compress=False,
        )
        try:
            await ours.prepare(request)
            number = self._listener.opened(n, _asked(request))
            await self._talk(number, ours, theirs)
        finally:
            await theirs.close()
        return ours

    async def _talk(self, number: int, ours: web.WebSocketResponse, theirs: ClientWebSocketResponse) -> None:
        """Pass messages on in both directions until one side has ended; the other side is closed with the same code."""
        there = asyncio.ensure_future(self._pump(number, ours, theirs, by_client=True))
        back = asyncio.ensure_future(self._pump(number, theirs, ours, by_client=False))
        try:
            done, _ = await asyncio.wait((there, back), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (there, back):
                task.cancel()
            await asyncio.gather(there, back, return_exceptions=True)
        by_client = there in done
        code = (ours if by_client else theirs).close_code or _NO_STATUS
        self._listener.closed(number, code, by_client=by_client)
        with suppress(ConnectionError, RuntimeError, ClientError):
            await (theirs if by_client else ours).close(code=code if code in _SENDABLE else _GONE)
        with suppress(ConnectionError, RuntimeError, ClientError):
            await (ours if by_client else theirs).close()

    async def _pump(self, number: int, source: _Socket, target: _Socket, *, by_client: bool) -> None:
        async for message in source:
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                continue
            data: Any = message.data
            self._listener.said(number, data, by_client=by_client)
            try:
                await (target.send_str(data) if isinstance(data, str) else target.send_bytes(data))
            except (ConnectionError, RuntimeError, ClientError):  # the other side is gone
                return


def _at(upstream: str, request: web.BaseRequest) -> Any:
    """The address there, percent-encoded as the client has it."""
    path = request.raw_path if request.raw_path.startswith("/") else "/"
    return type(request.rel_url)(f"{upstream}{path}", encoded=True)


def _asked(request: web.BaseRequest) -> Request:
    path, _, query = request.raw_path.partition("?")
    return Request(request.method, path, query, request.headers)


def _with_body(asked: Request, sent: Kept) -> Request:
    asked.body = sent.whole or b""
    return asked


def _headers(headers: Mapping[str, str], but: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Headers for the other side: without those that are for one connection alone."""
    named = {name.strip().lower() for name in headers.get(hdrs.CONNECTION, "").split(",")}
    without = _HOP | named | but
    return [(name, value) for name, value in headers.items() if name.lower() not in without]


async def _told(request: web.BaseRequest, kept: Kept) -> AsyncIterator[bytes]:
    async for part in request.content.iter_any():
        kept.add(part)
        yield part
