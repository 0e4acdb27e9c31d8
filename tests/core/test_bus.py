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


def test_a_table_of_listeners_is_called_with_its_owner(bus):
    told = []
    bus.follow({"row.added": lambda owner, row: told.append((owner, row))}, "me")
    bus.emit("row.added", row=1)
    assert told == [("me", 1)]


def test_who_is_first_hears_before_those_who_were_there(bus):
    told = []
    bus.on("row.added", lambda: told.append("before"))
    bus.follow({"row.added": lambda: told.append("first")}, first=True)
    bus.emit("row.added")
    assert told == ["first", "before"]


def test_a_table_can_be_taken_back_after_it_was_heard(bus):
    told = []
    listeners = {"row.added": lambda: told.append("taken back")}
    bus.follow(listeners)
    bus.on("row.added", lambda: told.append("stays"))
    bus.emit("row.added")
    bus.leave(listeners)
    bus.emit("row.added")
    assert told == ["taken back", "stays", "stays"]


def test_who_comes_later_hears_from_then_on(bus):
    told = []
    bus.emit("row.added")
    bus.on("row.added", lambda: told.append(1))
    bus.emit("row.added")
    assert told == [1]


def test_a_table_with_an_unknown_event_is_refused_whole(bus):
    with pytest.raises(LookupError, match=r"row.moved"):
        bus.follow({"row.added": print, "row.moved": print})
    bus.emit("row.added", row=1)
