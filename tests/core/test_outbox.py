"""The outbox by itself: lanes, and bounds."""

import pytest

from chatmock.core.clock import Clock
from chatmock.core.faults import Faults
from chatmock.core.journal import Journal
from chatmock.core.outbox import LIMIT, LIMIT_BYTES, Delivery, Outbox


@pytest.fixture
def clock():
    clock = Clock()
    clock.freeze("2016-12-19T12:00:00")
    return clock


@pytest.fixture
def journal():
    return Journal()


@pytest.fixture
def outbox(clock, journal):
    return Outbox(clock, journal, Faults())


def post(outbox, lane, text="", size=0):
    delivery = Delivery("webhook test", lane, "http://x.example", {}, text.encode() + b" " * size)
    outbox.post(delivery)
    return delivery


def taken(outbox):
    return list(iter(outbox.take, None))


def test_each_lane_has_one_in_flight(outbox):
    first, _, third = post(outbox, "a"), post(outbox, "a"), post(outbox, "b")
    assert taken(outbox) == [first, third]
    assert (outbox.in_flight, outbox.waiting, outbox.pending) == (2, 1, 3)


def test_what_has_arrived_makes_way(outbox):
    first, second = post(outbox, "a"), post(outbox, "a")
    taken(outbox)
    outbox.done(first, 200)
    assert taken(outbox) == [second] and first.outcome == "delivered"


def test_what_failed_keeps_its_place(outbox, clock):
    outbox.on_ready = lambda: None
    first, _ = post(outbox, "a"), post(outbox, "a")
    assert not outbox.settled
    taken(outbox)
    outbox.failed(first, "nobody there")
    assert taken(outbox) == [] and outbox.settled
    clock.advance(seconds=1)
    assert taken(outbox) == [first] and first.attempts == 2


def test_pauses_between_the_tries_become_a_minute_and_no_longer(outbox, clock):
    outbox.on_ready = lambda: None
    sent, pauses = post(outbox, "a"), []
    sent.tries = 9
    for _ in range(8):
        taken(outbox)
        outbox.failed(sent, "nobody there")
        pauses.append((sent.next_at - clock.now()) // 1000)
        clock.set(sent.next_at)
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


def test_whoever_waits_for_work_is_called(outbox, clock):
    calls: list[int] = []
    outbox.on_ready = lambda: calls.append(len(calls))
    delivery = post(outbox, "a")
    taken(outbox)
    outbox.done(delivery, 500)
    assert len(calls) == 1
    clock.advance(seconds=1)
    assert len(calls) == 2


def test_a_report_that_comes_twice_counts_once(outbox):
    delivery = post(outbox, "a")
    taken(outbox)
    outbox.done(delivery, 200)
    outbox.failed(delivery, "after all")
    assert outbox.pending == 0 and delivery.outcome == "delivered"


def test_too_many_deliveries_drop_the_oldest_of_the_fullest_lane(outbox, journal):
    kept = post(outbox, "quiet", "kept")
    oldest = post(outbox, "loud")
    for _ in range(LIMIT - 1):
        post(outbox, "loud")
    assert outbox.pending == LIMIT
    assert oldest.outcome == "dropped" and kept.outcome == ""
    assert [entry.hint for entry in journal] == ["dropped: too many deliveries wait"]


def test_too_many_bytes_drop_the_oldest_of_the_fullest_lane(outbox):
    size = LIMIT_BYTES // 4
    kept = post(outbox, "quiet", size=size)
    large = [post(outbox, "loud", size=size) for _ in range(4)]
    assert [delivery.outcome for delivery in large] == ["dropped", "dropped", "", ""] and kept.outcome == ""


def test_what_is_in_flight_is_not_dropped(outbox):
    outbox.limit = 2
    first, second, *_ = [post(outbox, "a") for _ in range(2)]
    assert taken(outbox) == [first]
    post(outbox, "a"), post(outbox, "a")
    assert (first.outcome, second.outcome) == ("", "dropped")


def test_what_comes_back_into_a_full_outbox_may_be_dropped(outbox):
    outbox.limit = 2
    first = post(outbox, "a")
    taken(outbox)
    post(outbox, "a"), post(outbox, "a")
    outbox.done(first, 500)
    assert first.outcome == "dropped" and outbox.waiting == 2


def test_a_lane_that_was_emptied_takes_new_deliveries(outbox):
    outbox.limit = 0
    post(outbox, "a")
    outbox.limit = 1
    last = post(outbox, "a")
    assert taken(outbox) == [last]


def test_the_fullest_lane_is_found_among_many_that_came_and_went(outbox):
    for number in range(2000):
        delivery = post(outbox, str(number % 7), size=number % 11)
        if number % 3:
            for taken_now in taken(outbox):
                outbox.done(taken_now, 200)
    full = post(outbox, "full", size=5000)
    outbox.limit = outbox.waiting - 1
    post(outbox, "other")
    assert full.outcome == "dropped" and delivery.outcome != "dropped"


def test_a_closed_outbox_is_empty_and_stays_so(outbox):
    delivery = post(outbox, "a")
    taken(outbox)
    outbox.close()
    outbox.done(delivery, 500)
    post(outbox, "a")
    assert outbox.pending == 0 and taken(outbox) == []
