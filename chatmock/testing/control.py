"""Calling the control API: inside this process, or of a server elsewhere."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import ProxyHandler, build_opener
from urllib.request import Request as HttpRequest

import orjson

from chatmock.core.exchange import Answer, Request
from chatmock.core.given import server_url
from chatmock.core.printable import printable

Send = Callable[[Request], Answer]
_PATIENCE = 70.0


class ChatmockError(AssertionError):
    """The control API refused; the message says what is wrong and what to do."""

    status = 0
    """The HTTP status of the refusal; 0 where nobody answered."""

    @classmethod
    def of(cls, answer: Answer) -> ChatmockError:
        """What an answer says that is a refusal."""
        refused = cls(_parsed(answer).get("message", f"what answers there is no chatmock: it says {answer.status}"))
        refused.status = answer.status
        return refused


class Control:
    """The control API of one server, for one of its applications or for none in particular."""

    def __init__(self, send: Send, **application: str) -> None:
        self._send = send
        self._application = application

    def of(self, app_id: Any, provider: str) -> Control:
        """The same server's, for one application."""
        return Control(self._send, app=str(app_id), provider=provider)

    def of_group(self, group: str) -> Control:
        """The same server's, for all applications of a group."""
        return Control(self._send, group=group)

    def anywhere(self, method: str, path: str, /, **fields: Any) -> Any:
        """Call an operation that is for no application in particular."""
        return Control(self._send)(method, path, **fields)

    def __call__(self, method: str, path: str, /, **fields: Any) -> Any:
        """Call an operation, as in ``control("POST", "/clock/advance", hours=2)``; gives its parsed answer."""
        given = {name: value for name, value in fields.items() if value is not None}
        request = Request(method, f"/_chatmock{path}", headers={"Content-Type": "application/json"})
        if method in ("GET", "DELETE"):
            texts = {n: value if isinstance(value, str) else orjson.dumps(value).decode() for n, value in given.items()}
            request.query = urlencode(texts | self._application, quote_via=quote)
        else:
            request.body = orjson.dumps(given | self._application)
        answer = self._send(request)
        if answer.status != 200:
            raise ChatmockError.of(answer)
        return _parsed(answer)

    def text(self, path: str) -> str:
        """Get what is no JSON but a text."""
        answer = self._send(Request("GET", f"/_chatmock{path}"))
        if answer.status != 200:
            raise ChatmockError.of(answer)
        return answer.body.decode()

    async def wait(self, method: str, path: str, /, **fields: Any) -> Any:
        """The same without blocking the caller's event loop, be it asyncio's or trio's."""
        return await _in_thread(lambda: self(method, path, **fields))


async def _in_thread(work: Callable[[], Any]) -> Any:
    """Do something in a thread, and wait for it as tasks wait here; one that is cancelled meanwhile waits no longer."""
    trio = sys.modules.get("trio")  # who runs on trio has imported it, by anyio or by itself
    if trio is not None and trio.lowlevel.in_trio_task():
        return await trio.to_thread.run_sync(work, abandon_on_cancel=True)
    return await asyncio.to_thread(work)


def path_of_snapshot(name: str) -> str:
    """Where a snapshot is; refuses what is no name of one."""
    if not isinstance(name, str) or not name:
        raise ChatmockError(f"a snapshot has a name, which snapshot() gives; {name!r} is none")
    return f"/snapshots/{quote(name, safe='')}"


def checked_state(document: dict[str, Any]) -> dict[str, Any]:
    """A state as the control API takes it; refuses what is none."""
    if not isinstance(document, dict):
        raise ChatmockError(f"a state is a dict such as {{'users': []}}, as state gives it, not {document!r}")
    if found := {"app", "group"}.intersection(document):  # which the control API would take for an address
        raise ChatmockError(f"a state has no key {min(found)!r}; leave it out")
    return document


def _parsed(answer: Answer) -> Any:
    """What the control API answered; whatever answers otherwise is none."""
    try:
        parsed = orjson.loads(answer.body)
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise ChatmockError("what answers there is no chatmock; name the address that chatmock serve prints")
    return parsed


def over_http(url: str) -> Send:
    """How to reach the control API of a server in another process."""
    try:
        url = server_url(url)
    except ValueError as reason:
        raise ChatmockError(str(reason)) from None
    opener = build_opener(ProxyHandler({}))

    def send(request: Request) -> Answer:
        address = f"{url}{request.path}{'?' + request.query if request.query else ''}"
        asked = HttpRequest(address, request.body or None, dict(request.headers), method=request.method)
        try:
            with opener.open(asked, timeout=_PATIENCE) as response:
                return Answer(response.status, response.read())
        except HTTPError as refused:
            return Answer(refused.code, refused.read())
        except URLError as failure:
            raise ChatmockError(
                f"there is no chatmock at {url}: {failure.reason}; start it with chatmock serve, or name another address"
            ) from None
        except (OSError, HTTPException) as failure:  # it breaks off, or speaks no HTTP
            raise ChatmockError(
                f"what listens at {url} is no chatmock: {printable(str(failure), 200)}; name another address"
            ) from None

    return send
