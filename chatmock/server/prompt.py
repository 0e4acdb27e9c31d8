"""Requests that are answered in the moment they arrive.

aiohttp hands each request to a task of its own and wakes another one for it, which costs more than chatmock's work on
most of them. Operations do not wait: a request that is all there, and asks nothing special of its connection, is
answered where its bytes are received. Whatever else there is (a form, an upgrade, a delay) goes aiohttp's own way.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeGuard

from aiohttp import hdrs, web
from aiohttp.http import HttpVersion11
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.http_parser import HttpRequestParser, RawRequestMessage
from aiohttp.streams import EMPTY_PAYLOAD
from aiohttp.web_protocol import RequestHandler

log = logging.getLogger("chatmock")

_QUOTED = 120
"""Characters of what is no HTTP that the log quotes."""
HELD = 32 * 1024
"""Bytes of a body that is waited for and taken as a whole; a larger one is read as it comes."""
_METHODS = frozenset({hdrs.METH_GET, hdrs.METH_POST, hdrs.METH_PUT, hdrs.METH_DELETE})
_COUNTS = hasattr(HttpRequestParser, "message_consumed")
"""Whether this aiohttp stops reading where too many requests wait."""

Answering = Callable[["Connection", RawRequestMessage, bytes], bytes | None]
"""The bytes of the answer to a request with this body; None where it has to go aiohttp's own way."""


class PromptServer(web.Server):
    """aiohttp's server on whose connections ``answering`` is asked first, and then ``handler``."""

    def __init__(
        self, handler: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]], answering: Answering, **details: Any
    ) -> None:
        super().__init__(handler, **details)
        self.answering = answering

    def __call__(self) -> RequestHandler:
        return Connection(self, loop=self._loop, **self._kwargs)


class Connection(RequestHandler):
    """One connection. ``_messages`` are the requests its task has not taken yet, ``_waiter`` is what that task sleeps on."""

    __slots__ = ("_answering", "begun", "secure")

    def __init__(self, manager: PromptServer, **details: Any) -> None:
        super().__init__(manager, **details)
        self._answering = manager.answering
        self.begun: Any = None
        """What is known already of the answer to the next request that goes aiohttp's own way."""
        self.secure = False
        """Whether it came by TLS."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.secure = transport.get_extra_info("sslcontext") is not None

    def data_received(self, data: bytes) -> None:
        waiter, self._waiter = self._waiter, None  # the task sleeps on
        try:
            super().data_received(data)
            if waiter is None or waiter.done():  # it is busy with an earlier request, and will see what came
                return
            pending = self._answer_some()
        finally:
            self._waiter = waiter
        if self._close or self._force_close:
            waiter.cancel()
        elif pending:
            waiter.set_result(None)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer what is no HTTP with one line in the log, where aiohttp has a traceback with all the bytes."""
        if not isinstance(exc, HttpProcessingError):
            return super().handle_error(request, status, exc, message)
        said = " ".join(exc.message.split())
        said = said if len(said) <= _QUOTED else f"{said[:_QUOTED]}…"
        hint = "; it speaks TLS, and https has a port of its own (--tls-port)" if _is_tls(exc.message) else ""
        log.warning("%s sent what is no HTTP: %s%s", request.remote, said, hint)
        answer = web.Response(status=exc.code, text=f"This is no HTTP: {said}\n")
        answer.force_close()
        return answer

    def _answer_some(self) -> bool:
        """Answer requests as long as it can be done at once; whether the task has to go on."""
        while self._messages:
            message, payload = self._messages[0]
            if not self._is_plain(message) or payload.exception() is not None:
                return True
            if not payload.is_eof():  # the rest of a short body is under way
                return len(self._messages) > 1 or not _is_short(message)
            if payload.total_bytes > HELD:
                return True
            # Reading the body in aiohttp's way would look for more on the socket.
            body = b"".join(payload._buffer) if payload is not EMPTY_PAYLOAD else b""
            answer = self._answering(self, message, body)
            if answer is None or self.transport is None:
                return True
            self._messages.popleft()
            self._consumed()
            self.transport.write(answer)
        return False

    def _is_plain(self, message: object) -> TypeGuard[RawRequestMessage]:
        """Whether a request asks nothing special of its connection, which takes an answer right now."""
        if not isinstance(message, RawRequestMessage) or message.should_close or message.upgrade:
            return False
        if self._paused or self._close or self._force_close or (_COUNTS and self._buffer_paused):
            return False
        headers = message.headers
        return (
            message.version == HttpVersion11
            and message.method in _METHODS
            and message.path[0] == "/"
            and message.path[1:2] not in ("", "?")
            and hdrs.ORIGIN not in headers
            and hdrs.EXPECT not in headers
            and hdrs.UPGRADE not in headers
            and hdrs.CONTENT_ENCODING not in headers
            and not headers.get(hdrs.CONTENT_TYPE, "").lower().startswith("multipart/")
        )

    def _consumed(self) -> None:
        """A request was answered: what aiohttp's task does about it."""
        assert self._manager is not None
        self._manager.requests_count += 1
        if _COUNTS and self._parser is not None:
            self._parser.message_consumed()
        self._next_keepalive_close_time = self._loop.time() + self._keepalive_timeout


def _is_short(message: RawRequestMessage) -> bool:
    length = message.headers.get(hdrs.CONTENT_LENGTH, "")
    return length.isdecimal() and int(length) <= HELD


def _is_tls(message: str) -> bool:
    """Whether what the parser could not read begins as a greeting by TLS does."""
    return "HTTPS traffic" in message or "\\x16\\x03" in message or "\x16\x03" in message
