"""Rows in the order of their making, paged at a cost that does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from chatmock.core.timeline import Timeline


class Numbered(Protocol):
    """A group, somebody in one, a conversation, a friend."""

    @property
    def serial(self) -> int: ...


R = TypeVar("R", bound=Numbered)


class SerialOrder(Generic[R]):
    """Made for pages that somebody reads."""

    __slots__ = ("_places", "_rows")

    def __init__(self, rows: Iterable[R]) -> None:
        self._places = Timeline()
        self._rows: dict[int, R] = {}
        for row in rows:
            self.add(row)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[R]:
        return (self._rows[serial] for _, serial in self._places.up())

    def add(self, row: R) -> None:
        """Have a row in it."""
        if row.serial not in self._rows:
            self._rows[row.serial] = row
            self._places.add(row.serial, row.serial)

    def remove(self, row: R) -> None:
        """Have a row not in it."""
        if self._rows.pop(row.serial, None) is not None:
            self._places.remove(row.serial, row.serial)

    def page(self, offset: int, count: int) -> list[R]:
        """Up to so many rows, behind so many others."""
        if offset >= len(self._places) or count <= 0:
            return []
        return [self._rows[serial] for serial in self._places.serials_up(self._places.at(offset), count)]

    def after(self, serial: int, count: int) -> list[R]:
        """Up to so many rows, behind those up to a serial."""
        return [self._rows[serial] for serial in self._places.serials_up((serial + 1, serial + 1), count)]
