"""What carries frames is one thing under WebSockets and streams: order, bounds, faults, the end."""

import asyncio
import json

import aiohttp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.core.connection import LIMIT_BYTES
from chatmock.core.frame import Frame
from chatmock.server import carrier
from tests.core.place import tell
from tests.lengths import examples


class BySocket:
    """A member by WebSocket, with the words of the client of streams."""

    def __init__(self, socket):
        self.socket = socket

    @classmethod
    async def enter(cls, place):
        member = cls(await place.socket())
        await member.says("app pad")
        assert await member.hears() == "in"
        return member

    async def says(self, *lines):
        await self.socket.send_str("".join(f"{line}\n" for line in lines))

    async def hears(self):
        message = await self.socket.receive()
        return message.data.rstrip("\n") if message.type is aiohttp.WSMsgType.TEXT else ""

    def reads_no_more(self):
        self.socket._response.connection.transport.pause_reading()


class ByStream:
    """A member by TCP."""

    def __init__(self, client):
        self.client = client

    @classmethod
    async def enter(cls, place):
        return cls(await place.member())

    async def says(self, *lines):
        self.client.says(*lines)

    async def hears(self):
        return await self.client.hears()

    def reads_no_more(self):
        self.client.writer.transport.pause_reading()


both = pytest.mark.parametrize("kind", [BySocket, ByStream])


def with_fault(kind, *heard, **fault):
    """What a member hears of two lines, the first of which a fault strikes."""

    async def story(place):
        member = await kind.enter(place)
        place.fault("line", **fault)
        await member.says("one", "two")
        return [await member.hears() for _ in heard]

    assert tell(story) == list(heard)


@both
def test_a_frame_may_be_lost(kind):
    with_fault(kind, "two", withhold=True)


@both
def test_a_frame_may_come_twice(kind):
    with_fault(kind, "one", "one", "two", duplicate=True)


@both
def test_a_frame_may_come_late_and_all_after_it_too(kind):
    with_fault(kind, "one", "two", delay=0.05)


@both
def test_a_connection_may_end_instead_of_a_frame(kind):
    with_fault(kind, "", disconnect=True)


@both
def test_a_connection_may_end_after_a_frame(kind):
    with_fault(kind, "one", "", close_code=4000, phase="after")


def test_half_a_frame_is_half_a_line_on_a_stream():
    with_fault(ByStream, "ontwo", broken_json=True)


@both
def test_nothing_goes_through_a_stalled_connection(kind):
    async def story(place):
        member, other = await kind.enter(place), await place.member()
        place.fault("line", stall=True, user_id="0")
        await member.says("one")
        await other.hears()
        await member.says("two")
        other.says("three")
        return await other.hears(), place.provider.seen[0].outgoing

    assert tell(story)[0] == "three"


@both
def test_nobody_waits_for_a_client_that_does_not_read(kind):
    async def story(place):
        deaf, talks = await kind.enter(place), await place.member()
        deaf.reads_no_more()
        line = "x" * 60_000
        while "leave" not in [entry.operation for entry in place.pad.journal]:
            talks.says(line)
            assert await talks.hears() == line
        return len(place.pad.connections), place.provider.seen[0].size

    assert tell(story) == (1, 0)


@both
def test_a_tenant_that_goes_ends_its_connections(kind):
    async def story(place):
        member = await kind.enter(place)
        place.hub.remove(place.pad)
        return await member.hears()

    assert tell(story) == ""


@both
def test_a_server_that_stops_ends_them(kind):
    async def story(place):
        member = await kind.enter(place)
        await place.server.stop()
        return await member.hears()

    assert tell(story) == ""


@both
def test_a_client_that_does_not_read_delays_no_end_of_a_server(kind):
    async def story(place):
        member = await kind.enter(place)
        member.reads_no_more()
        place.provider.seen[0].send(Frame(b"x" * (LIMIT_BYTES - 1)))
        await place.server.stop()
        return len(place.pad.connections)

    assert tell(story) == 0


@both
def test_a_client_that_does_not_read_its_last_frames_is_cut_off(kind, monkeypatch):
    monkeypatch.setattr(carrier, "_LINGER", 0.05)

    async def story(place):
        member = await kind.enter(place)
        member.reads_no_more()
        [connection] = place.provider.seen
        connection.send(Frame(b"x" * (LIMIT_BYTES - 1)))
        connection.close()
        await place.happens("leave")
        return len(place.pad.connections)

    assert tell(story) == 0


@both
def test_a_failure_inside_is_reported_answered_and_leaves_the_connection_whole(kind, caplog):
    async def story(place):
        member = await kind.enter(place)
        await member.says("fail oh", "one")
        heard = [await member.hears()]
        await member.says("two")
        heard.append(await member.hears())
        broken, place.hub.broken[:] = list(place.hub.broken), []
        return heard, broken

    heard, broken = tell(story)
    assert heard == ["failed: ValueError: oh", "two"]
    assert broken == ["lines received: ValueError: oh"]
    assert "lines received failed inside chatmock" in caplog.text


def test_a_handshake_that_fails_inside_is_refused_in_the_providers_shape():
    async def story(place):
        headers = {
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        }
        async with place.session.get(f"{place.server.url}/lines?fail", headers=headers) as answer:
            return answer.status, json.loads(await answer.read()), place.hub.broken

    assert tell(story) == (500, {"oops": "broken: LookupError: no door"}, ["lines connect: LookupError: no door"])


# --- a law ---

frames = st.lists(st.tuples(st.integers(0, 60_000), st.booleans()), min_size=1, max_size=40)
slices = st.lists(st.sampled_from([1, 7, 100, 1448, 65_536]), min_size=1, max_size=10)


@both
@given(frames=frames, slices=slices)
@settings(max_examples=examples(40), deadline=None)
def test_whatever_is_queued_arrives_in_order_and_whole(kind, frames, slices):
    made = [Frame(f"{number}:".encode() + b"x" * size, binary) for number, (size, binary) in enumerate(frames)]

    async def story(place):
        member = await kind.enter(place)
        [connection] = place.provider.seen
        for count, frame in enumerate(made):
            connection.send(frame)
            if count % 7 == 0:
                await next_turn()
        if kind is ByStream:
            return await read(member.client.reader, sum(map(len, made)), slices)
        return b"".join([_raw(await member.socket.receive()) for _ in made])

    assert tell(story) == b"".join(frame.payload for frame in made)


async def next_turn():
    """Let the loop do what is due."""
    loop = asyncio.get_running_loop()
    turn = loop.create_future()
    loop.call_soon(turn.set_result, None)
    await turn


async def read(reader, size, slices):
    """Read so many bytes in slices of these sizes, over and over."""
    found, turn = bytearray(), 0
    while len(found) < size:
        found += await reader.read(min(slices[turn % len(slices)] * 10, size - len(found)))
        turn += 1
    return bytes(found)


def _raw(message):
    return message.data.encode() if message.type is aiohttp.WSMsgType.TEXT else message.data
