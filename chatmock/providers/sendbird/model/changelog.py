"""Logs of changes, for clients that come back and ask what happened since."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from chatmock.core.table import Order
from chatmock.core.timeline import Mark


class Change(msgspec.Struct, eq=False):
    """The last change of one thing; ``deleted`` says that it is gone."""

    key: str
    serial: int
    at: int
    deleted: bool = False


class ChangeLog:
    """The last change of each thing by key, in order of time. Deletions are never forgotten."""

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

    def note(self, key: str, serial: int, at: int, *, deleted: bool = False) -> None:
        """Note the last change of a thing, in place of the one before."""
        if self._order is None:
            self._order = Order(lambda change: change.at)
        before = self._by_key.get(key)
        if before is not None and before.serial == serial:
            before.at, before.deleted = at, deleted
            self._order.touch(before)
            return
        if before is not None:  # another thing of the same key
            self._order.remove(before)
        self._by_key[key] = self._order.add(Change(key, serial, at, deleted))

    def forget(self, key: str) -> None:
        """Nothing is said of a thing any more."""
        if (before := self._by_key.pop(key, None)) is not None:
            assert self._order is not None
            self._order.remove(before)

    def after(self, mark: Mark | None) -> Iterator[Change]:
        """The changes after a mark, the earliest first."""
        return self._order.up(mark) if self._order is not None else iter(())
