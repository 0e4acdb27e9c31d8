"""Plain TCP: what comes in cut anywhere, floods, resets, many idle ones, and where it listens."""

import asyncio
import socket as sockets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.server.listening import CannotListen
from chatmock.server.streams import CHUNK
from tests.core.lines import Lines
from tests.core.place import Place, tell
from tests.lengths import examples


@given(cuts=st.lists(st.integers(1, 40), max_size=6))
@settings(max_examples=examples(40), deadline=None)
def test_a_line_may_come_in_any_pieces(cuts):
    async def story(place):
        client = await place.client()
        rest = "app pad\nhi\nüber alles\n".encode()
        for cut in cuts:
            client.writer.write(rest[:cut])
            await client.writer.drain()
            rest = rest[cut:]
        client.writer.write(rest)
        return [await client.hears() for _ in range(4)]

    assert tell(story) == ["hello", "in", "hi", "über alles"]


def test_a_tenant_may_be_found_late():
    async def story(place):
        client = await place.client()
        client.says("echo nobody yet")
        before = [await client.hears(), await client.hears()]
        client.says("app elsewhere")
        return before, [await client.hears(), await client.hears()]

    assert tell(story) == (["hello", "nobody yet"], ["no such application", ""])


def test_a_provider_gets_no_more_than_a_chunk_at_once():
    async def story(place):
        client = await place.member()
        client.says("x" * 1_000_000)
        return len(await client.reader.readexactly(1_000_001)), max(place.provider.chunks)

    length, largest = tell(story)
    assert length == 1_000_001 and largest <= CHUNK


def test_others_are_served_while_somebody_floods():
    async def story(place):
        floods, other = await place.client(), await place.member()
        floods.writer.write(b"y" * 30_000_000)
        other.says("hi")
        heard = await other.hears()
        return heard, sum(place.provider.chunks) < 30_000_000

    assert tell(story) == ("hi", True)


def test_what_waits_is_sent_to_a_client_that_says_no_more():
    async def story(place):
        client = await place.client()
        client.says("many 9000")
        client.writer.write_eof()
        return (await client.reader.read()).splitlines()

    assert tell(story) == [b"hello", *(b"%d" % number for number in range(9000))]


@pytest.mark.parametrize("said", [b"", b"half a li"])
def test_a_reset_is_an_end(said):
    async def story(place):
        client = await place.member()
        client.writer.write(said)
        await client.writer.drain()
        raw = client.writer.get_extra_info("socket")
        raw.setsockopt(sockets.SOL_SOCKET, sockets.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        client.writer.transport.abort()
        await place.happens("leave")
        return place.hub.broken, len(place.pad.connections)

    assert tell(story) == ([], 0)


def test_idle_streams_have_no_task_and_the_system_looks_after_them():
    async def story(place):
        before = len(asyncio.all_tasks())
        for _ in range(100):
            await place.member()
        kept = {carrier._transport.get_extra_info("socket") for carrier in place.server._carriers._open}
        alive = {raw.getsockopt(sockets.SOL_SOCKET, sockets.SO_KEEPALIVE) for raw in kept}
        return len(asyncio.all_tasks()) - before, len(kept), alive

    assert tell(story) == (0, 100, {1})


def test_a_stream_whose_opening_fails_is_told_and_ended():
    async def story(place):
        place.hub.add(place.provider.create("locked"))
        client = await place.client()
        return [await client.hears(), await client.hears()], place.hub.broken

    reason = "LookupError: lines of locked has no door"
    assert tell(story) == ([f"failed: {reason}", ""], [f"lines open_stream: {reason}"])


def test_health_says_where_it_listens():
    async def story(place):
        async with place.session.get(f"{place.server.url}/_chatmock/health") as answer:
            return await answer.json(), place.address

    health, address = tell(story)
    assert health["listening"] == {"lines": int(address.removeprefix("127.0.0.1:"))} and "tls_port" not in health


def test_a_name_nobody_listens_to_is_refused_with_those_there_are():
    place = Place()
    place.server.listen = {"lime": 0}
    with pytest.raises(ValueError, match="nobody listens to 'lime'; there are: lines"):
        asyncio.run(place.server.start())


def test_a_taken_port_is_said_and_nothing_is_left_listening():
    async def story(place):
        other = Place()
        other.server.listen = {"lines": int(place.address.rpartition(":")[2])}
        with pytest.raises(CannotListen, match=r"is taken; choose another one, --listen lines=0 takes one"):
            await other.server.start()
        return other.server.sockets(), other.hub.addresses

    assert tell(story) == ([], {})


def test_nothing_listens_unless_asked_for():
    async def story():
        place = Place()
        place.server.listen = {}
        await place.server.start()
        told = place.hub.addresses, len(place.server.sockets())
        await place.server.stop()
        return told

    assert asyncio.run(story()) == ({}, 1)
    assert Lines.card.listens == ("lines",)
