"""The sockets themselves: limits, bad frames, clients that do not read, and the end."""

import socket as sockets

import aiohttp
import pytest

from chatmock.core.connection import LIMIT_BYTES
from chatmock.testing import ChatmockServer

LONG = pytest.mark.chatmock(seed={"chatmock": 1, "settings": {"max_message_length": -1}})


def test_a_message_of_more_than_a_mebibyte_ends_the_connection(connect, lunch):
    a = connect("alice")
    a.send("MESG", channel_url=lunch, message="x" * 2**20)
    assert a.next() == 1009


@LONG
def test_a_long_message_goes_through(connect, lunch):
    a = connect("alice")
    text = "ü" * 100_000
    assert a.ask("MESG", channel_url=lunch, message=text)[1]["message"] == text


def test_text_that_is_none_ends_the_connection(connect, run):
    a = connect("alice")
    run(a.raw._writer.send_frame(b"MESG\xff", aiohttp.WSMsgType.TEXT))
    assert a.next() == 1007


def test_binary_messages_are_passed_over(connect, run):
    a = connect("alice")
    run(a.raw.send_bytes(b"MESG{}"))
    assert a.hears_nothing()


def test_several_commands_may_come_in_one_message(connect, run):
    a = connect("alice")
    run(a.raw.send_str('PING{"id":1}\nPING{"id":2}\n'))
    assert [a.expect("PONG")["id"] for _ in "ab"] == [1, 2]


@LONG
def test_nobody_waits_for_a_client_that_does_not_read(chatmock, connect, alice, bob, lunch):
    reads = connect("bob")
    deaf = connect("alice")
    deaf.transport.pause_reading()
    text = "x" * 200_000
    for number in range(LIMIT_BYTES // len(text) + 40):
        bob.says(f"{number} {text}", lunch)
        reads.expect("MESG")
    chatmock.journal.wait("disconnect")
    assert [entry["user"] for entry in chatmock.journal.find("disconnect")] == ["alice"]
    deaf.die()


def test_a_server_that_stops_says_goodbye(run):
    server = ChatmockServer.start()
    chatmock = server.new()

    async def connected():
        session = aiohttp.ClientSession()
        raw = await session.ws_connect(f"{chatmock.sendbird.ws_url}/?ai={chatmock.sendbird.app_id}&user_id=alice")
        await raw.receive()
        return session, raw

    session, raw = run(connected())
    server.stop()
    assert run(raw.receive()).data == 1001
    run(session.close())


def test_a_client_that_does_not_answer_a_goodbye_delays_nobody(run):
    server = ChatmockServer.start()
    chatmock = server.new()
    host, port = chatmock.url.removeprefix("http://").split(":")
    with sockets.create_connection((host, int(port))) as raw:
        raw.sendall(
            f"GET /?ai={chatmock.sendbird.app_id}&user_id=alice HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
        )
        assert raw.recv(12) == b"HTTP/1.1 101"
        chatmock.journal.wait("connect")
        server.stop()
        while raw.recv(65536):
            pass


def test_what_is_no_handshake_is_refused(chatmock, run):
    async def ask():
        headers = {"Upgrade": "websocket", "Connection": "Upgrade"}
        async with aiohttp.ClientSession() as session, session.get(chatmock.url, headers=headers) as answer:
            return answer.status

    assert run(ask()) == 400


def test_the_bare_host_answers_a_client_that_warms_up(chatmock, run):
    async def ask():
        async with aiohttp.ClientSession() as session, session.get(chatmock.url) as answer:
            return answer.status, await answer.json()

    assert run(ask()) == (200, {})
    assert chatmock.journal.find() == []


def test_settled_waits_for_frames(chatmock, connect, bob, lunch):
    connect("alice")
    bob.says("hi", lunch)
    chatmock.settled()


def shaken(chatmock, method="GET", version="13"):
    """A socket after a handshake by hand, as ``alice``, and the first line of what was answered."""
    host, port = chatmock.url.removeprefix("http://").split(":")
    raw = sockets.create_connection((host, int(port)), timeout=10)
    raw.sendall(
        f"{method} /?ai={chatmock.sendbird.app_id}&user_id=alice HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Version: {version}\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nContent-Length: 0\r\n\r\n".encode()
    )
    head = b""
    while b"\r\n\r\n" not in head:
        head += raw.recv(1)
    return raw, head.decode()


def closes_with(raw):
    """The code of the close frame that a server sends at last."""
    data = b""
    while chunk := raw.recv(65536):
        data += chunk
    raw.close()
    assert data[-4] == 0x88
    return int.from_bytes(data[-2:], "big")


def test_a_frame_that_is_not_masked_ends_the_connection(chatmock, alice):
    raw, head = shaken(chatmock)
    raw.sendall(b"\x81\x14" + b'PING{"id":1,"x":"y"}')
    assert " 101 " in head and closes_with(raw) == 1002


@pytest.mark.parametrize(("code", "answer"), [(1000, 1000), (1001, 1000), (4999, 1000), (5000, 1002), (65535, 1002)])
def test_a_code_that_does_not_exist_is_no_way_to_close(chatmock, alice, code, answer):
    raw, _ = shaken(chatmock)
    raw.sendall(b"\x88\x82\0\0\0\0" + code.to_bytes(2, "big"))
    assert closes_with(raw) == answer


@pytest.mark.parametrize("version", ["8", "7", "12", "14", "x", ""])
def test_another_version_of_the_protocol_is_refused_with_the_one_there_is(chatmock, version):
    raw, head = shaken(chatmock, version=version)
    raw.close()
    assert head.startswith("HTTP/1.1 426 ") and "Sec-WebSocket-Version: 13\r\n" in head


@pytest.mark.parametrize("method", ["POST", "PUT", "HEAD", "DELETE"])
def test_a_handshake_is_a_get(chatmock, method):
    raw, head = shaken(chatmock, method)
    raw.close()
    assert head.startswith("HTTP/1.1 400 ")


def test_reads_delay_nothing_but_their_answers(a, lunch, run):
    many = 1_000
    run(
        a.raw.send_str(
            "".join(f'READ{{"channel_url":"{lunch}","req_id":"{n}"}}\n' for n in range(many)) + 'PING{"id":1}\n'
        )
    )
    assert a.next()[0] == "PONG"
    assert [a.next()[1]["req_id"] for _ in range(many)] == [str(n) for n in range(many)]
