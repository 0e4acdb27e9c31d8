"""What carries the frames of a connection to its client, be that a WebSocket or a stream: queue, pauses, bounds, end."""

from __future__ import annotations

import asyncio
import logging
import socket as sockets
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from chatmock.core.connection import GOING_AWAY, TOO_SLOW, Connection
from chatmock.core.frame import Frame
from chatmock.core.hub import Hub
from chatmock.core.provider import Provider
from chatmock.server import hooks

log = logging.getLogger("chatmock")

_FULL = 256 * 1024
"""Bytes in the transport beyond which further frames wait in their queue."""
_FAREWELL = 0.5
"""Seconds all clients together have when the server stops."""
_LINGER = 10.0
"""Seconds a client has to read the last of what was sent to a connection that ends."""
_KEEPALIVE = {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 20, "TCP_KEEPCNT": 3}
"""The system itself finds out about peers that have vanished: an idle connection costs this process nothing."""


class Carriers:
    """The open connections of one server. What is queued within one turn of the loop leaves at its end."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self._open: set[Carrier] = set()
        self._due: list[Carrier] = []
        self._empty: asyncio.Event | None = None

    def __repr__(self) -> str:
        return f"<Carriers: {len(self._open)} open>"

    def add(self, carrier: Carrier) -> None:
        self._open.add(carrier)

    def remove(self, carrier: Carrier) -> None:
        self._open.discard(carrier)
        if self._empty is not None and not self._open:
            self._empty.set()

    def due(self, carrier: Carrier) -> None:
        """Something is queued for a carrier."""
        if not self._due:
            asyncio.get_running_loop().call_soon(self._flush)
        self._due.append(carrier)

    def _flush(self) -> None:
        due, self._due = self._due, []
        for carrier in due:
            try:
                carrier.flush()
            except Exception:
                log.exception("%r fails", carrier)
                carrier.abort()

    async def stop(self) -> None:
        """Say goodbye to everybody; whoever has not gone after half a second is cut off."""
        self._empty = asyncio.Event()
        for carrier in list(self._open):
            carrier.connection.close(GOING_AWAY, why="shutdown")
        if self._open:
            try:
                await asyncio.wait_for(self._empty.wait(), _FAREWELL)
            except TimeoutError:
                for carrier in list(self._open):
                    carrier.abort()


class Carrier(ABC):
    """Carries one connection.

    Nobody waits for a client that reads slowly: its frames stay in its queue, which is bounded.
    """

    def __init__(
        self,
        connection: Connection,
        provider: Provider[Any],
        carriers: Carriers,
        shape: Callable[[Frame], bytes],
        transport: asyncio.Transport | None = None,
    ) -> None:
        """``shape`` makes the bytes of a frame as they are sent."""
        self.connection = connection
        self.provider = provider
        self._shape = shape
        self._carriers = carriers
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._cut: asyncio.TimerHandle | None = None
        self._until = 0.0  # before then nothing is sent
        self._called = self._held = self._full = self._ending = False
        carriers.add(self)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.connection!r}>"

    @abstractmethod
    def wait_for_client(self) -> None:
        """Have ``client_has_read`` called once there is room in the transport again."""

    @abstractmethod
    def say_goodbye(self) -> None:
        """End the connection in its own way, with the code it is closed with where it has one."""

    def begin(self) -> None:
        """Send what is queued from now on."""
        keep_alive(self._transport)
        self.connection.on_output = self._call
        self.connection.hold_back = self._hold_back
        self._call()

    def _hold_back(self, seconds: float) -> None:
        self._loop.call_later(seconds, self.connection.release)

    def receive(self, data: str | bytes) -> None:
        """Hand on what came from the client."""
        if not (self.connection.stalled or self.connection.closed):
            hooks.received(self._carriers.hub, self.provider, self.connection, data)

    def end(self) -> None:
        """The connection is gone."""
        if self._cut is not None:
            self._cut.cancel()
        self.connection.closed = True
        self.connection.why = self.connection.why or "lost"
        hooks.closed(self._carriers.hub, self.provider, self.connection)
        self._carriers.remove(self)

    def abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def _call(self) -> None:
        if not self._called:
            self._called = True
            self._carriers.due(self)

    def flush(self) -> None:
        """Send what is queued, as far as the client reads."""
        self._called = False
        connection, transport = self.connection, self._transport
        if connection.pause:
            self._until = max(self._until, self._loop.time() + connection.pause)
            connection.pause = 0.0
        if self._held or transport is None or transport.is_closing():
            return
        if self._until and not connection.dropped:
            self._held = True
            self._loop.call_at(self._until, self._go_on)
            return
        while connection.outgoing and transport.get_write_buffer_size() < _FULL:
            transport.write(self._batch() if len(connection.outgoing) > 1 else self._shape(connection.take()))
        if connection.outgoing:
            if connection.closed:
                self._cut_off_later()
            if not self._full:
                self._full = True
                self.wait_for_client()
        elif connection.closed:
            self._end(transport)
        elif connection.application is not None:
            for notice in list(connection.application.connections.watchers):
                notice()

    def _batch(self) -> bytes:
        connection, shape, size, parts = self.connection, self._shape, 0, []
        while connection.outgoing and size < _FULL:
            parts.append(shape(connection.take()))
            size += len(parts[-1])
        return b"".join(parts)

    def _go_on(self) -> None:
        self._held = False
        if self._loop.time() >= self._until:
            self._until = 0.0
        self.flush()

    def client_has_read(self) -> None:
        """There is room in the transport; whoever sends did not wait for it."""
        if self._full:
            self._full = False
            self.flush()

    def _cut_off_later(self) -> None:
        if self._cut is None:
            self._cut = self._loop.call_later(_LINGER, self.abort)

    def _end(self, transport: asyncio.Transport) -> None:
        if self._ending:
            return
        self._ending = True
        self._cut_off_later()
        if not self.connection.dropped:
            self.say_goodbye()
        elif self.connection.code == TOO_SLOW:
            self.abort()
        else:
            transport.close()


def keep_alive(transport: asyncio.Transport | None) -> None:
    """Have the system look after a connection on which nothing is said."""
    raw = transport.get_extra_info("socket") if transport is not None else None
    if raw is None:
        return
    raw.setsockopt(sockets.SOL_SOCKET, sockets.SO_KEEPALIVE, 1)
    for name, value in _KEEPALIVE.items():
        if hasattr(sockets, name):
            raw.setsockopt(sockets.IPPROTO_TCP, getattr(sockets, name), value)
