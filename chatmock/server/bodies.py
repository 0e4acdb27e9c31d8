"""Reading a request from aiohttp: its address, its body, its form, each within its bounds."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import BodyPartReader, MultipartReader, StreamReader, hdrs, web
from aiohttp.http_exceptions import HttpProcessingError

from chatmock.core.exchange import Request
from chatmock.core.texts import Texts, Upload
from chatmock.server.halves import PATIENCE

MAX_BODY = 8 * 1024 * 1024
"""Bytes of a JSON body."""
MAX_FORM = 32 * 1024 * 1024
"""Bytes of a form with its files."""
MAX_PARTS = 1_000
"""Parts of a form."""
SLOWEST = 64 * 1024
"""Bytes of a body for which its sender has a second more."""
_MAX_LINES = 20_000
"""Lines of a form that are no content."""
_LINES_AT_ONCE = 100
"""After so many of them others have their turn."""
_READ_ON = 64 * 1024 * 1024
"""How much of a body that is too large is read, so that its sender gets the answer."""


def path_of(request: web.BaseRequest) -> str:
    """The path as it was sent, of an absolute address (as to a proxy) too."""
    path = request.raw_path.partition("?")[0]
    return path if path.startswith("/") else f"/{path.partition('://')[2].partition('/')[2]}"


async def read(request: web.BaseRequest) -> Request:
    """What a client sent; ``problem`` says what is wrong with its body. TimeoutError for one that does not end."""
    path, query = path_of(request), request.raw_path.partition("?")[2]
    method = hdrs.METH_GET if request.method == hdrs.METH_HEAD else request.method
    asked = Request(method, path, query, request.headers)
    if request.body_exists:
        async with asyncio.timeout(PATIENCE) as limit:
            if request.content_type == "multipart/form-data":
                await _read_form(request, asked, limit)
            else:
                await _read_body(request.content, asked, limit)
    return asked


def _extend(limit: asyncio.Timeout, size: int) -> None:
    when = limit.when()
    assert when is not None
    limit.reschedule(when + size / SLOWEST)


async def _read_body(content: StreamReader, asked: Request, limit: asyncio.Timeout) -> None:
    chunks = []
    size = 0
    try:
        while size <= _READ_ON:
            chunk = await content.readany()
            size += len(chunk)
            _extend(limit, len(chunk))
            if size <= MAX_BODY:
                chunks.append(chunk)
            if content.at_eof():
                break
    except web.RequestPayloadError:
        asked.problem = "encoding"
        return
    if size > MAX_BODY:
        asked.problem = "size"
    else:
        asked.body = chunks[0] if len(chunks) == 1 else b"".join(chunks)


_BAD_FORM = (
    ValueError,
    AssertionError,
    RuntimeError,
    LookupError,
    HttpProcessingError,
    web.RequestPayloadError,
    Warning,
)
"""What aiohttp raises for a form that is none. It only warns of some; a test suite makes errors of warnings."""


async def _read_form(request: web.BaseRequest, asked: Request, limit: asyncio.Timeout) -> None:
    fields = Texts()
    size = 0
    content: Any = Paced(request.content)
    try:
        async for part in MultipartReader(request.headers, content):
            if not isinstance(part, BodyPartReader):
                raise ValueError("a form inside a form")
            if len(fields) == MAX_PARTS:
                raise ValueError("too many parts")
            await asyncio.sleep(0)  # what is there already is read without a pause
            value = bytearray()
            while chunk := await part.read_chunk():
                size += len(chunk)
                _extend(limit, len(chunk))
                if size > MAX_FORM:
                    asked.problem = "size"
                    return
                value += chunk
            fields.append((part.name or "", _value(part, bytes(value))))
        asked.form = fields
    except _BAD_FORM:
        asked.problem = "form"


_TEXTS = ("text/", "application/json", "application/x-www-form-urlencoded")
"""Content types of parts that are texts."""


def _value(part: BodyPartReader, content: bytes) -> str | Upload:
    """A part as a text, or as a file: one without a name is a file if it says that it is no text."""
    kind = part.headers.get(hdrs.CONTENT_TYPE, "")
    if part.filename is None and (not kind or kind.startswith(_TEXTS)):
        return content.decode("utf-8")
    return Upload(part.filename or "", kind if "/" in kind else "application/octet-stream", content)


class Paced:
    """The content of a form, read line by line with pauses for others, and not without end."""

    def __init__(self, content: StreamReader) -> None:
        self._content = content
        self._lines = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._content, name)

    async def readline(self, **details: Any) -> bytes:
        self._lines += 1
        if self._lines > _MAX_LINES:
            raise ValueError("too many lines around the parts")
        if not self._lines % _LINES_AT_ONCE:
            await asyncio.sleep(0)
        return await self._content.readline(**details)
