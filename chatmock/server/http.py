"""The core behind HTTP: aiohttp's low-level server, one handler, answers in one write."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from aiohttp import BodyPartReader, MultipartReader, hdrs, web
from aiohttp.abc import AbstractStreamWriter

from chatmock.core.application import Hub
from chatmock.core.dispatch import Answer, Request, dispatch
from chatmock.core.schema import Texts, Upload

MAX_BODY = 8 * 1024 * 1024
"""Bytes of a JSON body."""
MAX_FORM = 32 * 1024 * 1024
"""Bytes of a form with its files."""
_READ_ON = 64 * 1024 * 1024
"""How much of a body that is too large is read, so that its sender gets the answer."""
_HEADS: dict[tuple[int, str], bytes] = {}


class Ready(web.StreamResponse):
    """An answer whose bytes are all there: head and body leave in one write.

    aiohttp's own Response prepares its headers piece by piece, which costs more than all of chatmock's work on a
    request. ``prepare`` and ``write_eof`` are what its request handler calls, in this order.
    """

    _length_check = False

    def __init__(self, status: int, body: bytes, headers: Mapping[str, str], content_type: str) -> None:
        super().__init__(status=status)
        self._ready = body
        self._more = headers
        self._type = content_type

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter | None:
        self._req = request
        if self._keep_alive is None:
            self._keep_alive = request.keep_alive
        writer = self._payload_writer = request._payload_writer
        return writer

    async def write_eof(self, data: bytes = b"") -> None:
        if self._eof_sent:
            return
        self._eof_sent = True
        request = self._req
        assert request is not None
        transport = request.transport
        if transport is None or transport.is_closing():
            return
        body = self._ready
        head = _head(self.status, self._type) + str(len(body)).encode()
        for name, value in self._more.items():
            head += f"\r\n{name}: {value}".encode("latin-1", "replace")
        if not self._keep_alive:
            head += b"\r\nConnection: close"
        elif request.version == (1, 0):
            head += b"\r\nConnection: keep-alive"
        transport.write(head + b"\r\n\r\n" + (body if request.method != hdrs.METH_HEAD else b""))
        self._body_length = len(body)


def _head(status: int, content_type: str) -> bytes:
    key = (status, content_type)
    if key not in _HEADS:
        reason = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""
        _HEADS[key] = (
            f"HTTP/1.1 {status} {reason}\r\nServer: chatmock\r\nContent-Type: {content_type}\r\nContent-Length: ".encode(
                "latin-1", "replace"
            )
        )
    return _HEADS[key]


class Server:
    """One listening address for all tenants of a hub."""

    def __init__(self, hub: Hub, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self.hub = hub
        self.host = host
        self.port = port
        self._runner: web.ServerRunner | None = None

    def __repr__(self) -> str:
        return f"<Server {self.url}>"

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    async def start(self) -> None:
        """Listen; raises OSError where the address is taken. Port 0 becomes the one the system chose."""
        server = web.Server(self._respond, access_log=None)
        self._runner = web.ServerRunner(server, handle_signals=False, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, self.host, self.port).start()
        self.port = self._runner.addresses[0][1]
        self.hub.url = self.url

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def sockets(self) -> list[int]:
        """The file descriptors that listen: a forked child has to close them."""
        servers: list[Any] = [getattr(site, "_server", None) for site in (self._runner.sites if self._runner else ())]
        return [socket.fileno() for server in servers if server is not None for socket in server.sockets]

    async def _respond(self, request: web.BaseRequest) -> web.StreamResponse:
        """Read a request, have it answered, send the answer (or what a fault makes of it)."""
        headers = request.headers
        if request.method == hdrs.METH_OPTIONS:
            return Ready(200, b"{}", _cors(headers), "application/json")
        if headers.get(hdrs.EXPECT, "").lower() == "100-continue" and request.transport is not None:
            request.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        asked = await _read(request)
        answer = dispatch(self.hub, asked)
        if hdrs.ORIGIN in headers:
            answer.headers |= _cors(headers)
        if answer.fault is not None:
            await _spoil(request, answer)
        return Ready(answer.status, answer.body, answer.headers, answer.content_type)


def _cors(headers: Mapping[str, str]) -> dict[str, str]:
    """What lets a browser page of any origin call the platform, as the platform's own servers do."""
    return {
        "Access-Control-Allow-Origin": headers.get(hdrs.ORIGIN, "*"),
        "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE, PATCH, OPTIONS",
        "Access-Control-Allow-Headers": headers.get(hdrs.ACCESS_CONTROL_REQUEST_HEADERS, "*"),
        "Access-Control-Max-Age": "600",
    }


async def _read(request: web.BaseRequest) -> Request:
    path, _, query = request.raw_path.partition("?")
    method = hdrs.METH_GET if request.method == hdrs.METH_HEAD else request.method
    asked = Request(method, path, query, request.headers)
    if not request.body_exists:
        return asked
    if request.content_type == "multipart/form-data":
        await _read_form(request, asked)
        return asked
    chunks = []
    size = 0
    async for chunk in request.content.iter_any():
        size += len(chunk)
        if size <= MAX_BODY:
            chunks.append(chunk)
        elif size > _READ_ON:
            break
    if size > MAX_BODY:
        asked.problem = "size"
    else:
        asked.body = chunks[0] if len(chunks) == 1 else b"".join(chunks)
    return asked


async def _read_form(request: web.BaseRequest, asked: Request) -> None:
    fields = Texts()
    size = 0
    try:
        async for part in MultipartReader(request.headers, request.content):
            if not isinstance(part, BodyPartReader):
                raise ValueError("a form inside a form")
            content = bytearray()
            while chunk := await part.read_chunk():
                size += len(chunk)
                if size > MAX_FORM:
                    asked.problem = "size"
                    return
                content += chunk
            kind = part.headers.get(hdrs.CONTENT_TYPE, "")
            if part.filename is not None:
                kind = kind if "/" in kind else "application/octet-stream"
                fields.append((part.name or "", Upload(part.filename, kind, bytes(content))))
            else:
                fields.append((part.name or "", content.decode("utf-8")))
        asked.form = fields
    except (ValueError, AssertionError, RuntimeError, LookupError):
        asked.problem = "form"


async def _spoil(request: web.BaseRequest, answer: Answer) -> None:
    fault = answer.fault
    assert fault is not None
    if fault.delay:
        await asyncio.sleep(fault.delay)
    if fault.disconnect and request.transport is not None:
        request.transport.abort()
