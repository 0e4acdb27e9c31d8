"""Streams of every tenant of a hub: plain TCP, whose bytes a provider reads and writes in its own way."""

from __future__ import annotations

import asyncio
from operator import attrgetter
from typing import cast

from chatmock.core.connection import Connection
from chatmock.server import hooks
from chatmock.server.carrier import Carrier, Carriers
from chatmock.server.listening import BACKLOG, socket_for_both

CHUNK = 64 * 1024
"""Bytes that a provider is handed at once, at the most."""


class Streams:
    """The streams of one server, and where it listens for them."""

    def __init__(self, carriers: Carriers) -> None:
        self._carriers = carriers
        self.servers: list[asyncio.Server] = []

    def __repr__(self) -> str:
        return f"<Streams: {len(self.servers)} addresses>"

    async def listen(self, provider: str, name: str, host: str, port: int) -> int:
        """Listen for a provider; returns the port, which the system chooses for 0. Raises OSError."""
        loop = asyncio.get_running_loop()
        both = socket_for_both(host, port)
        where = {"host": host, "port": port} if both is None else {"sock": both}
        server = await loop.create_server(lambda: Stream(provider, name, self._carriers), **where, backlog=BACKLOG)
        self.servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    def close(self) -> None:
        """Take nobody in any more."""
        for server in self.servers:
            server.close()
        self.servers.clear()


class Stream(Carrier, asyncio.Protocol):
    """One open stream: the loop calls it when bytes arrive, and hands over no more before they are dealt with."""

    def __init__(self, provider: str, name: str, carriers: Carriers) -> None:
        super().__init__(Connection(), carriers.hub.provider(provider), carriers, attrgetter("payload"))
        self._name = name

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is no subclass
        hooks.open_stream(self._carriers.hub, self.provider, self._name, self.connection)
        if self.connection.refusal:
            self.connection.close()
        self.begin()

    def data_received(self, data: bytes) -> None:
        for start in range(0, len(data), CHUNK):
            self.receive(bytes(data[start : start + CHUNK]))

    def eof_received(self) -> bool:
        """The client says no more, and may still read: what waits for it is sent before the end."""
        self.connection.close(why="client")
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        self.end()

    def wait_for_client(self) -> None:
        """The loop calls ``resume_writing`` by itself."""

    def resume_writing(self) -> None:
        self.client_has_read()

    def say_goodbye(self) -> None:
        """A stream ends without a word, whatever the code."""
        assert self._transport is not None
        self._transport.close()
