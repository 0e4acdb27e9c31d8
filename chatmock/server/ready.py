"""Answers whose bytes are all there, sent in one write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus

from aiohttp import hdrs, web
from aiohttp.abc import AbstractStreamWriter

_JSON = "application/json"
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]+")
_NOTHING = b"HTTP/1.1 204 No Content\r\nServer: chatmock%b\r\n\r\n"


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
        ending = b"" if self._keep_alive else b"\r\nConnection: close"
        if self._keep_alive and request.version == (1, 0):
            ending = b"\r\nConnection: keep-alive"
        head = head_of(self.status, self._type, self._more, len(body), ending)
        transport.write(head if request.method == hdrs.METH_HEAD else head + body)
        self._body_length = len(body)
        if request.protocol.writing_paused:  # the client does not read: no more is made for it meanwhile
            await request._payload_writer.drain()


def head_of(status: int, content_type: str, headers: Mapping[str, str], length: int, ending: bytes = b"") -> bytes:
    """The head of an answer; ``ending`` is what has to be said about the connection."""
    if content_type == _JSON and not headers and not ending:
        return _usual_head(status, length)
    return _head(status, content_type, headers, length, ending)


@lru_cache(maxsize=2048)
def _usual_head(status: int, length: int) -> bytes:
    """The head of nearly every answer."""
    return _head(status, _JSON, {}, length, b"")


def _head(status: int, content_type: str, headers: Mapping[str, str], length: int, ending: bytes) -> bytes:
    if headers:
        ending = b"".join(map(_line, headers, headers.values())) + ending
    if status == HTTPStatus.NO_CONTENT:  # which says nothing of a content that there is not
        return _NOTHING % ending
    beginning = _usual_beginning(status) if content_type == _JSON else _beginning(status, content_type)
    return b"%b%d%b\r\n\r\n" % (beginning, length, ending)


@lru_cache(maxsize=64)
def _line(name: str, value: str) -> bytes:
    """The line of a header; many answers have the same ones."""
    shown = value if value.isprintable() else _UNPRINTABLE.sub(" ", value)
    return f"\r\n{name}: {shown}".encode("latin-1", "replace")


@lru_cache(maxsize=64)
def _usual_beginning(status: int) -> bytes:
    return _beginning(status, _JSON)


def _beginning(status: int, content_type: str) -> bytes:
    reason = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""
    kind = _UNPRINTABLE.sub(" ", content_type)
    lines = f"HTTP/1.1 {status} {reason}\r\nServer: chatmock\r\nContent-Type: {kind}\r\nContent-Length: "
    return lines.encode("latin-1", "replace")
