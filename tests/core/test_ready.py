"""Ready leans on how aiohttp sends an answer: over every kind of connection it has to look like aiohttp's own Response."""

import asyncio

import pytest
from aiohttp import web

from chatmock.server.ready import Ready

BODY = b'{"hello": "w\xc3\xb6rld"}'
MORE = {"X-Chatmock-Hint": "nearest: view_user"}
LAST = b"GET /last HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
REQUESTS = {
    "get": b"GET / HTTP/1.1\r\nHost: here\r\n\r\n",
    "head": b"HEAD / HTTP/1.1\r\nHost: here\r\n\r\n",
    "post": b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n\r\n{}",
    "chunks": b"POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
    "close": b"GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n",
    "keep-alive": b"GET / HTTP/1.1\r\nHost: here\r\nConnection: keep-alive\r\n\r\n",
    "1.0": b"GET / HTTP/1.0\r\n\r\n",
    "1.0 head": b"HEAD / HTTP/1.0\r\n\r\n",
    "1.0 keep-alive": b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
}
ENDS = {"close", "1.0", "1.0 head"}
"""Requests after which the server closes the connection by itself."""
OF_ITS_OWN = {"connection", "content-length", "date", "server"}
"""Headers not compared by name: what the first two mean shows by itself."""


def ready(status):
    return Ready(status, BODY, MORE, "application/json; charset=utf-8")


def usual(status):
    return web.Response(status=status, body=BODY, headers=MORE, content_type="application/json", charset="utf-8")


async def received(make, sent):
    """All that comes back until the server closes the connection."""

    async def answer(request):
        await request.read()
        return make(400 if request.path == "/refused" else 200)

    runner = web.ServerRunner(web.Server(answer, access_log=None))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    reader, writer = await asyncio.open_connection(*runner.addresses[0])
    writer.write(sent)
    answers = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    await runner.cleanup()
    return answers


def answers(make, *requests):
    """Status, headers and body of each answer to requests that are sent in one piece."""
    rest = asyncio.run(received(make, b"".join(requests)))
    found = []
    for request in requests:
        if not rest:  # closed after an earlier one
            break
        head, _, rest = rest.partition(b"\r\n\r\n")
        status, *lines = head.decode().split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines)
        goes_on = headers.get("connection", "close" if status.startswith("HTTP/1.0") else "keep-alive")
        length = 0 if request.startswith(b"HEAD") else int(headers["content-length"])
        body, rest = rest[:length], rest[length:]
        found.append((status.partition(" ")[2], headers.keys() - OF_ITS_OWN, goes_on, body))
    assert rest == b""
    return found


@pytest.mark.parametrize("name", REQUESTS)
def test_an_answer_is_the_usual_one(name):
    requests = [REQUESTS[name], *([] if name in ENDS else [LAST])]
    assert answers(ready, *requests) == answers(usual, *requests)
    assert len(answers(ready, *requests)) == len(requests)


def test_pipelined_requests_are_answered_in_order():
    requests = [REQUESTS["get"], REQUESTS["post"].replace(b"/", b"/refused", 1), REQUESTS["head"], REQUESTS["chunks"]]
    found = answers(ready, *requests, LAST)
    assert found == answers(usual, *requests, LAST)
    assert [status for status, *_ in found] == ["200 OK", "400 Bad Request", "200 OK", "200 OK", "200 OK"]


def test_a_client_that_is_gone_breaks_nothing():
    async def hang_up():
        async def answer(request):
            request.transport.abort()
            return ready(200)

        runner = web.ServerRunner(web.Server(answer, access_log=None))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        reader, writer = await asyncio.open_connection(*runner.addresses[0])
        writer.write(REQUESTS["get"])
        assert await reader.read() == b""
        writer.close()
        await runner.cleanup()

    asyncio.run(hang_up())
