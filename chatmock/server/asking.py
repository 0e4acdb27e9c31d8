"""Asking a server over HTTP and WebSockets, as a replay does."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from types import TracebackType
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout, WSMsgType, WSServerHandshakeError, hdrs
from aiohttp.client_ws import ClientWebSocketResponse

_SECONDS = 60.0
_LONGEST = 8 * 1024 * 1024
"""Bytes of one message of a socket, and of an answer."""


class Line:
    """One open WebSocket."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket

    async def send(self, message: str, *, binary: bool) -> None:
        """Send a message; nothing where the other side is gone."""
        if not self._socket.closed:
            await (self._socket.send_bytes(message.encode()) if binary else self._socket.send_str(message))

    async def receive(self, seconds: float) -> str | bytes | None:
        """The next message; None where none comes in so many seconds, or none any more."""
        try:
            async with asyncio.timeout(seconds):
                found = await self._socket.receive()
        except TimeoutError:
            return None
        if found.type is WSMsgType.TEXT:
            return str(found.data)
        return bytes(found.data) if found.type is WSMsgType.BINARY else None

    async def close(self) -> None:
        await self._socket.close()


class Asking:
    """One client of a server at an address."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.host = urlsplit(url).hostname or ""
        self._session: ClientSession | None = None

    async def __aenter__(self) -> Asking:
        self._session = ClientSession(timeout=ClientTimeout(total=_SECONDS))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, reason: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._session is not None
        await self._session.close()

    async def ask(self, method: str, line: str, headers: Mapping[str, str], body: bytes) -> tuple[int, str, bytes]:
        """Status, content type and body of an answer; raises ConnectionError where nobody answers."""
        assert self._session is not None
        try:
            async with self._session.request(
                method, f"{self.url}{line}", headers=headers, data=body or None, allow_redirects=False
            ) as answer:
                content = await answer.content.read(_LONGEST)
                while more := await answer.content.read(_LONGEST - len(content)):
                    content += more
                return answer.status, answer.headers.get(hdrs.CONTENT_TYPE, ""), content
        except (ClientError, TimeoutError) as reason:
            raise ConnectionError(f"nobody answers at {self.url}: {type(reason).__name__}") from None

    async def open(self, line: str, headers: Mapping[str, str]) -> Line | int:
        """A socket, or the status by which it was refused; raises ConnectionError where nobody answers."""
        assert self._session is not None
        named = {name.lower(): value for name, value in headers.items()}
        protocols = [one.strip() for one in named.pop("sec-websocket-protocol", "").split(",") if one.strip()]
        try:
            return Line(
                await self._session.ws_connect(
                    f"{self.url}{line}", protocols=protocols, headers=named, max_msg_size=_LONGEST
                )
            )
        except WSServerHandshakeError as refused:
            return refused.status
        except (ClientError, TimeoutError) as reason:
            raise ConnectionError(f"nobody answers at {self.url}: {type(reason).__name__}") from None
