"""What is kept of clients is bounded by the bytes it takes, whatever these bytes are sent as."""

import sys
import tracemalloc

import pytest

from chatmock.core import connection, journal
from chatmock.core.clock import Clock
from chatmock.core.connection import Connection
from chatmock.core.errors import Refused
from chatmock.core.faults import Faults
from chatmock.core.frame import Frame
from chatmock.core.journal import Entry, Journal
from chatmock.core.outbox import Delivery, Outbox
from chatmock.server import ready

LONG = 60_000


def text(number):
    return f"{number:08}" + "x" * LONG


ENTRIES = {
    "path": lambda n: Entry("request", 0, n, path=text(n)),
    "query": lambda n: Entry("request", 0, n, query=text(n)),
    "headers": lambda n: Entry("request", 0, n, headers={"X-Long": text(n)}),
    "names of headers": lambda n: Entry("request", 0, n, headers={text(n): "x"}),
    "many headers": lambda n: Entry("request", 0, n, headers={f"x-{n}-{i}": f"{n} {i}" for i in range(500)}),
    "body": lambda n: Entry("request", 0, n, body=text(n).encode()),
    "answer": lambda n: Entry("request", 0, n, answer=text(n).encode()),
    "facts": lambda n: Entry("frame", 0, n, facts={"user": text(n)}),
    "hint": lambda n: Entry("request", 0, n, hint=text(n)),
    "refusal": lambda n: Entry("request", 0, n, refusal=Refused(1, text(n))),
}


@pytest.fixture
def held():
    """Bytes that were taken since the test began, and are not given back."""
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()


@pytest.mark.parametrize("kind", ENTRIES)
def test_a_journal_holds_no_more_than_its_bound(kind, held, monkeypatch):
    monkeypatch.setattr(journal, "LIMIT_BYTES", 2_000_000)
    kept = Journal()
    for number in range(200):
        kept.add(ENTRIES[kind](number))
    assert len(kept) > 10 and held() < 2_200_000


def test_a_journal_of_small_requests_holds_no_more_either(held, monkeypatch):
    monkeypatch.setattr(journal, "LIMIT_BYTES", 2_000_000)
    kept = Journal()
    for number in range(5_000):
        headers = {name: f"{name} {number}" for name in ("Host", "Accept", "User-Agent", "Api-Token", "Connection")}
        kept.add(Entry("request", number, number, path=f"/v3/users/{number}", headers=headers, answer=b"{%d}" % number))
    assert len(kept) > 500 and held() < 2_200_000


SENT = {
    "body": lambda n: {"body": text(n).encode()},
    "headers": lambda n: {"headers": {"X-Long": text(n)}},
    "url": lambda n: {"url": f"http://127.0.0.1/{text(n)}"},
    "lane": lambda n: {"lane": text(n)},
}


@pytest.mark.parametrize("kind", SENT)
def test_an_outbox_and_what_it_dropped_hold_no_more_than_their_bounds(kind, held, monkeypatch):
    monkeypatch.setattr(journal, "LIMIT_BYTES", 1_000_000)
    clock = Clock()
    box = Outbox(clock, Journal(), Faults(), limit_bytes=1_000_000)
    for number in range(100):
        box.post(
            Delivery(
                **{"name": "news", "lane": "lane", "url": "http://x", "headers": {}, "body": b""} | SENT[kind](number)
            )
        )
    assert 10 < box.pending < 100 and held() < 2_400_000


@pytest.mark.parametrize("size", [10, 1_000, 100_000])
def test_what_waits_for_a_client_holds_no_more_than_its_bound(size, held, monkeypatch):
    monkeypatch.setattr(connection, "LIMIT_BYTES", 1_000_000)
    monkeypatch.setattr(connection, "LIMIT_FRAMES", 10**9)
    deaf, reads = Connection(), Connection()
    while not deaf.closed:
        frame = Frame(b"%d" % deaf.size + b"x" * size)
        for one in (deaf, reads):
            one.send(frame)
        reads.take().message()
        assert held() < 1_200_000
    assert deaf.dropped and held() < 200_000


def test_what_is_kept_for_an_actor_is_bounded_by_bytes_and_by_number(monkeypatch):
    monkeypatch.setattr(connection, "LIMIT_BYTES", 100_000)
    actor = Connection("actor")
    for number in range(connection.KEPT + 10):
        actor.send(Frame(b"%d" % number))
    assert len(actor.outgoing) == 100_000 // actor.outgoing[0].size
    actor.send(Frame(b"x" * 200_000))
    assert len(actor.outgoing) == 1


def test_a_frame_is_kept_once():
    frame = Frame(b"x" * 1_000_000)
    assert frame.message().endswith(frame.payload) and len(frame) == 1_000_000
    assert sum(sys.getsizeof(getattr(frame, name)) for name in Frame.__slots__) < 1_001_000


def test_ever_new_types_of_files_leave_nothing(held):
    for number in range(1_000):
        ready.head_of(200, f"text/{text(number)}", {}, 1)
    assert held() < 200_000


@pytest.mark.parametrize("kind", ["text/html\r\nSet-Cookie: a=b", "a\nb", "a\x00b"])
def test_no_line_of_a_head_can_be_added_by_a_type_or_a_header(kind):
    assert ready.head_of(200, kind, {"X-Hint": kind}, 1).count(b"\n") == 6
    assert b"\x00" not in ready.head_of(200, kind, {"X-Hint": kind}, 1)


def test_a_body_that_nobody_can_read_is_shown_up_to_a_bound():
    shown = Entry("request", 0, 1, body=b"x" * 1_000_000, answer=b"y" * 3_000).shown()
    assert shown["request"] == "x" * 2_000 and shown["answer"] == "y" * 2_000


def test_late_frames_of_a_client_that_take_too_much_end_it(monkeypatch):
    monkeypatch.setattr(connection, "LIMIT_BYTES", 100_000)
    client, waits = Connection(), list[float]()
    client.hold_back = waits.append
    for _ in range(3):
        client.send_late(Frame(b"x" * 40_000), 0.5)
    assert (client.closed, client.why, len(waits)) == (True, "too slow", 2)


def test_a_late_frame_whose_moment_comes_too_late_changes_nothing():
    client = Connection()
    client.hold_back = lambda seconds: None
    client.send_late(Frame(b"x"), 0.5)
    client.close()
    assert [frame.payload for frame in client.outgoing] == [b"x"]
    client.release()
    client.release()
    assert len(client.outgoing) == 1
    other = Connection()
    other.hold_back = lambda seconds: None
    other.send_late(Frame(b"x"), 0.5)
    for _ in range(2):
        other.release()
    assert (len(other.outgoing), len(other.late)) == (1, 0)
