"""A WebSocket with as little of its own as may be, and bursts of messages from one to another."""

from __future__ import annotations

import socket
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from statistics import median

from scripts.bench_parts import servers
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, Target
from scripts.bench_parts.servers import Process

_IN_FLIGHT = 10
"""Messages that are said at a time."""


class Socket:
    """A WebSocket of a client."""

    def __init__(self, url: str, path: str, protocol: str = "") -> None:
        host, _, port = url.removeprefix("http://").rpartition(":")
        self.socket = socket.create_connection((host, int(port)), servers.PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        head = {
            "Host": f"{host}:{port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": b64encode(b"0123456789abcdef").decode(),
            "Sec-WebSocket-Version": "13",
            **({"Sec-WebSocket-Protocol": protocol} if protocol else {}),
        }
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
        self.socket.sendall("\r\n".join(lines).encode() + b"\r\n\r\n")
        self._rest = b""
        while b"\r\n\r\n" not in self._rest:
            self._rest += self.socket.recv(4096)
        self._rest = self._rest.partition(b"\r\n\r\n")[2]

    def say(self, *texts: str) -> None:
        self.socket.sendall(b"".join(map(_masked, texts)))

    def hear(self, number: int) -> bytes:
        """So many messages; gives the last one."""
        last = b""
        for _ in range(number):
            while (found := _frame_in(self._rest)) is None:
                self._rest += self.socket.recv(262_144)
            start, end = found
            last, self._rest = self._rest[start:end], self._rest[end:]
        return last

    def close(self) -> None:
        self.socket.close()


def _masked(text: str) -> bytes:
    """A message under a mask of zeros."""
    data = text.encode()
    head = bytes((0x81, 0x80 | len(data))) if len(data) < 126 else b"\x81\xfe" + len(data).to_bytes(2, "big")
    return head + bytes(4) + data


def _frame_in(data: bytes) -> tuple[int, int] | None:
    """Where the payload of the first message begins and ends; None where it is not whole."""
    if len(data) < 4:
        return None
    start, length = (4, int.from_bytes(data[2:4], "big")) if data[1] == 126 else (2, data[1])
    return (start, start + length) if len(data) >= start + length else None


Side = tuple[Process, Socket, list[Socket]]
"""A server, who speaks there, and those who hear something of each message."""
Burst = tuple[float, float]
"""Messages per second, and seconds of processor time each cost the server."""


def compare(
    name: str,
    sides: tuple[Side, Side],
    messages: Iterator[str],
    target: Target,
    options: Options,
    say: Callable[[str], None],
) -> Row:
    """The rates of chatmock and of a bare server, which take turns."""
    pairs = []
    for turn in range(options.rounds):
        say(f"{name}, round {turn + 1} of {options.rounds}")
        step = 1 if turn % 2 else -1
        pairs.append([burst(side, messages, options.burst) for side in sides[::step]][::step])
    return row(name, pairs, target)


def row(name: str, pairs: Sequence[Sequence[Burst]], target: Target, other: str = "bare") -> Row:
    """The medians over pairs of bursts, of one server and of the ``other``."""
    rates = [round(median(pair[which][0] for pair in pairs)) for which in (0, 1)]
    cpu = [round(median(pair[which][1] for pair in pairs) * 1e6, 1) for which in (0, 1)]
    values = {
        "ratio": round(median(own[0] / beside[0] for own, beside in pairs), 2),
        "messages/s": rates[0],
        f"{other} messages/s": rates[1],
        "CPU µs": cpu[0],
        f"{other} CPU µs": cpu[1],
    }
    return Row(name, values, (target,))


def burst(side: Side, messages: Iterator[str], seconds: float) -> Burst:
    """Messages per second, and seconds of processor time each cost the server."""
    server, speaker, listeners = side
    began, before, said = time.perf_counter(), server.cpu() or 0.0, 0
    while time.perf_counter() - began < seconds or not said:
        speaker.say(*(next(messages) for _ in range(_IN_FLIGHT)))
        for listener in listeners:
            listener.hear(_IN_FLIGHT)
        said += _IN_FLIGHT
    took = time.perf_counter() - began
    return said / took, ((server.cpu() or 0.0) - before) / said
