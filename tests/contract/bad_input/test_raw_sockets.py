"""Every operation on a raw socket: half requests, wrong lengths, large heads, odd encodings, handshakes, numbers without bounds.

Whatever comes, the server answers or closes, never with a failure of its own; what is refused changes nothing.
"""

import gzip
import json
import re
import socket
from urllib.parse import quote

import pytest

from chatmock.server.thread import ServerThread
from tests.lengths import LONG

PATIENCE = 10
STATUS = re.compile(rb"HTTP/1\.[01] (\d{3}) ")
DOCUMENTED = (b"501000", b"CREATE Application is failed.")
"""What stands in answers that have a status of 500 and more, and are meant so."""
KEY = "dGhlIHNhbXBsZSBub25jZQ=="
UPGRADE = ("Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {KEY}")
LENGTHS = ["-1", "+5", "5 5", "0x5", "5, 6", "9" * 5000, "five", "", "1e3", "٣", "5\r\nContent-Length: 6"]
CHUNKS = [b"zz\r\n", b"-1\r\n", b"F" * 17 + b"\r\n", b"5\r\n{", b"1;" + b"x" * 100_000 + b"\r\n", b"\r\n\r\n"]
HEADS = [
    "X-Long: " + "a" * 100_000,
    "\r\n".join(f"X-{number}: {number}" for number in range(3000)),
    "X\0: y",
    "X: \0",
    "no colon",
    " folded: line",
    ": nothing",
    "X: a\rb",
    "Api-Token: \xff",
    "Host: \xff",
    "Host: [::1",
    "Session-Key: " + "é" * 50,
    "Content-Type: " + ";" * 5000,
    "Content-Type: multipart/form-data; boundary=" + "x" * 5000,
    "Content-Encoding: gzip, gzip, gzip",
    "Expect: 100-continue",
    "Expect: nothing",
    "Accept-Encoding: " + "gzip;q=" * 3000,
    "Range: bytes=9-1",
    "Cookie: " + "a=b; " * 3000,
]
RAW = [
    *(
        "1e999",
        "-1e999",
        "9" * 400,
        "-" + "9" * 400,
        "1e-400",
        "-0",
        "-0.0",
        "0." + "3" * 400,
        "18446744073709551616",
        "1E400",
    ),
    *("[" * 5000, "[" * 90 + "]" * 90, '{"a":' * 90 + "1" + "}" * 90, '{"a":' * 5000 + "1" + "}" * 5000),
    *(
        '"\\ud800"',
        '"\\u0000"',
        '"\\udc00\\ud800"',
        '"\\x"',
        '"\n"',
        "NaN",
        "-Infinity",
        "tru",
        "nul",
        '"a',
        "{",
        "0x1",
        "01",
        "+1",
    ),
]
"""Texts in the place of a value."""
ODD = [
    "%ff%fe",
    "%00",
    "\xff\xfe",
    "a%",
    "=&=&",
    "&" * 3000,
    "a=" + "9" * 60_000,
    "[]=1&[]=2",
    "%u0041",
    "a;b",
    "a=%ed%a0%80",
]
"""Queries."""


class Wire:
    """One address, asked by bytes."""

    def __init__(self, server, world, address):
        self.server, self.world, self.address = server, world, address
        self.path = quote(address.path(world), safe="/%")
        query = address.query(address.base()) if address.by_query else ""
        self.target = f"{self.path}?{query}" if query else self.path
        start = json.dumps({**address.base(), "colour": ""})[:-2]
        self.body = b"" if address.by_query else f'{start}grün 🍲"}}'.encode()

    def head(self, *headers, target="", length=None):
        lines = [f"{self.address.operation.method} {target or self.target} HTTP/1.1", "Host: 127.0.0.1"]
        lines += [f"{name}: {value}" for name, value in self.address.headers.items()]
        lines += [f"Content-Length: {length}"] if length is not None else []
        return "\r\n".join([*lines, *headers]).encode("utf-8", "surrogateescape") + b"\r\n\r\n"

    def whole(self, *headers, target="", body=None):
        body = self.body if body is None else body
        return self.head(*headers, "Connection: close", target=target, length=len(body)) + body

    def send(self, sent, *, dies=True):
        """The statuses of all answers, until the server closes; a client that dies has nothing more to say."""
        with socket.create_connection(("127.0.0.1", self.server.server.port), timeout=PATIENCE) as connection:
            try:
                connection.sendall(sent)
                if dies:
                    connection.shutdown(socket.SHUT_WR)
                came = b"".join(iter(lambda: connection.recv(65536), b""))
            except (BrokenPipeError, ConnectionResetError):  # it was refused before all of it was there
                came = b""
        statuses = [int(status) for status in STATUS.findall(came)]
        about = f"{self.address} {sent[:200]!r} … {sent[-100:]!r}: {came[:300]!r}"
        assert not self.world.hub.broken, about
        assert all(status < 500 for status in statuses) or any(words in came for words in DOCUMENTED), about
        return statuses

    def refused(self, attacks, *, dies=True):
        """Send what has to be refused, if it is answered at all: nothing has changed then."""
        for sent in attacks:
            statuses = self.send(sent, dies=dies)
            assert self.is_harmless(statuses), (str(self.address), sent[:200], sent[-100:], statuses)
        assert not self.server.run(self.world.changed), [sent[:200] for sent in attacks]

    def is_harmless(self, statuses):
        return 200 not in statuses or not self.address.writes

    def tried(self, attacks):
        """Send what may be good as well: what is refused changes nothing."""
        done = [200 in self.send(sent, dies=False) for sent in attacks]
        if self.server.run(self.world.changed):
            assert any(done) and self.address.writes, [str(self.address), *attacks]
            self.server.run(self.world.begin_again)


