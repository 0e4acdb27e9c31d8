"""A proxy on the loopback by which programs reach the server under the platforms' own names, and nobody else under any.

It takes ``CONNECT`` and whole addresses (``GET http://host/path``), as HTTP clients send them to a proxy. It also takes
what was to go to a platform itself and was led here: TLS, or a plain request whose ``Host`` is one of a platform's.
"""

from __future__ import annotations

import asyncio
import re
import socket
import struct
from asyncio import IncompleteReadError, LimitOverrunError, StreamReader, StreamWriter
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

_PATIENCE = 30.0
"""Seconds that a head may take."""
_LONGEST = 64 * 1024
"""Bytes of a head, and of what is passed on at once."""
_SHOWN = 200
"""Characters of the name of a host that is refused."""
_TLS = b"\x16"
"""How TLS begins."""
_ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"
_HOP = re.compile(rb"\r\n(?:Proxy-Connection|Proxy-Authorization|Connection|Keep-Alive):[^\r\n]*", re.IGNORECASE)
"""Headers that are for a proxy alone."""
_UPGRADE = re.compile(rb"\r\nUpgrade:", re.IGNORECASE)
_HOST = re.compile(rb"\r\nHost:[ \t]*([^\r\n]*?)[ \t]*(?=\r\n)", re.IGNORECASE)
_RESET = struct.pack("ii", 1, 0)
"""Have the end of a connection be a reset."""


class Proxy:
    """``is_host`` says for whom it stands in; ``plain`` and ``secure`` are the ports that lead there.

    ``refused`` is told of every request for somebody else: its method and whom it was for; gives the sentence to answer.
    """

    def __init__(
        self, is_host: Callable[[str], bool], refused: Callable[[str, str], str], *, plain: int, secure: int
    ) -> None:
        self.port = 0
        self.passed = 0
        """How many connections led to the server."""
        self._is_host, self._refused = is_host, refused
        self._plain, self._secure = plain, secure
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def __repr__(self) -> str:
        return f"<Proxy {self.url}>"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._take, "127.0.0.1", 0, limit=_LONGEST)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Take nobody in any more, and end what is open."""
        if self._server is not None:
            self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _take(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        try:
            await self._lead(reader, writer)
        except (OSError, TimeoutError, IncompleteReadError, LimitOverrunError):
            writer.transport.abort()
        finally:
            writer.close()

    async def _lead(self, reader: StreamReader, writer: StreamWriter) -> None:
        """Find out whom a client wants, and lead it there."""
        async with asyncio.timeout(_PATIENCE):
            first = await reader.readexactly(1)
            head = b"" if first == _TLS else first + await reader.readuntil(b"\r\n\r\n")
        if not head:
            await self._pass_on(reader, writer, self._secure, first)
            return
        line, end, rest = head.partition(b"\r\n")
        method, _, target = line.decode("latin-1").rpartition(" ")[0].partition(" ")
        named = _HOST.search(head)
        host = _host_in(method, target, named[1].decode("latin-1") if named else "")
        if not self._is_host(host):
            await self._refuse(writer, method, host or target)
        elif method == "CONNECT":
            writer.write(_ESTABLISHED)
            first = await reader.readexactly(1)
            await self._pass_on(reader, writer, self._secure if first == _TLS else self._plain, first)
        elif target.startswith("/"):
            await self._pass_on(reader, writer, self._plain, head)
        else:
            await self._pass_on(reader, writer, self._plain, _without_address(line, target) + _for_one(end + rest))

    async def _refuse(self, writer: StreamWriter, method: str, host: str) -> None:
        text = f"{self._refused(method[:_SHOWN], host[:_SHOWN])}\n".encode()
        head = f"HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {len(text)}\r\n"
        writer.write(head.encode() + b"Connection: close\r\n\r\n" + text)
        await writer.drain()

    async def _pass_on(self, reader: StreamReader, writer: StreamWriter, port: int, first: bytes) -> None:
        """Lead a connection to a port of the server, in both directions, until both have ended or one breaks."""
        theirs, ours = await asyncio.open_connection("127.0.0.1", port, limit=_LONGEST)
        self.passed += 1
        ours.write(first)
        there = asyncio.ensure_future(_pump(reader, ours))
        back = asyncio.ensure_future(_pump(theirs, writer))
        try:
            await asyncio.gather(there, back)
        except OSError:  # whoever broke it, the other side sees it broken
            _break(ours)
            _break(writer)
        finally:
            there.cancel()
            back.cancel()
            ours.close()


def _host_in(method: str, target: str, named: str) -> str:
    """The host that a request is for, with the port where one is named; empty where there is none."""
    if method == "CONNECT":
        return target
    if target.startswith("/"):
        return named
    with suppress(ValueError):
        return urlsplit(target).netloc.rpartition("@")[2]
    return ""


def _without_address(line: bytes, target: str) -> bytes:
    """The line of a request as a server gets it, with a path in place of a whole address."""
    parts = urlsplit(target)
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    return line.replace(target.encode("latin-1"), path.encode("latin-1"), 1)


def _for_one(headers: bytes) -> bytes:
    """The headers of a request after which the connection ends: the next one may be for somebody else."""
    if _UPGRADE.search(headers):
        return headers
    return b"\r\nConnection: close" + _HOP.sub(b"", headers)


async def _pump(reader: StreamReader, writer: StreamWriter) -> None:
    while data := await reader.read(_LONGEST):
        writer.write(data)
        await writer.drain()
    if writer.can_write_eof():
        with suppress(OSError):
            writer.write_eof()


def _break(writer: StreamWriter) -> None:
    raw: socket.socket | None = writer.get_extra_info("socket")
    if raw is not None:
        with suppress(OSError):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()
