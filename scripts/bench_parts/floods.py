"""How far memory grows while clients send what is kept for a while: no further than the documented bounds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from typing import Any

from scripts.bench_parts import crowd, servers
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, at_most
from scripts.bench_parts.servers import TOKEN, Process

JOURNAL = 32
OUTBOX = 32
_SLACK = 1.5
"""Of what was asked for the allocator and the system take more: gaps, pages, what is on its way."""
_MIB = 1 << 20
_LONG = 60_000
_NOWHERE = "http://127.0.0.1:9/"
_JSON = {"Api-Token": TOKEN, "Content-Type": "application/json"}

Ask = tuple[str, str, bytes, dict[str, str]]
Flood = Callable[[int], Iterator[Ask]]


def measure(options: Options, core: int | None, say: Callable[[str], None]) -> list[Row]:
    """A server of its own for each kind of flood."""
    say("floods")
    rows = [
        _row(name, _grown(flood, options, core), bound)
        for name, flood, bound in (
            ("requests with long queries", queries, JOURNAL),
            ("requests with long paths", paths, JOURNAL),
            ("requests with long headers", headers, JOURNAL),
            ("uploads of ever new types, and resets", types, JOURNAL),
        )
    ]
    more = _grown(messages, options, core, _NOWHERE) - _grown(messages, options, core)
    return [*rows, _row("messages with a dead receiver of webhooks, over those without", more, JOURNAL + OUTBOX)]


def _row(name: str, grown: float, bound: int) -> Row:
    return Row(f"a flood of {name}", {"more MiB": round(grown, 1)}, (at_most("more MiB", bound * _SLACK),))


def _grown(flood: Flood, options: Options, core: int | None, receiver: str = "") -> float:
    """MiB by which a server has grown after a flood."""
    with servers.folder() as folder:
        process = servers.chatmock(folder, core, uvloop=options.uvloop, seed=crowd.seed(folder, 10))
        with servers.running(process) as server:
            if receiver:
                webhook = {"enabled": True, "url": receiver}
                servers.ask(server.url, "PUT", "/v3/applications/settings/webhook", webhook)
            before = _after(server, flood(20))
            return (_after(server, flood(options.flood)) - before) / _MIB


def _after(server: Process, asks: Iterator[Ask]) -> int:
    """Bytes a server has in use after some requests."""
    with closing(HTTPConnection(server.url.partition("//")[2])) as connection:
        for method, path, body, sent in asks:
            connection.request(method, path, body or None, sent)
            answer = connection.getresponse()
            answer.read()
    return server.memory()


def queries(count: int) -> Iterator[Ask]:
    for number in range(count):
        yield "GET", f"/v3/users?x={number}{'x' * _LONG}", b"", {"Api-Token": TOKEN}


def paths(count: int) -> Iterator[Ask]:
    for number in range(count):
        yield "GET", f"/v3/users/{number}{'x' * _LONG}", b"", {"Api-Token": TOKEN}


def headers(count: int) -> Iterator[Ask]:
    for number in range(count):
        yield "GET", "/v3/users", b"", {"Api-Token": TOKEN, **{f"X-{n}": f"{number}{'x' * 4_000}" for n in range(30)}}


def types(count: int) -> Iterator[Ask]:
    form = {"Api-Token": TOKEN, "Content-Type": "multipart/form-data; boundary=x"}
    for number in range(count):
        kind = f"text/x{number}{'x' * 4_000}"
        user: dict[str, Any] = {"user_id": f"u{number}"}
        part = f'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: {kind}\r\n\r\n1\r\n--x--\r\n'
        yield "POST", "/v3/storage/file", part.encode(), form
        yield "GET", f"/v3/users/{user['user_id']}", b"", {"Api-Token": TOKEN}
        if number % 100 == 99:
            yield "POST", "/_chatmock/reset", b"{}", {"Content-Type": "application/json"}


def messages(count: int) -> Iterator[Ask]:
    for number in range(count):
        said = {"message_type": "MESG", "user_id": "user-0", "message": f"{number}{'x' * 2_000}"}
        yield "POST", f"/v3/group_channels/{crowd.CHANNEL}/messages", json.dumps(said).encode(), _JSON
