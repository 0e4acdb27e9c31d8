"""Requests that are answered in the moment they arrive.

aiohttp hands each request to a task of its own and wakes another one for it, which costs more than chatmock's work on
most of them. Operations do not wait: a request that is all there, and asks nothing special of its connection, is
answered where its bytes are received. Whatever else there is (a form, an upgrade, a delay) goes aiohttp's own way.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any, cast

from aiohttp import hdrs, web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.http_parser import HttpRequestParser, RawRequestMessage
from aiohttp.streams import EMPTY_PAYLOAD
from aiohttp.web_protocol import RequestHandler

from chatmock.core.printable import printable
from chatmock.server.halves import Halves
from chatmock.server.heads import END, Heads, is_plain, length_of_body
from chatmock.server.listening import plain_address
from chatmock.server.masked import Masked

log = logging.getLogger("chatmock")

HELD = 32 * 1024
"""Bytes of a body that is waited for and taken as a whole; a larger one is read as it comes."""
_ENDS = (b"\r\n\r\n", b"}")
"""What whole requests end with, but for rare ones, which are looked at more closely."""
_TOO_LATE = b"HTTP/1.1 408 Request Timeout\r\nServer: chatmock\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_TLS = re.compile(r"\\x16\\x03|HTTPS traffic")
"""What a message says of bytes that began TLS, in one version of aiohttp or another."""
_PARSER, _UPGRADED = (
    ("_parser", "_upgraded") if hasattr(RequestHandler, "_upgraded") else ("_request_parser", "_upgrade")
)
"""What this aiohttp calls the parser of a connection, and whether it is a WebSocket by now."""
_COUNTS = hasattr(HttpRequestParser, "message_consumed")
"""Whether this aiohttp stops reading where too many requests wait."""

Answering = Callable[["Connection", RawRequestMessage, bytes, int], bytes | None]
"""The bytes of the answer to a request with this body, which came as so many bytes, 0 where nobody counted them.

None where it has to go aiohttp's own way."""


_receive = RequestHandler.data_received


class PromptServer(web.Server):
    """aiohttp's server on whose connections ``answering`` is asked first, and then ``handler``."""

    def __init__(
        self, handler: Callable[[web.BaseRequest], Awaitable[web.StreamResponse]], answering: Answering, **details: Any
    ) -> None:
        super().__init__(handler, **details)
        self.answering = answering
        self.halves = Halves()
        self.heads = Heads()

    async def shutdown(self, timeout: float | None = None) -> None:
        self.halves.stop()
        await super().shutdown(timeout)

    def __call__(self) -> RequestHandler:
        return Connection(self, loop=self._loop, **self._kwargs)


