"""A timeline is a sorted list."""

from bisect import bisect_right, insort

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chatmock.core.timeline import Mark, Timeline
from tests.lengths import examples

POSITIONS_END = 21
POSITIONS = st.integers(0, POSITIONS_END - 1)


class Timelines(RuleBasedStateMachine):
    """A timeline of small chunks beside a sorted list of the same pairs."""

    @initialize(chunk=st.integers(2, 5))
    def begin(self, chunk: int) -> None:
        self.timeline = Timeline(chunk)
        self.pairs: list[Mark] = []
        self.gone: list[Mark] = []
        self.serial = 0

    @rule(positions=st.lists(POSITIONS, min_size=1, max_size=6))
    def add(self, positions: list[int]) -> None:
        for position in positions:
            self.serial += 1
            self._add((position, self.serial))

    @precondition(lambda self: self.gone)
    @rule(index=st.integers(0, 99))
    def add_again(self, index: int) -> None:
        self._add(self.gone.pop(index % len(self.gone)))

    def _add(self, pair: Mark) -> None:
        self.timeline.add(*pair)
        insort(self.pairs, pair)

    @precondition(lambda self: self.pairs)
    @rule(index=st.integers(0, 99))
    def remove(self, index: int) -> None:
        pair = self.pairs.pop(index % len(self.pairs))
        self.timeline.remove(*pair)
        self.gone.append(pair)

    @precondition(lambda self: self.gone)
    @rule()
    def remove_what_is_not_in(self) -> None:
        with pytest.raises(KeyError):
            self.timeline.remove(*self.gone[-1])

    @rule(position=POSITIONS, serial=st.integers(0, 60), limit=st.integers(0, 7))
    def read_from_a_mark(self, position: int, serial: int, limit: int) -> None:
        mark = (position, serial)
        less, upto = sum(pair < mark for pair in self.pairs), bisect_right(self.pairs, mark)
        assert self.timeline.rank(mark) == less
        assert list(self.timeline.up(mark)) == self.pairs[upto:]
        assert list(self.timeline.down(mark)) == self.pairs[:less][::-1]
        assert self.timeline.serials_up(mark, limit) == [s for _, s in self.pairs[less:][:limit]]
        assert self.timeline.serials_down(mark, limit) == [s for _, s in self.pairs[max(0, less - limit) : less]]

    @rule(position=POSITIONS)
    def count(self, position: int) -> None:
        assert self.timeline.count_after(position) == sum(p > position for p, _ in self.pairs)

    @precondition(lambda self: self.pairs)
    @rule(index=st.integers(0, 99))
    def read_at_a_rank(self, index: int) -> None:
        rank = index % len(self.pairs)
        assert self.timeline.at(rank) == self.pairs[rank] and self.pairs[rank] in self.timeline
        assert (self.pairs[rank][0], 10**6) not in self.timeline
        with pytest.raises(IndexError):
            self.timeline.at(len(self.pairs))

    @rule()
    def copy(self) -> None:
        before, self.timeline = self.timeline, self.timeline.copy()
        before.add(POSITIONS_END, self.serial + 1)

    @invariant()
    def both_hold_the_same(self) -> None:
        assert list(self.timeline.up()) == self.pairs and list(self.timeline.down()) == self.pairs[::-1]
        assert len(self.timeline) == len(self.pairs)
        assert self.timeline.newest() == (self.pairs[-1][1] if self.pairs else None)


TestTimelines = Timelines.TestCase
TestTimelines.settings = settings(max_examples=examples(150), stateful_step_count=40, deadline=None)
