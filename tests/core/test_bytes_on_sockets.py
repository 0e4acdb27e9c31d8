"""Sockets that speak in bytes: commands that are read already, refusals, faults, failures inside."""

import asyncio

import aiohttp
import pytest

from tests.core.desk import SECRET, at_desk


async def say(desk, *messages, query=f"key={SECRET}"):
    """What is heard to each message."""
    socket = await desk.socket(query)
    heard = []
    for message in messages:
        await (socket.send_bytes(message) if isinstance(message, bytes) else socket.send_str(message))
        heard.append((await socket.receive()).data)
    return heard


def test_a_command_and_its_answer_are_bytes():
    assert at_desk(lambda desk: say(desk, b"write\0name=a\0text=\xc3\xbc")) == [b"ok\0\xc3\xbc"]


@pytest.mark.parametrize(
    ("said", "refused"),
    [(b"write\0name=a", b"value.wrong"), (b"fly\0high=1", b"value.wrong"), (b"publish\0name=x", b"note.missing")],
)
def test_a_refusal_is_its_own(said, refused):
    assert at_desk(lambda desk: say(desk, said)) == [b"no\0" + refused]


def test_a_command_is_found_in_the_journal_by_its_fields():
    async def story(desk):
        await say(desk, b"write\0name=a\0text=b", b"publish\0name=x")
        wanted = {"app": "7", "provider": "notes", "timeout": 0}
        found = await desk.control("POST", "/journal/wait", body={"name": "a"}, **wanted)
        refused = await desk.control("POST", "/journal/wait", code="note.missing", **wanted)
        return [[entry["operation"] for entry in answer["entries"]] for _, answer in (found, refused)]

    assert at_desk(story) == [["write"], ["publish"]]


def test_a_failure_inside_leaves_the_socket_whole():
    async def story(desk):
        return await say(desk, b"a\0b", "text", b"write\0name=a\0text=b"), len(desk.hub.broken)

    heard, broken = at_desk(story)
    assert heard[0].startswith(b"failed\0ValueError") and heard[1] == b"failed\0TypeError: only bytes are understood"
    assert (heard[2], broken) == (b"ok\0b", 2)


def test_a_failure_while_it_opens_refuses_the_handshake_in_its_own_words():
    async def story(desk):
        headers = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
        headers["Sec-WebSocket-Key"] = "dGhlIHNhbXBsZSBub25jZQ=="
        async with desk.session.get(f"{desk.server.url}/notes/socket?key=odd", headers=headers) as answer:
            return answer.status, (await answer.json())["says"], desk.hub.broken

    reason = "LookupError: no door"
    assert at_desk(story) == (500, f"The platform fails: {reason}", [f"notes connect: {reason}"])


def test_a_stranger_is_refused():
    with pytest.raises(aiohttp.WSServerHandshakeError, match="401"):
        at_desk(lambda desk: desk.socket("key=nobody"))


def test_a_fault_may_break_the_bytes_of_an_answer():
    async def story(desk):
        desk.fault("write", broken_json=True, phase="after")
        return await say(desk, b"write\0name=a\0text=12345", b"write\0name=a\0text=1")

    assert at_desk(story) == [b"ok\x001", b"ok\x001"]


def test_what_comes_in_one_piece_is_heard_in_its_order_up_to_the_goodbye():
    """With the handshake, and with a ping between two pieces of a message; behind the close frame nothing is heard."""

    async def story(desk):
        reader, writer = await asyncio.open_connection("127.0.0.1", desk.server.port)
        head = [
            f"GET /notes/socket?key={SECRET} HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
        ]
        head += ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", ""]
        frames = [(0x82, b"write\0name=a\0text=1"), (0x02, b"write\0name=b"), (0x89, b"?"), (0x80, b"\0text=2")]
        frames += [(0x82, b"write\0name=c\0text=3"), (0x88, b"\x03\xe8"), (0x82, b"write\0name=d\0text=4")]
        said = b"".join(bytes((kind, 0x80 | len(data))) + bytes(4) + data for kind, data in frames)
        writer.write("\r\n".join(head).encode() + said)
        heard = (await reader.read()).partition(b"\r\n\r\n")[2]
        writer.close()
        return heard.replace(b"\x8a\x01?", b"")

    assert at_desk(story) == b"\x82\x04ok\x001\x82\x04ok\x002\x82\x04ok\x003\x88\x02\x03\xe8"
