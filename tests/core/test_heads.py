"""Heads that were read before are not read again, and nobody can tell: however requests are cut into pieces."""

import asyncio
from itertools import pairwise

from aiohttp import web
from hypothesis import example, given
from hypothesis import strategies as st

from chatmock.server import heads
from chatmock.server.prompt import PromptServer

HOST = "\r\nHost: localhost\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


def whole(line, body="", more="Content-Type: application/json"):
    length = f"Content-Length: {len(body)}\r\n" if body else ""
    return f"{line} HTTP/1.1{HOST}{more}\r\n{length}\r\n{body}".encode()


REQUESTS = {
    "plain": whole("GET /a"),
    "brace at its end": whole("GET /a", more="X: }"),
    "with a body": whole("POST /b", '{"a": 1}'),
    "another body of the same length": whole("POST /b", '{"a": 2}'),
    "a body that looks like a request": whole("POST /c", whole("GET /a").decode()),
    "a body that ends as a head does": whole("POST /c", "{}\r\n\r\n"),
    "in chunks": whole("POST /d", more="Transfer-Encoding: chunked") + b"2\r\n{}\r\n0\r\n\r\n",
    "aiohttp's way": whole("POST /e", "a=1", "Origin: http://elsewhere"),
    "too long a body": whole("POST /f", '{"a": "' + 40_000 * "b" + '"}'),
    "no GET": whole("HEAD /g"),
}


class Wire(asyncio.Transport):
    """What a connection writes to."""

    def __init__(self):
        super().__init__()
        self.written = bytearray()
        self.closed = False

    def write(self, data):
        self.written += data

    def is_closing(self):
        return self.closed

    def close(self):
        self.closed = True

    def pause_reading(self): ...

    def resume_reading(self): ...


async def turns(count):
    """Let the loop do its work so many times."""
    for _ in range(count):
        turned = asyncio.Event()
        asyncio.get_running_loop().call_soon(turned.set)
        await turned.wait()


def heard(pieces, waits=()):
    """The requests of some pieces, as they were understood, and how many answers there were.

    ``waits`` are paths whose answer has to be waited for.
    """

    async def story():
        understood = []

        def at_once(connection, message, body, size):
            if message.path in waits:
                return None
            understood.append((message.method, message.path, body))
            return OK

        async def by_aiohttp(request):
            understood.append((request.method, request.path, await request.read()))
            return web.Response()

        server = PromptServer(by_aiohttp, at_once, access_log=None)
        connection, wire = server(), Wire()
        connection.connection_made(wire)
        await turns(1)
        for piece in pieces:
            connection.data_received(piece)
            await turns(4)
        await turns(30)
        connection.connection_lost(None)
        await server.shutdown(0)
        return understood, wire.written.count(b"HTTP/1.1 200 OK"), len(server.heads)

    return asyncio.run(story())


def asked(request):
    head, _, body = request.partition(b"\r\n\r\n")
    method, path, _ = head.decode().split(" ", 2)
    return method, path, body if b"chunked" not in head else b"{}"


@st.composite
def cut(draw):
    """Requests, and their bytes in pieces: nearly always between two of them, at times anywhere."""
    requests = draw(st.lists(st.sampled_from(list(REQUESTS.values())), min_size=1, max_size=12))
    text = b"".join(requests)
    ends = [sum(map(len, requests[: at + 1])) for at in range(len(requests))]
    anywhere = st.integers(1, len(text))
    places = draw(st.lists(st.one_of(st.sampled_from(ends), st.sampled_from(ends), anywhere), max_size=40))
    edges = [0, *sorted({*places, *(ends if draw(st.booleans()) else ())} - {len(text)}), len(text)]
    return requests, [text[start:end] for start, end in pairwise(edges)]


@given(cut())
@example(([REQUESTS["plain"]] * 4, [REQUESTS["plain"]] * 4))
@example(
    (
        [REQUESTS["plain"]] * 3 + [REQUESTS["brace at its end"]],
        [REQUESTS["plain"]] * 2 + [REQUESTS["plain"] + REQUESTS["brace at its end"][:-4], b"\r\n\r\n"],
    )
)
def test_every_request_is_understood_once_and_in_order(sent):
    requests, pieces = sent
    understood, answers, _ = heard(pieces)
    assert understood == [asked(request) for request in requests]
    assert answers == len(requests)


def test_a_head_that_came_twice_is_kept():
    assert [heard([REQUESTS["with a body"]] * times)[2] for times in (1, 2, 3)] == [0, 1, 1]


def test_a_head_is_not_mistaken_for_a_part_of_another():
    plain = REQUESTS["plain"]
    tricked = whole("POST /c", (plain + plain).decode())
    end = len(tricked) - len(plain)
    understood, _, _ = heard([plain, plain, plain, tricked[:end], tricked[end:], plain])
    assert understood == [asked(request) for request in (plain, plain, plain, tricked, plain)]


def test_the_rest_of_a_head_is_not_mistaken_for_a_head():
    plain = REQUESTS["plain"]
    understood, _, _ = heard([plain, plain, plain, plain + b"GET /z HTTP/1.1\r\nX: ", plain])
    assert understood == [asked(plain)] * 4 + [("GET", "/z", b"")]


def test_an_answer_that_has_to_be_waited_for_is_given_once():
    understood, answers, _ = heard([REQUESTS["with a body"]] * 4, waits=("/b",))
    assert understood == [asked(REQUESTS["with a body"])] * 4
    assert answers == 4


def test_few_heads_are_kept_and_no_long_ones(monkeypatch):
    monkeypatch.setattr(heads, "MOST", 3)
    counts = [heard([whole(f"GET /{number}") for number in range(last) for _ in "ab"])[2] for last in range(1, 9)]
    assert max(counts) == 3
    assert heard([whole("GET /" + heads.LONGEST * "a")] * 4)[2] == 0
