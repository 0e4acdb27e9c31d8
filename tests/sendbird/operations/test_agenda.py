"""What falls due by the clock: each thing once, whatever happens to another."""

from dataclasses import dataclass, field

import pytest

from chatmock.core.bus import Bus
from chatmock.core.clock import Clock
from chatmock.providers.sendbird.model.agenda import Agenda


@dataclass(eq=False)
class Row:
    serial: int
    due_at: int
    fails: bool = False
    fell: list[int] = field(default_factory=list)

    def fall_due(self, bus):
        self.fell.append(self.due_at)
        if self.fails:
            raise RuntimeError("it cannot")


@pytest.fixture
def clock():
    clock = Clock()
    clock.freeze(0)
    return clock


def test_what_fails_takes_nothing_with_it(clock):
    agenda, rows = Agenda(clock, Bus()), [Row(1, 5, fails=True), Row(2, 5), Row(3, 9)]
    for row in rows:
        agenda.put(row)
    with pytest.raises(RuntimeError):
        clock.advance(milliseconds=5)
    clock.advance(milliseconds=5)
    assert [row.fell for row in rows] == [[5], [5], [9]] and clock.next_timer() is None


def test_what_waits_for_another_instant_or_no_longer_does_so(clock):
    agenda, first, second = Agenda(clock, Bus()), Row(1, 5), Row(2, 7)
    for row in (first, second, Row(3, 8)):
        agenda.put(row)
    first.due_at = 6
    agenda.put(first)
    assert clock.next_timer() == 6
    agenda.remove(first)
    agenda.remove(first)
    assert clock.next_timer() == 7 and first not in agenda and second in agenda
