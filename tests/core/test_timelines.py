"""Timelines by key are sorted lists by key, short and long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatmock.core.timeline import Mark
from chatmock.core.timelines import SHORT, Timelines

KEYS = st.sampled_from("ab")
POSITIONS = st.integers(0, 9)


@given(st.lists(st.tuples(KEYS, POSITIONS), max_size=5 * SHORT), st.data())
def test_they_hold_what_is_put_in_and_not_taken_out(added, data):
    timelines = Timelines()
    pairs: dict[str, list[Mark]] = {"a": [], "b": []}
    for serial, (key, position) in enumerate(added):
        timelines.add(key, position, serial)
        pairs[key].append((position, serial))
        if data.draw(st.integers(0, 3)) == 0:
            timelines.remove(key, *pairs[key].pop(data.draw(st.integers(0, len(pairs[key]) - 1))))
    mark: Mark = (data.draw(POSITIONS), data.draw(st.integers(0, len(added))))
    both = sorted(pairs["a"] + pairs["b"])
    assert list(timelines.up("ab")) == both and list(timelines.down("ab")) == both[::-1]
    assert list(timelines.up("ab", mark)) == [pair for pair in both if pair > mark]
    assert list(timelines.down("ab", mark)) == [pair for pair in both if pair < mark][::-1]
    assert timelines.count_after("a", mark[0]) == sum(position > mark[0] for position, _ in pairs["a"])
    assert timelines.count_after("nobody", 0) == 0


def test_what_is_not_in_cannot_be_taken_out():
    timelines = Timelines()
    for serial in range(3 * SHORT):
        with pytest.raises(KeyError):
            timelines.remove("a", 5, serial)
        timelines.add("a", 5, serial)
