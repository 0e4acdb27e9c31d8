"""How requests of a check get to a server: over HTTP, or to a hub in this process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

import msgspec

from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Request
from chatmock.core.hub import Hub
from chatmock.core.printable import printable
from chatmock.core.texts import Texts, Upload

_PATIENCE = 30.0
_BOUNDARY = "chatmock-check-form"


class Unreachable(Exception):
    """There is no server."""


class Sent(msgspec.Struct, frozen=True):
    """One request as it leaves; ``file`` are the parts of a form, texts or files by name, type and text."""

    method: str
    line: str
    headers: Mapping[str, str]
    body: bytes = b""
    file: Mapping[str, list[str] | str] = {}


class Received(msgspec.Struct, frozen=True):
    """An answer as it came."""

    status: int
    content_type: str
    body: bytes


Wire = Callable[[Sent], Received]


def within(hub: Hub) -> Wire:
    """Requests go to a hub in this process."""

    def send(sent: Sent) -> Received:
        path, _, query = sent.line.partition("?")
        form = Texts((name, part if isinstance(part, str) else _upload(*part)) for name, part in sent.file.items())
        request = Request(sent.method, path, query, sent.headers, sent.body, form if sent.file else None)
        answer = dispatch(hub, request)
        return Received(answer.status, answer.content_type, answer.body)

    return send


class Line:
    """Requests go over HTTP to one address; its connection is kept."""

    def __init__(self, url: str) -> None:
        self.url = url
        parts = urlsplit(url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._connection = kind(parts.hostname or "", parts.port, timeout=_PATIENCE)
        self._base = parts.path.rstrip("/")

    def close(self) -> None:
        """End its connection."""
        self._connection.close()

    def __call__(self, sent: Sent) -> Received:
        """Send a request and wait for its answer; raises Unreachable where nobody answers in HTTP."""
        headers, body = dict(sent.headers), sent.body
        if sent.file:
            headers["Content-Type"] = f"multipart/form-data; boundary={_BOUNDARY}"
            body = _form(sent.file)
        try:
            self._connection.request(sent.method, self._base + sent.line, body or None, headers)
            with self._connection.getresponse() as response:
                return Received(response.status, response.headers.get("Content-Type", ""), response.read())
        except HTTPException as failure:
            self._connection.close()
            said = printable(str(failure) or type(failure).__name__, 100)
            raise Unreachable(f"what answers at {self.url} speaks no HTTP: {said}; name another address") from None
        except OSError as failure:
            self._connection.close()
            raise Unreachable(
                f"nobody answers at {self.url}: {failure}; start the server, or name its address"
            ) from None
        except BaseException:
            self._connection.close()  # interrupted between request and answer
            raise


def _upload(filename: str, kind: str, text: str) -> Upload:
    return Upload(filename, kind, text.encode())


def _form(parts: Mapping[str, list[str] | str]) -> bytes:
    lines: list[str] = []
    for name, part in parts.items():
        filename, kind, text = ("", "", part) if isinstance(part, str) else part
        lines += [
            f"--{_BOUNDARY}",
            f'Content-Disposition: form-data; name="{name}"' + (f'; filename="{filename}"' if filename else ""),
            *([f"Content-Type: {kind}"] if kind else ()),
            "",
            text,
        ]
    return "\r\n".join([*lines, f"--{_BOUNDARY}--", ""]).encode()
