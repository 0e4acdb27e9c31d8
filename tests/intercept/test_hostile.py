"""What no client says to the proxy of ``exec --intercept``: it is refused or cut, leads nowhere, and the next one is served."""

import asyncio

import pytest

from chatmock.server.proxy import Proxy

OURS = "api-x.sendbird.com"
ELSEWHERE = {
    "another host": b"CONNECT evil.test:443 HTTP/1.1\r\n\r\n",
    "this machine": b"CONNECT 127.0.0.1:22 HTTP/1.1\r\n\r\n",
    "a name behind the host": b"CONNECT api-x.sendbird.com.evil.test:443 HTTP/1.1\r\n\r\n",
    "a NUL in the name": b"CONNECT api-x.sendbird.com\0.evil.test:443 HTTP/1.1\r\n\r\n",
    "no text": b"CONNECT \xff\xfe:443 HTTP/1.1\r\n\r\n",
    "no host": b"CONNECT  HTTP/1.1\r\n\r\n",
    "half a bracket": b"GET http://[::1/ HTTP/1.1\r\n\r\n",
    "no request": b"\0\1\2\3\r\n\r\n",
    "the control API": b"GET http://127.0.0.1/_chatmock/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
}
CUT = {
    "half a CONNECT": b"CONNECT api-x",
    "nothing": b"",
    "SOCKS": b"\5\1\0",
    "bare line feeds": b"GET / HTTP/1.1\nHost: x\n\n",
    "a head without end": b"GET http://api-x.sendbird.com/ HTTP/1.1\r\nX: " + b"y" * 1_000_000,
}


async def said(proxy, sent):
    """What the proxy answers to bytes after which nothing comes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    try:
        writer.write(sent)
        writer.write_eof()
        return await asyncio.wait_for(reader.read(), 20)
    except ConnectionError:
        return b""
    finally:
        writer.close()


def answers(*sent):
    """What is answered to each; and how many connections led to the server."""

    async def ask():
        async def serve(reader, writer):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"served")
            writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        proxy = Proxy(
            lambda host: host.partition(":")[0] == OURS, lambda method, host: "is none of them", plain=port, secure=port
        )
        await proxy.start()
        try:
            return [await said(proxy, one) for one in sent], proxy.passed
        finally:
            await proxy.stop()
            server.close()

    return asyncio.run(ask())


@pytest.mark.parametrize("sent", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_who_wants_somebody_else_is_refused_and_led_nowhere(sent):
    [answer], passed = answers(sent)
    assert answer.startswith(b"HTTP/1.1 403 ") and b"is none of them" in answer and passed == 0


@pytest.mark.parametrize("sent", CUT.values(), ids=CUT.keys())
def test_what_is_no_whole_request_is_cut_and_the_next_one_served(sent):
    good = f"GET http://{OURS}/v3/users HTTP/1.1\r\nHost: {OURS}\r\n\r\n".encode()
    [answer, next_one], passed = answers(sent, good)
    assert (answer, next_one, passed) == (b"", b"served", 1)


def test_a_tunnel_that_nobody_uses_ends_with_its_client():
    [answer], passed = answers(f"CONNECT {OURS}:443 HTTP/1.1\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 200 ") and passed == 0
