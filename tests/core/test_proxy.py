"""The proxy by itself: whom it leads where, what it passes on, what it does with nonsense."""

import asyncio
import socket
import struct
from contextlib import asynccontextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.server.proxy import Proxy
from tests.lengths import examples

OURS = ("chat.example:443", "chat.example:80", "chat.example")


@asynccontextmanager
async def listening(serve):
    """The port of a server whose connections are served so."""
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def echo(reader, writer):
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


async def reset(reader, writer):
    await reader.read(1)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def name_itself(reader, writer):
    writer.write(b"secure:" + await reader.read(1))
    writer.close()


@asynccontextmanager
async def proxy(plain=echo, secure=name_itself):
    refused = []

    def refuse(method, host):
        refused.append((method, host))
        return "nobody's host"

    async with listening(plain) as one, listening(secure) as other:
        made = Proxy(lambda host: host in OURS, refuse, plain=one, secure=other)
        await made.start()
        try:
            yield made, refused
        finally:
            await made.stop()


async def talk(made, *parts, ends=True):
    """What comes back of what is sent, a part once something of the part before came back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", made.port)
    said = b""
    for part in parts:
        writer.write(part)
        if part is not parts[-1]:
            said += await reader.read(65536)
    if ends:
        writer.write_eof()
    try:
        return said + await reader.read()
    finally:
        writer.close()


def run(work):
    async def bounded():
        async with asyncio.timeout(20):
            return await work()

    return asyncio.run(bounded())


def test_a_tunnel_leads_by_what_begins_in_it():
    async def work():
        async with proxy() as (made, _):
            asked = b"CONNECT chat.example:443 HTTP/1.1\r\nHost: chat.example:443\r\n\r\n"
            return [await talk(made, asked, begun) for begun in (b"\x16", b"GET / HTTP/1.1\r\n\r\n")]

    secure, plain = run(work)
    assert secure.endswith(b"\r\n\r\nsecure:\x16")
    assert plain.endswith(b"established\r\n\r\nGET / HTTP/1.1\r\n\r\n")


def test_what_was_led_here_needs_no_tunnel():
    async def work():
        async with proxy() as (made, _):
            return await talk(made, b"\x16\x03"), await talk(made, b"GET /a HTTP/1.1\r\nHost: chat.example\r\n\r\n")

    assert run(work) == (b"secure:\x16", b"GET /a HTTP/1.1\r\nHost: chat.example\r\n\r\n")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_whole_address_becomes_a_path_and_the_connection_is_for_it_alone(scheme):
    async def work():
        async with proxy() as (made, _):
            head = f"POST {scheme}://chat.example/a%20b?c=d HTTP/1.1\r\nHost: chat.example\r\nProxy-Connection: keep-alive\r\n"
            return await talk(made, f"{head}Content-Length: 2\r\n\r\nhi".encode())

    assert run(work) == (
        b"POST /a%20b?c=d HTTP/1.1\r\nConnection: close\r\nHost: chat.example\r\nContent-Length: 2\r\n\r\nhi"
    )


@pytest.mark.parametrize(
    ("head", "who"),
    [
        ("CONNECT other.example:443 HTTP/1.1", ("CONNECT", "other.example:443")),
        ("GET http://other.example/path HTTP/1.1", ("GET", "other.example")),
        ("GET http://chat.example@other.example/ HTTP/1.1", ("GET", "other.example")),
        ("GET http://[/ HTTP/1.1", ("GET", "http://[/")),
        ("GET / HTTP/1.1\r\nHost: other.example", ("GET", "other.example")),
        ("nonsense", ("", "")),
    ],
)
def test_nobody_else_is_reached(head, who):
    async def work():
        async with proxy() as (made, refused):
            return await talk(made, f"{head}\r\n\r\n".encode(), ends=False), refused, made.passed

    said, refused, passed = run(work)
    assert said.startswith(b"HTTP/1.1 403 Forbidden\r\n")
    assert said.endswith(b"\r\n\r\nnobody's host\n")
    assert (refused, passed) == ([who], 0)


def test_what_is_large_is_passed_on_whole():
    async def work():
        async with proxy() as (made, _):
            reader, writer = await asyncio.open_connection("127.0.0.1", made.port)
            writer.write(b"GET /a HTTP/1.1\r\nHost: chat.example\r\n\r\n")
            sending = asyncio.ensure_future(send(writer))
            said = await reader.read()
            await sending
            writer.close()
            return len(said)

    async def send(writer):
        for _ in range(100):
            writer.write(b"x" * 100_000)
            await writer.drain()
        writer.write_eof()

    assert run(work) > 10_000_000


def test_a_connection_that_the_server_breaks_is_broken_for_the_client():
    async def work():
        async with proxy(plain=reset) as (made, _):
            reader, writer = await asyncio.open_connection("127.0.0.1", made.port)
            writer.write(b"GET /a HTTP/1.1\r\nHost: chat.example\r\n\r\n")
            try:
                return await reader.read()
            finally:
                writer.close()

    with pytest.raises(ConnectionResetError):
        run(work)


def test_it_ends_what_is_open_when_it_stops():
    async def work():
        async with proxy() as (made, _):
            reader, writer = await asyncio.open_connection("127.0.0.1", made.port)
            writer.write(b"GET /a HTTP/1.1\r\nHost: chat.example\r\n\r\n")
            await reader.readexactly(10)
            await made.stop()
            await reader.read()
            writer.close()

    run(work)


@settings(max_examples=examples(100), deadline=None)
@given(st.binary(max_size=200))
def test_nonsense_ends_the_connection_and_nothing_else(said):
    async def work():
        async with proxy() as (made, _):
            await talk(made, said + b"\r\n\r\n")
            return await talk(made, b"\x16")

    assert run(work) == b"secure:\x16"
