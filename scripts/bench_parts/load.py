"""A load generator: connections that each send the same request again as soon as it is answered."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from selectors import EVENT_READ, DefaultSelector
from statistics import quantiles
from time import perf_counter
from urllib.parse import urlsplit

CLIENTS = 16
PATIENCE = 30.0
"""Seconds without any answer after which the server counts as dead."""
_LENGTH = b"Content-Length: "
_READ = 1 << 18


@dataclass(frozen=True, slots=True)
class Job:
    """A request as it goes over the wire, and the status its answer has to have."""

    name: str
    method: str
    path: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    status: int = 200
    further: tuple[bytes, ...] = ()
    """Bodies that take turns with the first one."""
    numbers: int = 0
    """How many numbers take turns in a header of their own; 0 for no such header."""

    @property
    def wires(self) -> list[bytes]:
        if self.numbers:
            return [self._wire(self.body, (("X-Request-Id", str(number)),)) for number in range(self.numbers)]
        return [self._wire(body) for body in (self.body, *self.further)]

    def _wire(self, body: bytes, more: tuple[tuple[str, str], ...] = ()) -> bytes:
        headers = [f"{name}: {value}" for name, value in (*self.headers, *more)]
        lines = [f"{self.method} {self.path} HTTP/1.1", "Host: localhost", *headers]
        if body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@dataclass(frozen=True, slots=True)
class Burst:
    """How one burst went. Times are in seconds; ``answer`` is the body of the last answer."""

    seconds: float
    times: Sequence[float]
    answer: bytes
    count: int
    """How many answers there were."""
    cpu: float = 0.0
    """Processor time the server used; 0 where that is not known."""

    @property
    def rate(self) -> float:
        """Answers per second."""
        return self.count / self.seconds

    def percentile(self, percent: int) -> float:
        return quantiles(self.times, n=100)[percent - 1] if len(self.times) > 1 else self.times[0]


class Client:
    """One connection. Answers are taken to bring a Content-Length and no other encoding of the body.

    ``wires`` are the requests it sends, where it shares them with other connections.
    """

    def __init__(self, address: tuple[str, int], job: Job, wires: Iterator[bytes] | None = None) -> None:
        self._address = address
        self.connect()
        self._wires = cycle(job.wires) if wires is None else wires
        self._status = tuple(f"HTTP/1.{minor} {job.status} ".encode() for minor in (1, 0))
        self._received = b""
        self._expected = 0
        self._sent_at = 0.0
        self.times: list[float] = []
        self.answer = b""

    def connect(self) -> None:
        self.socket = socket.create_connection(self._address, PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    @property
    def over(self) -> bool:
        """Whether the server takes no further request on this connection: some never do."""
        return self.answer.startswith(b"HTTP/1.0 ")

    def send(self) -> None:
        self._sent_at = perf_counter()
        self.socket.sendall(next(self._wires))

    def receive(self) -> bool:
        """Read what is there; whether the answer is complete."""
        data = self.socket.recv(_READ)
        if not data:
            raise RuntimeError("the server closed the connection")
        received = self._received = self._received + data if self._received else data
        if not self._expected:
            end = received.find(b"\r\n\r\n")
            if end < 0:
                return False
            if not received.startswith(self._status):
                raise RuntimeError(f"unexpected answer: {received[:500].decode('utf-8', 'replace')}")
            at = received.index(_LENGTH) + len(_LENGTH)
            self._expected = end + 4 + int(received[at : received.index(b"\r", at)])
        if len(received) < self._expected:
            return False
        self.times.append(perf_counter() - self._sent_at)
        self._received, self._expected, self.answer = b"", 0, received
        return True


def burst(url: str, job: Job, seconds: float, clients: int = CLIENTS, *, awake: bool = False) -> Burst:
    """Load a server with one kind of request for a while; each client sends one at least.

    ``awake`` is for a load generator with a core of its own: it looks for answers all the time instead of sleeping. To
    wake it up would be the server's work, and on a virtual machine dearer than many an answer.
    """
    address = urlsplit(url)
    assert address.hostname is not None and address.port is not None
    wires = cycle(job.wires)
    connections = [Client((address.hostname, address.port), job, wires) for _ in range(clients)]
    with DefaultSelector() as selector:
        for client in connections:
            selector.register(client.socket, EVENT_READ, client)
        began = last = perf_counter()
        for client in connections:
            client.send()
        busy = clients
        while busy:
            ready = selector.select(0 if awake else PATIENCE)
            if not ready and awake and perf_counter() - last < PATIENCE:
                continue
            if not ready:
                raise RuntimeError(f"no answer to {job.method} {job.path} within {PATIENCE:g} s")
            now = last = perf_counter()
            for key, _ in ready:
                client = key.data
                if not client.receive():
                    continue
                if now - began >= seconds:
                    busy -= 1
                    selector.unregister(client.socket)
                    continue
                if client.over:
                    selector.unregister(client.socket)
                    client.socket.close()
                    client.connect()
                    selector.register(client.socket, EVENT_READ, client)
                client.send()
        took = perf_counter() - began
    for client in connections:
        client.socket.close()
    times = [time for client in connections for time in client.times]
    return Burst(took, times, connections[-1].answer.partition(b"\r\n\r\n")[2], len(times))
