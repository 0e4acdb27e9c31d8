"""Half requests end after a while; connections that are idle, or at work, are left alone."""

import asyncio

import pytest

from chatmock.server import bodies
from chatmock.server.exhausted import say
from tests.core.place import tell

PATIENCE = 0.2
WHOLE = b"GET /_chatmock/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
HALF_BODY = b"POST /_chatmock/reset HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n{"
HALVES = {
    "a letter": b"G",
    "a line": WHOLE[:30],
    "a header": WHOLE[:40],
    "all but the last line": WHOLE[:-2],
    "all but a byte": WHOLE[:-1],
    "a whole one and a half": WHOLE + WHOLE[:-2],
    "a body": HALF_BODY % 10,
    "a long body": HALF_BODY % 1_000_000,
    "a chunk": HALF_BODY.replace(b"Content-Length: %d", b"Transfer-Encoding: chunked").replace(b"{", b"5\r\nab"),
    "a form": HALF_BODY.replace(b"application/json", b"multipart/form-data; boundary=x") % 1_000,
}
ENDED = {
    "a request": WHOLE,
    "several": WHOLE * 3,
    "one with a body": HALF_BODY % 2 + b"}",
    "one by aiohttp's way": WHOLE.replace(b"GET", b"HEAD"),
    "one with a long body": HALF_BODY % 100_001 + b" " * 100_000,
    "one that ends unusually": HALF_BODY % 3 + b" \n",
    "nothing": b"",
}


def after_a_while(sent, impatient, rests=4 * PATIENCE):
    """What a client that sent something reads until the server closes, or for some seconds; and whether it closed."""

    async def story(place):
        place.server._runner.server.halves.patience = impatient
        reader, writer = await asyncio.open_connection("127.0.0.1", place.server.port)
        writer.write(sent)
        read, closed = b"", False
        try:
            async with asyncio.timeout(rests):
                while chunk := await reader.read(65536):
                    read += chunk
                closed = True
        except TimeoutError:
            pass
        writer.close()
        return read, closed

    return tell(story)


@pytest.fixture(autouse=True)
def impatience(monkeypatch):
    monkeypatch.setattr(bodies, "PATIENCE", PATIENCE)


@pytest.mark.parametrize("half", HALVES)
def test_half_a_request_is_ended(half):
    read, closed = after_a_while(HALVES[half], PATIENCE, rests=10)
    assert closed and b"HTTP/1.1 408 " in read


@pytest.mark.parametrize("whole", ENDED)
def test_an_idle_connection_is_left_alone(whole):
    read, closed = after_a_while(ENDED[whole], PATIENCE)
    assert not closed and b" 408 " not in read and bool(read) == bool(ENDED[whole])


def test_want_of_descriptors_is_said_once_and_in_a_line(caplog):
    loop = asyncio.new_event_loop()
    for _ in range(100):
        say(
            loop, {"message": "socket.accept() out of system resource", "exception": OSError(24, "Too many open files")}
        )
    loop.close()
    assert [record.message for record in caplog.records] == [
        "no more connections can be taken: Too many open files; chatmock goes on when some are closed"
    ]