class Connection(RequestHandler):
    """One connection. ``_messages`` are the requests its task has not taken yet, ``_waiter`` is what that task sleeps on."""

    __slots__ = ("_answering", "_half", "_halves", "_heads", "_rest", "begun", "peer", "reader", "secure")

    def __init__(self, manager: PromptServer, **details: Any) -> None:
        super().__init__(manager, **details)
        self._answering = manager.answering
        self._halves = manager.halves
        self._heads = manager.heads
        self._rest = 0
        """Bytes that are still to come of a request, 0 where the next one begins; negative where nobody knows."""
        self._half = False
        """Whether it may be among them."""
        self.begun: Any = None
        """What is known already of the answer to the next request that goes aiohttp's own way."""
        self.secure = False
        """Whether it came by TLS."""
        self.peer = ""
        """The address it came from."""
        self.reader: Callable[[Any], Any] | None = None
        """Makes the reader of a WebSocket, where that is another than aiohttp's."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.secure = transport.get_extra_info("sslcontext") is not None
        peer = transport.get_extra_info("peername")
        self.peer = plain_address(peer[0]) if isinstance(peer, tuple) else "elsewhere"

    def connection_lost(self, exc: BaseException | None) -> None:
        self._halves.discard(self)
        super().connection_lost(exc)

    def set_parser(self, parser: Any, *details: Any, **more: Any) -> None:
        own = parser if self.reader is None else self.reader(self)
        super().set_parser(cast(Any, Masked(own)), *details, **more)

    def data_received(self, data: bytes) -> None:
        if self._rest == 0 and self._answer_again(data):
            return
        waiter, self._waiter = self._waiter, None  # the task sleeps on
        before = self._request_count
        try:
            _receive(self, data)
            came = self._request_count - before
            if waiter is None or waiter.done():  # it is busy with an earlier request, and will see what came
                self._note_rest(data, came)
                if self._payload_parser is None:
                    self._look_after()
                return
            pending = self._answer_some(data if self._rest == 0 and came == 1 else b"")
            if self._messages or came != 1 or self._rest:
                self._note_rest(data, came)
        finally:
            self._waiter = waiter
        if not came or self._messages or (self._rest and not data.endswith(_ENDS)):
            self._look_after()
        else:
            self._is_whole()
        if self._close or self._force_close:
            waiter.cancel()
        elif pending:
            waiter.set_result(None)

    def _answer_again(self, data: bytes) -> bool:
        """Answer one whole request whose head was read before; whether it is such a one."""
        end = data.find(END) + len(END)
        head = self._heads.get(data[:end])
        if head is None or len(data) != end + head.length or self._messages or not self._takes_answers():
            return False
        waiter = self._waiter
        if waiter is None or waiter.done():
            return False
        answer = self._answering(self, head.message, data[end:], len(data))
        if answer is None:  # it has to be waited for
            _receive(self, data)
        elif self.transport is not None:
            self._request_count += 1
            self._consumed()
            self.transport.write(answer)
        if self._half:
            self._is_whole()
        return True

    def _note_rest(self, data: bytes, came: int) -> None:
        """Note how much of a request is still to come, after data that brought the heads of so many."""
        if self._rest > 0:
            self._rest = self._rest - len(data) if came == 0 else -1
        elif self._rest == 0:
            length = length_of_body(self._messages[-1][0]) if came == 1 else None
            self._rest = data.find(END) + len(END) + length - len(data) if length is not None else -1

    def _is_whole(self) -> None:
        """No rest of a request is waited for."""
        if self._half:
            self._half = False
            self._halves.discard(self)

    def _look_after(self) -> None:
        """Close it after a while, unless the rest of a request comes."""
        self._half = True
        self._halves.add(self)

    def is_half(self) -> bool | None:
        """Whether half a request is there; None as long as its task is busy."""
        parser = getattr(self, _PARSER)
        if self._payload_parser is not None or getattr(self, _UPGRADED) or parser is None:
            return False  # a WebSocket may be silent
        waiter = self._waiter
        if waiter is None or waiter.done():
            return None
        if self._messages:
            return True
        try:  # The parser does not tell, but the end of a head means nothing to it unless it is inside of one.
            return bool(parser.feed_data(b"\r\n\r\n")[0])
        except HttpProcessingError:
            return True

    def give_up(self) -> None:
        """End a connection that does not bring the rest of its request."""
        if self.transport is not None:
            self.transport.write(_TOO_LATE)
        self.force_close()

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        """Answer what is no HTTP, and say so in one line."""
        if not isinstance(exc, HttpProcessingError):
            return super().handle_error(request, status, exc, message)
        said = printable((message or exc.message or "").partition("\n")[0].rstrip(":"), 200)
        hint = "; it began https, which --tls-port is for" if _TLS.search(message or "") else ""
        log.warning("what came from %s is no HTTP: %s%s", self.peer, said, hint)
        answer = web.Response(status=status, text=said)
        answer.force_close()
        return answer

    def log_exception(self, *args: Any, **details: Any) -> None:
        """Log what went wrong; a body that is not encoded as it says has its answer, which tells it already."""
        if not isinstance(details.get("exc_info"), web.RequestPayloadError):
            super().log_exception(*args, **details)

    def _answer_some(self, data: bytes) -> bool:
        """Answer requests as long as it can be done at once; whether the task has to go on.

        ``data`` is one request that began a moment ago, perhaps with the beginning of a further one; else empty.
        """
        while self._messages:
            message, payload = self._messages[0]
            if not self._takes_answers() or not is_plain(message) or payload.exception() is not None:
                return True
            if not payload.is_eof():  # the rest of a short body is under way
                return len(self._messages) > 1 or not _is_short(message)
            body = b""
            if payload is not EMPTY_PAYLOAD:
                if payload.total_bytes > HELD:
                    return True
                # Reading the body in aiohttp's way would look for more on the socket.
                body = b"".join(payload._buffer)
            size = len(data)
            end = size - len(body)
            if data and data.find(END) + len(END) == end:
                self._heads.note(data[:end], message, len(body))
            elif data:
                self._rest, size = -1, 0
            answer = self._answering(self, message, body, size)
            if answer is None or self.transport is None:
                return True
            self._messages.popleft()
            if _COUNTS and self._parser is not None:
                self._parser.message_consumed()
            self._consumed()
            self.transport.write(answer)
        return False

    def _takes_answers(self) -> bool:
        """Whether an answer can be written right now."""
        return not (self._paused or self._close or self._force_close or (_COUNTS and self._buffer_paused))

    def _consumed(self) -> None:
        """A request was answered: what aiohttp's task does about it."""
        assert self._manager is not None
        self._manager.requests_count += 1
        self._next_keepalive_close_time = self._loop.time() + self._keepalive_timeout


def _is_short(message: RawRequestMessage) -> bool:
    length = message.headers.get(hdrs.CONTENT_LENGTH, "")
    return length.isdecimal() and int(length) <= HELD