@pytest.fixture(scope="module")
def server(prepared):
    with ServerThread(prepared.hub) as server:
        yield server


@pytest.fixture
def wire(server, world, address, caplog):
    yield Wire(server, world, address)
    assert [record.getMessage() for record in caplog.get_records("call") if record.exc_info] == []


def test_what_is_no_whole_request_changes_nothing(wire):
    wire.refused([*half_requests(wire), *wrong_lengths(wire)])
    wire.refused([*other_encodings(wire)], dies=False)


def half_requests(wire):
    head, body = wire.head(length=len(wire.body) + 1), wire.body
    form = b"--x\r\nContent-Disposition: form-data"
    yield from (head[: len(head) // 2], head[:-2], head + body, head + body[:-1])
    yield wire.head("Transfer-Encoding: chunked") + b"%x\r\n%b\r\n" % (len(body) + 2, body)
    yield wire.head("Expect: 100-continue", length=len(body) + 1)
    yield wire.head("Content-Type: multipart/form-data; boundary=x", length=999) + form


def wrong_lengths(wire):
    yield from (wire.head(length=length) + wire.body for length in LENGTHS)
    yield wire.head("Transfer-Encoding: chunked", length=len(wire.body)) + wire.body
    yield from (wire.head("Transfer-Encoding: chunked") + chunk for chunk in CHUNKS)
    for kind in ("gzip", "identity, x", "chunked, chunked"):
        yield wire.head(f"Transfer-Encoding: {kind}") + wire.body


def other_encodings(wire):
    """The body in another encoding than it says, or than JSON has."""
    if not wire.body:
        return
    text, packed = wire.body.decode(), gzip.compress(wire.body)
    yield from (wire.whole(body=text.encode(name)) for name in ("utf-16", "utf-32", "utf-8-sig"))
    yield wire.whole("Content-Type: application/json; charset=latin-1", body=text.replace("🍲", "").encode("latin-1"))
    halves = (packed[: len(packed) // 2], wire.body, packed[::-1])
    yield from (wire.whole("Content-Encoding: gzip", body=body) for body in halves)
    yield from (wire.whole(f"Content-Encoding: {kind}", body=wire.body) for kind in ("deflate", "br"))


def test_odd_heads_queries_and_handshakes_are_answered(wire):
    statuses = wire.send(wire.head(length=max(0, len(wire.body) - 1)) + (wire.body or b"{}"))
    assert wire.is_harmless(statuses[1:]) and (not wire.body or 200 not in statuses)  # its rest is no second request
    handshake = wire.head(*UPGRADE, length=len(wire.body)) + wire.body + b"\x81\x05hello\x88\x00"
    assert 101 not in wire.send(handshake)
    heads = (wire.whole(head) for head in HEADS)
    wire.tried([*heads, *(wire.whole(target=f"{wire.path}?{query}") for query in ODD)])


def test_any_text_may_stand_for_a_value(wire):
    operation = wire.address.operation
    names = list(operation.accept.properties) if operation.accept and not wire.address.by_query else []
    for index, name in enumerate(names):
        base = json.dumps({key: value for key, value in wire.address.base().items() if key != name})[:-1]
        start = base + (", " if len(base) > 1 else "")
        texts = RAW if LONG else RAW[index % 4 :: 4]
        wire.tried([wire.whole(body=f'{start}"{name}": {raw}}}'.encode()) for raw in texts])
