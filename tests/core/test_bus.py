"""A bus that knows its events refuses others."""

import pytest

from chatmock.core.bus import Bus


@pytest.fixture
def bus():
    return Bus({"row.added": None, "row.removed": None})


def test_an_event_reaches_who_listens_in_order(bus):
    told = []
    bus.on("row.added", lambda row: told.append(("first", row)))
    bus.on("row.added", lambda row: told.append(("second", row)))
    bus.emit("row.added", row=1)
    assert told == [("first", 1), ("second", 1)]


def test_a_known_event_may_go_unheard(bus):
    bus.emit("row.removed", row=1)


def test_nobody_can_listen_to_an_unknown_event(bus):
    with pytest.raises(LookupError, match=r"no event is called 'row.aded'; there is row.added"):
        bus.on("row.aded", print)


def test_an_unknown_event_cannot_be_emitted(bus):
    with pytest.raises(LookupError, match=r"row.moved"):
        bus.emit("row.moved")


def test_without_a_table_every_name_is_an_event():
    Bus().emit("anything")
