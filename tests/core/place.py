"""A running server of the provider of lines, and its clients, all on one loop: ``tell(story)`` runs a test there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import aiohttp

from chatmock.control import Control
from chatmock.core.faults import Fault
from chatmock.core.hub import Hub
from chatmock.server.http import Server
from tests.core.lines import Client, Lines

T = TypeVar("T")
PATIENCE = 20.0


class Place:
    """A server with the application ``pad``; ``async with`` it."""

    def __init__(self, **details: Any) -> None:
        self.provider = Lines()
        self.hub = Hub([self.provider], strict=True, control=Control())
        self.pad = self.hub.add(self.provider.create("pad"))
        self.server = Server(self.hub, listen={"lines": 0}, **details)
        self._clients: list[Client] = []

    async def __aenter__(self) -> Place:
        await self.server.start()
        self.address = self.hub.addresses["lines"]
        self.session = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.session.close()
        for client in self._clients:
            client.writer.transport.abort()
        await self.server.stop()

    async def client(self) -> Client:
        """Somebody who connects by TCP; the greeting is not read."""
        self._clients.append(await Client.connect(self.address))
        return self._clients[-1]

    async def member(self) -> Client:
        """The same, in the application."""
        return await (await self.client()).enters()

    async def socket(self, query: str = "") -> aiohttp.ClientWebSocketResponse:
        return await self.session.ws_connect(f"{self.server.url}/lines?{query}", max_msg_size=0)

    def fault(self, frame: str, **details: Any) -> None:
        """Have something go wrong with the next frame of this name."""
        self.pad.faults.add(Fault(f"frame {frame}", **details))

    async def happens(self, operation: str) -> None:
        """Wait until something stands in the journal."""
        came = asyncio.Event()
        unwatch = self.pad.journal.watch(came.set)
        while not any(entry.operation == operation for entry in self.pad.journal):
            await came.wait()
            came.clear()
        unwatch()


def tell(story: Callable[[Place], Awaitable[T]], **details: Any) -> T:
    """Run a story at a place of its own, but not for ever."""

    async def told() -> T:
        async with asyncio.timeout(PATIENCE), Place(**details) as place:
            return await story(place)

    return asyncio.run(told())
