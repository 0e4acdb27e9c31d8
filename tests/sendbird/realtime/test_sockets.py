"""The sockets themselves: limits, bad frames, clients that do not read, and the end."""

import socket as sockets

import aiohttp

from chatmock.core.connection import LIMIT_BYTES
from chatmock.testing import ChatmockServer


def test_a_message_of_more_than_a_mebibyte_ends_the_connection(connect, lunch):
    a = connect("alice")
    a.send("MESG", channel_url=lunch, message="x" * 2**20)
    assert a.next() == 1009


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
