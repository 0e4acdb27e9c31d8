"""Rows in an order, read a page at a time by position."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Generic, TypeVar

from chatmock.core.timeline import Mark, Timeline

R = TypeVar("R")
_NOTHING = Timeline()
"""The timeline of every order in which no row has a place yet."""


def own_serial(row: Any) -> int:
    return row.serial  # type: ignore[no-any-return]


class Order(Generic[R]):
    """Rows in ascending order of ``position``, an integer of each row; ``serial``, unique in the order, breaks ties.

    A row gets its place before the next reading, not when it is added: many orders are never read. A position may change:
    ``touch`` says so, at no cost; the row is put in its new place likewise. ``placed`` is called with each row that has
    got its place: only those have to be touched again.
    """

    __slots__ = ("_placed", "_position", "_rows", "_serial", "_tell", "_timeline", "_touched")

    def __init__(
        self,
        position: Callable[[R], int],
        serial: Callable[[R], int] = own_serial,
        placed: Callable[[R], None] | None = None,
    ) -> None:
        self._position = position
        self._serial = serial
        self._tell = placed
        self._timeline = _NOTHING
        self._rows: dict[int, R] = {}
        self._placed: dict[int, int] = {}
        self._touched: set[R] = set()

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, row: R) -> bool:
        return self._serial(row) in self._rows

    def __iter__(self) -> Iterator[R]:
        return self.up()

    def add(self, row: R) -> R:
        self._rows[self._serial(row)] = row
        self._touched.add(row)
        return row

    def remove(self, row: R) -> None:
        serial = self._serial(row)
        del self._rows[serial]
        if (position := self._placed.pop(serial, None)) is not None:
            self._timeline.remove(position, serial)
        self._touched.discard(row)

    def touch(self, row: R) -> None:
        """The row's position has changed, or may have."""
        self._touched.add(row)

    def _settle(self) -> None:
        if self._timeline is _NOTHING:
            self._timeline = Timeline()
        timeline, placed = self._timeline, self._placed
        # in order, for what is appended costs least
        for position, serial, row in sorted((self._position(row), self._serial(row), row) for row in self._touched):
            before = placed.get(serial)
            if position != before:
                if before is not None:
                    timeline.remove(before, serial)
                timeline.add(position, serial)
                placed[serial] = position
            if self._tell is not None:
                self._tell(row)
        self._touched.clear()

    def up(self, mark: Mark | None = None) -> Iterator[R]:
        """Rows after the mark, or all, in ascending order."""
        if self._touched:
            self._settle()
        rows = self._rows
        return (rows[serial] for _, serial in self._timeline.up(mark))

    def down(self, mark: Mark | None = None) -> Iterator[R]:
        """Rows before the mark, or all, in descending order."""
        if self._touched:
            self._settle()
        rows = self._rows
        return (rows[serial] for _, serial in self._timeline.down(mark))

    def page(self, skip: int, limit: int, *, newest_first: bool = False) -> list[R]:
        """Some rows behind so many others, at a cost that does not grow with those."""
        if self._touched:
            self._settle()
        timeline, rows, total = self._timeline, self._rows, len(self._timeline)
        if skip >= total or limit <= 0:
            return []
        position, serial = timeline.at(total - 1 - skip if newest_first else skip)
        found = timeline.down((position, serial + 1)) if newest_first else timeline.up((position, serial - 1))
        return [rows[serial] for _, serial in islice(found, limit)]

    def mark(self, row: R) -> Mark:
        """Where the row stands."""
        if self._touched:
            self._settle()
        serial = self._serial(row)
        return self._placed[serial], serial


def take(
    order: Order[R],
    mark: Mark | None,
    limit: int,
    *,
    newest_first: bool = False,
    keep: Callable[[R], bool] | None = None,
) -> tuple[list[R], Mark | None]:
    """The next ``limit`` rows past a mark that ``keep`` lets through, and the mark to go on from (None at the end)."""
    rows = order.down(mark) if newest_first else order.up(mark)
    found = list(islice(filter(keep, rows) if keep else rows, limit + 1))
    if len(found) <= limit:
        return found, None
    return found[:limit], order.mark(found[limit - 1])


class Table(Generic[R]):
    """Rows by key and in order of their making. As long as it is empty it takes next to no room: every user has some."""

    __slots__ = ("_key", "_order", "_position", "rows")

    def __init__(self, key: Callable[[R], str], position: Callable[[R], int]) -> None:
        self._key = key
        self.rows: dict[str, R] = {}
        """By key; for looking only."""
        self._position = position
        self._order: Order[R] | None = None

    @property
    def order(self) -> Order[R]:
        if self._order is None:
            self._order = Order(self._position)
        return self._order

    def __contains__(self, key: str) -> bool:
        return key in self.rows

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[R]:
        """The rows, the first made first."""
        return self.order.up()

    def get(self, key: str) -> R | None:
        return self.rows.get(key)

    def __getitem__(self, key: str) -> R:
        return self.rows[key]

    def add(self, row: R) -> R:
        self.rows[self._key(row)] = row
        return self.order.add(row)

    def remove(self, row: R) -> None:
        del self.rows[self._key(row)]
        self.order.remove(row)


class CaselessTable(Table[R]):
    """Rows that are found by their key in any case; each keeps the spelling it has."""

    __slots__ = ("_spelled",)

    def __init__(self, key: Callable[[R], str], position: Callable[[R], int]) -> None:
        super().__init__(key, position)
        self._spelled: dict[str, R] = {}
        """Rows whose key is not all lower case, by what it is then."""

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def get(self, key: str) -> R | None:
        row = self.rows.get(key)
        if row is not None:
            return row
        lower = key.lower()
        return self.rows.get(lower) or self._spelled.get(lower)

    def __getitem__(self, key: str) -> R:
        row = self.get(key)
        if row is None:
            raise KeyError(key)
        return row

    def add(self, row: R) -> R:
        key = self._key(row)
        if key != (lower := key.lower()):
            self._spelled[lower] = row
        return super().add(row)

    def remove(self, row: R) -> None:
        super().remove(row)
        self._spelled.pop(self._key(row).lower(), None)
