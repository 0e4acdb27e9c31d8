"""Many WebSockets at once that count what they hear.

Listening has to take less time than speaking: the clock stops once everything lies in the clients' sockets, of which the
system itself tells when there is enough in them. It is read and counted after that.
"""

from __future__ import annotations

import json
import select
import socket
import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from scripts.bench_parts.load import PATIENCE, Client, Job

_AT_ONCE = 100
"""Handshakes under way at a time: fewer than may wait to be accepted."""
_LOOK_EVERY = 0.0002
"""Seconds: to be woken for each frame would take the server's time, too."""
_SILENCE = 0.05
"""Seconds in which nothing more may come."""
_NEWS = select.EPOLLIN | select.EPOLLET
_READ = 1 << 16
_HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


class Listener:
    """One open WebSocket of a client. A server greets it with one frame."""

    def __init__(self, address: tuple[str, int], path: str) -> None:
        self.socket = socket.create_connection(address, PATIENCE)
        self.socket.sendall(_HANDSHAKE.format(path=path).encode())
        self._rest = b""
        self.last = b""
        """What was read last."""

    def greeted(self) -> None:
        """Read the answer to the handshake, and the greeting."""
        received = b""
        while b"\r\n\r\n" not in received:
            received += self._read()
        head, _, heard = received.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 101 "):
            raise RuntimeError(f"the handshake was refused: {head.decode()}")
        while not self._count(heard):
            heard = self._read()
        self.socket.setblocking(False)

    def wait_for(self, size: int) -> None:
        """Be told of so many bytes, not of fewer."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, size)

    def heard(self) -> int:
        """How many frames were completed by what is there to be read."""
        return self._count(self._read())

    def silent(self) -> bool:
        """Whether nothing is there to be read."""
        try:
            self.heard()
        except BlockingIOError:
            return True
        return False

    def _read(self) -> bytes:
        data = self.socket.recv(_READ)
        if not data:
            raise RuntimeError("the server closed a WebSocket")
        self.last = data
        return data

    def _count(self, data: bytes) -> int:
        received = self._rest + data if self._rest else data
        count = at = 0
        while (end := _end(received, at)) <= len(received):
            count, at = count + 1, end
            if end == len(received):
                break
        self._rest = received[at:]
        return count


def _end(data: bytes, at: int) -> int:
    """Where the frame ends that begins there; behind the data where it is not whole."""
    if len(data) < at + 2:
        return len(data) + 1
    length = data[at + 1]
    if length < 126:
        return at + 2 + length
    width = 2 if length == 126 else 8
    if len(data) < at + 2 + width:
        return len(data) + 1
    return at + 2 + width + int.from_bytes(data[at + 2 : at + 2 + width])


class Audience:
    """All who listen to one server."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        assert address.hostname is not None and address.port is not None
        self.address = address.hostname, address.port
        self._listeners: list[Listener] = []
        self._poll = select.epoll()
        self._size = 0

    def __len__(self) -> int:
        return len(self._listeners)

    def join(self, paths: Sequence[str]) -> None:
        """Open a WebSocket at each of these addresses."""
        for first in range(0, len(paths), _AT_ONCE):
            new = [Listener(self.address, path) for path in paths[first : first + _AT_ONCE]]
            for listener in new:
                listener.greeted()
                self._poll.register(listener.socket, _NEWS)
            self._listeners += new

    def sample(self, job: Job) -> dict[str, Any]:
        """What everybody hears when this is said."""
        self.hear([Client(self.address, job)])
        heard = self._listeners[-1].last
        self._size = len(heard)
        sample: dict[str, Any] = json.loads(heard[heard.index(b"{") :])
        return sample

    def expect(self, count: int) -> None:
        """From now on so many messages at a time are waited for, about as long as the sample."""
        for listener in self._listeners:
            listener.wait_for((count - 1) * self._size + self._size // 2)

    def hear(self, speakers: Sequence[Client]) -> float:
        """Have each of the speakers send its request; seconds until everybody has heard of all of them."""
        began = time.perf_counter()
        for speaker in speakers:
            speaker.send()
        missing = {listener.socket.fileno() for listener in self._listeners}
        while missing:
            news = self._poll.poll(0, len(self))
            missing.difference_update(descriptor for descriptor, _ in news)
            if not news:
                if time.perf_counter() - began > PATIENCE:
                    raise RuntimeError(f"{len(missing)} of {len(self)} have not heard all within {PATIENCE:g} s")
                time.sleep(_LOOK_EVERY)
        took = time.perf_counter() - began
        for speaker in speakers:
            while not speaker.receive():
                pass
        if (heard := sum(listener.heard() for listener in self._listeners)) != len(self) * len(speakers):
            raise RuntimeError(f"{heard} frames came in place of {len(self) * len(speakers)}")
        return took

    def silent(self) -> bool:
        """Whether nothing more comes."""
        time.sleep(_SILENCE)
        return all(listener.silent() for listener in self._listeners)

    def close(self) -> None:
        for listener in self._listeners:
            listener.socket.close()
        self._poll.close()
