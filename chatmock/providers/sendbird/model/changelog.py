"""What changed last when, for clients that come back and ask what happened since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from chatmock.core.table import Order
from chatmock.core.timeline import Mark

_at, _serial = attrgetter("at"), attrgetter("serial")


class Shared:
    """When something changed that many logs tell of.

    A log hears of it once, and again only after it was read: what everybody sees costs no more than who looks.
    """

    __slots__ = ("at", "in_place")

    def __init__(self) -> None:
        self.at = 0
        self.in_place: dict[Change, Order[Change]] = {}
        """The rows that have their right places in logs, each with the order of its log."""

    def change(self, at: int) -> None:
        self.at = at
        for row, order in self.in_place.items():
            order.touch(row)
        self.in_place.clear()


@dataclass(slots=True, eq=False)
class Change:
    """The last change of one thing; ``deleted`` says that it is gone."""

    key: str
    serial: int
    noted: int
    deleted: bool = False
    shared: Shared | None = None
    """What changes for all logs alike that tell of the thing."""

    @property
    def at(self) -> int:
        shared = self.shared
        return self.noted if shared is None or shared.at < self.noted else shared.at


class ChangeLog:
    """The last change of each thing by key, in order of time. Deletions are remembered for good."""

    __slots__ = ("_by_key", "_order")

    def __init__(self) -> None:
        self._by_key: dict[str, Change] = {}
        self._order: Order[Change] | None = None

    def __iter__(self) -> Iterator[Change]:
        return self.after(None)

    def __len__(self) -> int:
        return len(self._by_key)

    def get(self, key: str) -> Change | None:
        return self._by_key.get(key)

    def note(
        self, key: str, serial: int, at: int, *, deleted: bool = False, shared: Shared | None = None
    ) -> None:
        """The thing has changed, or is gone, at a time; its former change does not matter any more.

        Of what is gone nothing is shared any more.
        """
        if self._order is None:
            self._order = Order(_at, _serial, self._placed)
        row = self._by_key.get(key)
        if row is not None and row.serial == serial:
            row.noted, row.deleted = at, deleted
            self._order.touch(row)
        else:
            if row is not None:  # another thing of the same key
                _part(row)
                self._order.remove(row)
            row = self._by_key[key] = self._order.add(Change(key, serial, at, deleted))
        if deleted:
            _part(row)
        elif shared is not None:
            row.shared = shared

    def _placed(self, row: Change) -> None:
        if row.shared is not None:
            assert self._order is not None
            row.shared.in_place[row] = self._order

    def after(self, mark: Mark | None) -> Iterator[Change]:
        """The changes after a mark, the earliest first."""
        return self._order.up(mark) if self._order is not None else iter(())


def _part(row: Change) -> None:
    """From now on a row changes by itself only."""
    if row.shared is not None:
        row.shared.in_place.pop(row, None)
        row.shared = None
