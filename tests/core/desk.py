"""Two dummy providers on one port, and the server of an application that is asked first, all on one loop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, cast

import aiohttp
from aiohttp import web

from chatmock.control import Control
from chatmock.core.faults import Fault
from chatmock.core.hub import Hub
from chatmock.server.http import Server
from tests.core.lines import Lines
from tests.core.notes import KEY, Notes
from tests.core.notes_api import Pad

T = TypeVar("T")
PATIENCE = 20.0
SECRET = Notes.card.defaults["secret"]


class Receiver:
    """The application's own server. It answers by script, and says yes after that; nothing while it is held."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.script: list[tuple[int, dict[str, Any]]] = []
        self.came = asyncio.Event()
        self.free = asyncio.Event()
        self.free.set()
        self._runner = web.ServerRunner(web.Server(self._answer))

    async def start(self) -> str:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        self.free.set()
        await self._runner.cleanup()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.asked.append((await request.json())["name"])
        self.came.set()
        await self.free.wait()
        status, body = self.script.pop(0) if self.script else (200, {"allow": True})
        return web.json_response(body, status=status)


class Desk:
    """A server of notes and of lines, with one application of each, both with the id 7; ``async with`` it."""

    def __init__(self) -> None:
        self.hub = Hub([Notes(), Lines()], strict=True, control=Control())
        self.server = Server(self.hub, listen={"lines": 0})

    async def __aenter__(self) -> Desk:
        self.receiver = Receiver()
        url = await self.receiver.start()
        await self.server.start()
        self.pad.receiver = url
        self.pad.notes["lunch"] = "soup"
        self.session = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.session.close()
        await self.server.stop()
        await self.receiver.stop()

    @property
    def pad(self) -> Pad:
        return cast(Pad, self.hub.find("notes", 7) or self.hub.make("notes", {"app_id": 7, "secret": SECRET}))

    async def ask(self, method: str, path: str, body: Any = None, **more: Any) -> tuple[int, Any]:
        """Status and parsed answer of a request to the platform."""
        headers = {KEY: SECRET, **more.pop("headers", {})}
        async with self.session.request(method, self.server.url + path, json=body, headers=headers, **more) as answer:
            return answer.status, await answer.json()

    async def control(self, method: str, path: str, **body: Any) -> tuple[int, Any]:
        asked: dict[str, Any] = {"params": body} if method in ("GET", "DELETE") else {"json": body}
        async with self.session.request(method, f"{self.server.url}/_chatmock{path}", **asked) as answer:
            return answer.status, await answer.json()

    async def socket(self, query: str = f"key={SECRET}") -> aiohttp.ClientWebSocketResponse:
        return await self.session.ws_connect(f"{self.server.url}/notes/socket?{query}")

    def begin(self, work: Awaitable[T]) -> asyncio.Task[T]:
        """Begin something that has to be waited for, and go on."""
        return asyncio.ensure_future(work)

    async def hold(self, work: Awaitable[T]) -> asyncio.Task[T]:
        """Begin something, and have its question reach a receiver that does not answer yet."""
        self.receiver.free.clear()
        self.receiver.came.clear()
        begun = self.begin(work)
        await self.receiver.came.wait()
        return begun

    def fault(self, operation: str, **details: Any) -> None:
        self.pad.faults.add(Fault(operation, **details))

    def told(self, operation: str) -> list[Any]:
        """The entries of the journal of one operation."""
        return [entry for entry in self.pad.journal if entry.operation == operation]


def at_desk(story: Callable[[Desk], Awaitable[T]]) -> T:
    """Run a story there, but not for ever."""

    async def told() -> T:
        async with asyncio.timeout(PATIENCE), Desk() as desk:
            return await story(desk)

    return asyncio.run(told())
