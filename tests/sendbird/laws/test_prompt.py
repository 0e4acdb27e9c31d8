"""An answer given at once is the one that aiohttp's own way gives: byte by byte, however the requests arrive.

A request that offers to upgrade its connection, to what nobody here knows, always goes aiohttp's way.
"""

from __future__ import annotations

import asyncio
import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.core.faults import Fault
from chatmock.server.http import Server
from tests.lengths import examples
from tests.sendbird.laws.doings import doing
from tests.sendbird.laws.test_tenants import world

LAST = b"GET /v3/users HTTP/1.1\r\nHost: here\r\nApi-Token: chatmock-token\r\nConnection: close\r\n\r\n"
_HTTP = b" HTTP/1.1\r\n"
ODD = st.sampled_from(
    [
        "Origin: http://page.example",
        "Expect: 100-continue",
        "Content-Type: multipart/form-data; boundary=x",
        "X-Plain: yes",
    ]
)
extra = st.lists(ODD, max_size=1)
bodies = st.one_of(
    st.none(),
    st.just(b"{"),
    st.just(b" " * 200_000),
    st.binary(min_size=1, max_size=20),
    st.just(b'{"user_id": "zoe"}'),
)
free = st.tuples(
    st.sampled_from(["GET", "HEAD", "OPTIONS", "PUT", "POST", "DELETE", "PATCH"]),
    st.sampled_from(["/v3/users?limit=2", "/v3/nothing", "http://here/v3/users", "//a", "/v3/users/%00"]),
    bodies,
    extra,
    st.booleans(),
)


def wire(method: str, path: str, body: bytes | None, more: list[str], chunked: bool = False) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: here", "Api-Token: chatmock-token", *more]
    if body is None:
        return "\r\n".join(lines).encode() + b"\r\n\r\n"
    lines.append("Transfer-Encoding: chunked" if chunked else f"Content-Length: {len(body)}")
    content = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if chunked else body
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


requests = st.one_of(
    free.map(lambda drawn: wire(*drawn)),
    doing.map(lambda step: wire(step[0], f"/v3{step[1]}", json.dumps(step[2]).encode() if step[2] else None, [])),
)


async def received(sent: bytes, cuts: list[int], faults: list[Fault]) -> bytes:
    """All that comes back for bytes that are sent in pieces, each once the server has taken the one before."""
    api = world()
    for fault in faults:
        api.app.faults.add(fault)
    server = Server(api.hub)
    await server.start()
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    edges = [0, *sorted(cut % len(sent) for cut in cuts), len(sent)]
    for start, end in pairwise(edges):
        writer.write(sent[start:end])
        await asyncio.to_thread(bool)  # the server has its turn
    answers = await asyncio.wait_for(reader.read(), 20)
    writer.close()
    await server.stop()
    return answers


@settings(deadline=None, max_examples=examples(80))
@given(
    asked=st.lists(requests, min_size=1, max_size=6),
    cuts=st.lists(st.integers(0, 10_000), max_size=4),
    delay=st.sampled_from([0, 0, 0.001]),
)
def test_an_answer_at_once_is_the_one_that_is_waited_for(asked, cuts, delay):
    faults = [Fault("list_users", delay=delay)] if delay else []
    at_once = asyncio.run(received(b"".join(asked) + LAST, cuts, faults))
    special = [request.replace(_HTTP, _HTTP + b"Upgrade: nothing\r\n") for request in asked]
    assert asyncio.run(received(b"".join(special) + LAST, cuts, faults)) == at_once
    assert at_once.startswith(b"HTTP/1.1 ")
