"""The journal as a stream of events: what a reader gets, in which order, and what it costs the others."""

import json
import subprocess
import sys
from urllib.request import Request, urlopen

import pytest

from chatmock.control import stream
from chatmock.control.api import Scope
from chatmock.control.stream import Tail
from chatmock.core.query import Query
from chatmock.testing import ChatmockError


class Reader:
    """Reads the events of a stream."""

    def __init__(self, chatmock, query="", **headers):
        address = f"{chatmock.url}/_chatmock/journal/stream?group={chatmock.group}&{query}"
        self.response = urlopen(Request(address, headers=headers), timeout=20)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.response.close()

    def events(self, *names):
        """The events of some names, those without one being entries."""
        event = {}
        for line in self.response:
            field, _, value = line.decode().rstrip("\n").partition(": ")
            if field:
                event[field] = value
            elif event.get("event", "") in names:
                yield event.get("id"), json.loads(event["data"])
                event = {}
            else:
                event = {}

    def next(self, name=""):
        return next(self.events(name))


@pytest.fixture
def alice(chatmock):
    return chatmock.sendbird.user("alice")


@pytest.fixture
def lunch(chatmock, alice):
    return chatmock.sendbird.group(alice, chatmock.sendbird.user("bob"))


def test_what_happens_is_sent_as_it_happens(chatmock, alice, lunch):
    with Reader(chatmock, "operation=send_message&line=true") as reader:
        assert reader.response.headers["Content-Type"] == "text/event-stream"
        alice.says("Soup?", lunch)
        _, entry = reader.next()
    assert (entry["operation"], entry["request"]["message"]) == ("send_message", "Soup?")
    assert entry["line"].startswith("POST /v3/group_channels/") and entry["line"].endswith("-> 200")


def test_secrets_are_masked_in_it(chatmock, alice, lunch):
    with Reader(chatmock, "operation=send_message") as reader:
        alice.says("Soup?", lunch)
        assert reader.next()[1]["headers"]["api-token"] == "***"


def test_only_what_matches_is_sent(chatmock, alice, lunch):
    with Reader(chatmock, "refused=true") as reader:
        alice.says("Soup?", lunch)
        with pytest.raises(ChatmockError):
            alice.says("Soup?", "nowhere")
        assert reader.next()[1]["code"] == 400201


def test_a_reader_goes_on_where_it_was(chatmock, alice, lunch):
    with Reader(chatmock, "operation=send_message") as reader:
        alice.says("one", lunch)
        mark, _ = reader.next()
    alice.says("two", lunch)
    with Reader(chatmock, "operation=send_message", **{"Last-Event-ID": mark}) as reader:
        assert reader.next()[1]["request"]["message"] == "two"


def test_it_can_begin_behind_a_number(chatmock, alice, lunch):
    alice.says("one", lunch)
    with Reader(chatmock, "after=0&operation=send_message") as reader:
        assert reader.next()[1]["request"]["message"] == "one"


def test_a_mark_of_another_history_begins_with_all_of_this_one(chatmock, alice, lunch):
    alice.says("one", lunch)
    with Reader(chatmock, "operation=send_message", **{"Last-Event-ID": "1-1000000"}) as reader:
        events = reader.events("anew", "")
        assert [data.get("operation") for _, data in (next(events), next(events))] == [None, "send_message"]


def test_a_reset_is_told_and_what_comes_then_is_sent(chatmock, alice, lunch):
    with Reader(chatmock, "operation=create_user") as reader:
        chatmock.reset()
        reader.next("anew")
        chatmock.sendbird.user("carol")
        assert reader.next()[1]["request"]["user_id"] == "carol"


def test_the_application_that_takes_the_place_of_one_is_followed(chatmock, alice, lunch):
    app = f"app={chatmock.sendbird.app_id}&provider=sendbird&operation=create_user"
    with Reader(chatmock, app) as reader:
        chatmock.reset()
        chatmock.sendbird.user("carol")
        assert reader.next()[1]["request"]["user_id"] == "carol"


def test_what_no_entry_tells_is_told_as_a_change(chatmock, alice):
    with Reader(chatmock) as reader:
        chatmock.clock.advance(hours=1)
        assert reader.next("changed") == (None, {})


@pytest.mark.parametrize(
    ("query", "headers", "said"),
    [
        ("operation=send_mesage", {}, "did you mean send_message"),
        ("knd=request", {}, "did you mean kind"),
        ("", {"Last-Event-ID": "here"}, "'here' is no id of an event"),
    ],
)
def test_what_is_wrong_is_refused(call, query, headers, said):
    status, refused = call("GET", f"/_chatmock/journal/stream?{query}", **headers)
    assert status in (400, 404) and said in refused["message"]


def test_a_reader_who_is_behind_is_told_how_many_entries_it_missed(server, two, monkeypatch):
    monkeypatch.setattr(stream, "MOST", 3)
    group, pad, _ = two
    tail = Tail(server.hub, Scope(server.hub.groups[group]), Query(operation="write_note"), with_lines=False)
    unwatch = tail.watch(lambda: None)
    for name in "abcde":
        server.write(pad, name)
    told = tail.take().decode()
    unwatch()
    assert 'event: missed\ndata: {"missed":2}' in told
    assert [name for name in "abcde" if f'"/notes/{name}"' in told] == ["c", "d", "e"]


def test_what_waits_for_a_reader_has_a_bound_in_bytes(server, two, monkeypatch):
    monkeypatch.setattr(stream, "MOST_BYTES", 3_000)
    group, pad, _ = two
    tail = Tail(server.hub, Scope(server.hub.groups[group]), Query(), with_lines=False)
    unwatch = tail.watch(lambda: None)
    for name in "abcdefgh":
        server.write(pad, name)
    unwatch()
    assert tail._held <= 3_000 and '{"missed":' in tail.take().decode()


def test_nobody_is_watched_once_a_reader_is_gone(server, two):
    group, pad, lines = two
    journals, before = [pad.journal, lines.journal], [len(pad.journal.watchers), len(lines.journal.watchers)]
    tail = Tail(server.hub, Scope(server.hub.groups[group]), Query(), with_lines=False)
    unwatch = tail.watch(lambda: None)
    assert [len(journal.watchers) for journal in journals] == [count + 1 for count in before]
    unwatch()
    assert [len(journal.watchers) for journal in journals] == before
    assert server.hub.groups[group].watchers == []


def test_a_stream_ends_with_its_server():
    serve = [sys.executable, "-m", "chatmock", "serve", "--port", "0", "--quiet"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        url = process.stdout.readline().split()[-1]
        with urlopen(f"{url}/_chatmock/journal/stream", timeout=20) as response:
            process.terminate()
            assert response.read() == b""
    assert process.returncode == 0
