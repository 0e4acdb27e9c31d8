"""What an application tells those who watch it."""

import pytest

from chatmock.core.hub import Hub
from chatmock.core.journal import Entry
from tests.core.notes import Notes


@pytest.fixture
def application():
    hub = Hub([Notes()])
    return hub.add(hub.provider("notes").create(7))


def test_whoever_watches_is_called_until_it_stops(application):
    called = []
    stop = application.watch(lambda: called.append("once"))
    application.journal.add(Entry("request", 0, 1))
    stop()
    application.journal.add(Entry("request", 0, 2))
    assert called == ["once"] and application.in_flight() == ""
    assert application.journal.watchers == application.connections.watchers == []


def test_a_credential_that_is_taken_back_is_told(application):
    told = []
    application.on_credential = lambda credential, good: told.append((credential, good))
    application.grant("a-key")
    application.revoke("a-key")
    application.revoke("a-key")
    assert told == [("a-key", True), ("a-key", False)]
