"""Messages that are no text, over WebSockets."""

import aiohttp

from chatmock.core.frame import Frame
from tests.core.place import tell


def test_a_binary_message_reaches_the_provider_as_bytes_and_comes_back_as_one():
    async def story(place):
        socket = await place.socket()
        await socket.send_bytes(b"echo \xff\x00\n")
        return await socket.receive()

    message = tell(story)
    assert (message.type, message.data) == (aiohttp.WSMsgType.BINARY, b"\xff\x00\n")


def test_a_text_message_stays_text():
    async def story(place):
        socket = await place.socket()
        await socket.send_str("echo ü\n")
        return await socket.receive()

    message = tell(story)
    assert (message.type, message.data) == (aiohttp.WSMsgType.TEXT, "ü\n")


def test_one_frame_goes_to_sockets_and_to_streams():
    async def story(place):
        member, socket = await place.member(), await place.socket()
        await socket.send_str("app pad\n")
        assert await socket.receive_str() == "in\n"
        await socket.send_bytes(b"hi\n")
        return await socket.receive_bytes(), await member.hears()

    assert tell(story) == (b"hi\n", "hi")


def test_the_message_of_a_frame_is_made_once():
    frame = Frame(b"x" * 70_000, binary=True)
    assert frame.message() is frame.message()
    assert frame.message()[:2] == bytes((0x82, 127)) and frame.message().endswith(frame.payload)


def test_a_binary_frame_may_be_broken():
    async def story(place):
        socket = await place.socket()
        await socket.send_str("app pad\n")
        await socket.receive_str()
        place.fault("line", broken_json=True)
        await socket.send_bytes(b"12345\n")
        return await socket.receive()

    message = tell(story)
    assert (message.type, message.data) == (aiohttp.WSMsgType.BINARY, b"123")
