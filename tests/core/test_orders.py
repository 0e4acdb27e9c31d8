"""Pages of an order: whatever comes and goes meanwhile, what stays is shown once and in order."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from chatmock.core.table import Order, take
from tests.lengths import examples

POSITIONS = st.integers(0, 20)


@dataclass(slots=True, eq=False)
class Row:
    position: int
    serial: int


CHANGES = st.lists(st.one_of(st.none(), POSITIONS), max_size=4)
"""What happens between two pages: a number adds a row there, None takes a row out."""


@settings(max_examples=examples(300), deadline=None)
@given(
    start=st.lists(POSITIONS, max_size=25),
    limits=st.lists(st.integers(1, 5), min_size=1, max_size=5),
    changes=st.lists(CHANGES, min_size=1, max_size=6),
    newest_first=st.booleans(),
    keep_even=st.booleans(),
    data=st.data(),
)
def test_a_walk_shows_what_stays_once_and_in_order(start, limits, changes, newest_first, keep_even, data):
    order: Order[Row] = Order(lambda row: row.position)
    rows = [order.add(Row(position, serial)) for serial, position in enumerate(start)]
    stayed, seen, mark, step = set(rows), [], None, 0
    keep = (lambda row: row.serial % 2 == 0) if keep_even else None
    while step == 0 or mark is not None:
        page, mark = take(order, mark, limits[step % len(limits)], newest_first=newest_first, keep=keep)
        seen += page
        for change in changes[step % len(changes)] if step < 12 else ():
            if change is not None:
                rows.append(order.add(Row(change, len(rows))))
            elif len(order):
                row = data.draw(st.sampled_from(sorted(order, key=lambda row: row.serial)))
                order.remove(row)
                stayed.discard(row)
        step += 1
    places = [(row.position, row.serial) for row in seen]
    assert places == sorted(set(places), reverse=newest_first)
    assert stayed - {row for row in stayed if keep and not keep(row)} <= set(seen)


def test_a_row_that_moves_is_found_at_its_new_place():
    order: Order[Row] = Order(lambda row: row.position)
    rows = [order.add(Row(position, position)) for position in range(3)]
    rows[0].position = 9
    order.touch(rows[0])
    assert list(order) == [rows[1], rows[2], rows[0]] and order.mark(rows[0]) == (9, 0)
