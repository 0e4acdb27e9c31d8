"""The clock of a tenant: where it stands, what it stamps, and which timers fire when."""

from datetime import UTC, datetime

import pytest

from chatmock.core.clock import Clock, instant

NOON = 1_482_148_800_000


@pytest.fixture
def clock():
    clock = Clock()
    clock.freeze(NOON)
    return clock


def test_stamps_never_tie_and_follow_each_other(clock):
    assert [clock.stamp() for _ in range(3)] == [NOON, NOON + 1, NOON + 2]
    assert (clock.now(), clock.present()) == (NOON, NOON + 2)
    clock.after(NOON + 9)
    assert clock.stamp() == NOON + 10
    clock.advance(seconds=1)
    assert clock.stamp() == NOON + 1000


def test_it_stands_where_it_is_frozen_and_jumps_where_it_is_set(clock):
    clock.set("2016-12-19T13:00:00Z")
    assert (clock.now(), clock.frozen, clock.offset) == (NOON + 3_600_000, True, 0)
    clock.freeze()
    assert clock.now() == NOON + 3_600_000


def test_a_running_clock_is_ahead_by_what_it_advanced():
    """To the millisecond, also where the machine's time goes on between two looks at it: so it is tried often."""
    clock = Clock()
    for minutes in range(1, 20_001):
        clock.advance(minutes=1)
        assert clock.offset == minutes * 60_000 and not clock.frozen
    clock.real()
    assert clock.offset == 0 and not clock.frozen


def test_it_only_goes_forward(clock):
    clock.advance(seconds=0)
    with pytest.raises(ValueError, match="only goes forward"):
        clock.advance(seconds=-1)
    assert clock.now() == NOON


def test_timers_fire_in_order_each_at_its_instant(clock):
    fired = []
    for seconds in (3, 1, 2):
        clock.call_at(NOON + seconds * 1000, lambda seconds=seconds: fired.append((seconds, clock.now())))
    clock.cancel(clock.call_at(NOON + 500, lambda: fired.append(("cancelled", 0))))
    assert clock.next_timer() == NOON + 1000
    clock.advance(seconds=2)
    assert fired == [(1, NOON + 1000), (2, NOON + 2000)] and clock.next_timer() == NOON + 3000
    clock.set(NOON + 3000)
    assert fired[2:] == [(3, NOON + 3000)] and clock.next_timer() is None


def test_what_is_due_fires_when_the_alarm_rings(clock):
    fired: list[str] = []
    before: list[int] = []
    clock.on_fire = lambda: before.append(len(fired))
    clock.call_at(NOON, lambda: fired.append("due"))
    clock.cancel(clock.call_at(NOON, lambda: fired.append("cancelled")))
    clock.call_at(NOON + 1, lambda: fired.append("later"))
    clock.run_due()
    assert (fired, before) == (["due"], [0])


def test_timers_that_were_cancelled_are_swept_out(clock):
    stays = clock.call_at(NOON + 5, lambda: None, "stays")
    for _ in range(1000):
        clock.cancel(clock.call_at(NOON + 1, lambda: None))
    assert len(clock._timers) <= 2 * 65 and clock.due(5) == [stays]


def test_whoever_waits_for_work_hears_of_every_change(clock):
    heard = []
    clock.on_timer = lambda: heard.append(clock.next_timer())
    clock.call_at(NOON + 1000, lambda: None)
    clock.advance(milliseconds=1)
    clock.set(NOON + 2)
    clock.freeze(NOON + 3)
    clock.follow(Clock())
    clock.restore({})
    clock.real()
    assert heard == [NOON + 1000] * 7
    clock.close()
    clock.real()
    assert len(heard) == 7 and clock.next_timer() is None


def test_it_goes_on_where_it_was_kept(clock):
    clock.stamp()
    other = Clock()
    other.restore(clock.saved())
    assert (other.now(), other.frozen, other.stamp()) == (NOON, True, NOON + 1)
    running = Clock()
    running.advance(hours=1)
    other.restore(running.saved())
    assert (other.offset, other.frozen) == (3_600_000, False)
    other.restore(Clock().saved())
    assert (other.offset, other.frozen) == (0, False)
    other.follow(clock)
    assert (other.now(), other.frozen) == (NOON, True)


def test_a_time_is_written_in_several_ways():
    noon = datetime(2016, 12, 19, 12, tzinfo=UTC)
    assert {instant(NOON), instant(noon), instant(noon.replace(tzinfo=None)), instant("2016-12-19T12:00:00Z")} == {NOON}
    assert instant("2016-12-19T13:00:00+01:00") == NOON
    for wrong in ("noon", "2016-13-01"):
        with pytest.raises(ValueError, match="is no time"):
            instant(wrong)
