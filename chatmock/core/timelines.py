"""Timelines by key, most of which are short: a channel has one for each of its senders."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from heapq import merge

from chatmock.core.timeline import Mark, Timeline

SHORT = 8
_MOST = 1 << 63


class Timelines:
    """Timelines by key. A short one is a tuple of its pairs, which takes a tenth of the room and of the time to make."""

    __slots__ = ("_by_key",)

    def __init__(self) -> None:
        self._by_key: dict[str, Timeline | tuple[Mark, ...]] = {}

    def add(self, key: str, position: int, serial: int) -> None:
        found = self._by_key.get(key, ())
        if isinstance(found, Timeline):
            found.add(position, serial)
            return
        pair = (position, serial)
        pairs = (*found, pair) if not found or pair > found[-1] else tuple(sorted((*found, pair)))
        if len(pairs) <= SHORT:
            self._by_key[key] = pairs
            return
        timeline = self._by_key[key] = Timeline()
        for pair in pairs:
            timeline.add(*pair)

    def remove(self, key: str, position: int, serial: int) -> None:
        """Take a pair out; KeyError where it is not in."""
        found = self._by_key[key]
        if isinstance(found, Timeline):
            found.remove(position, serial)
        elif (position, serial) in found:
            self._by_key[key] = tuple(pair for pair in found if pair != (position, serial))
        else:
            raise KeyError((position, serial))

    def count_after(self, key: str, position: int) -> int:
        """How many pairs of a key have a greater position."""
        found = self._by_key.get(key, ())
        if isinstance(found, Timeline):
            return found.count_after(position)
        return len(found) - bisect_right(found, (position, _MOST))

    def up(self, keys: Collection[str], mark: Mark | None = None) -> Iterator[Mark]:
        """The pairs of some keys that are greater than the mark, or all, in ascending order."""
        return merge(*(self._up(key, mark) for key in keys))

    def down(self, keys: Collection[str], mark: Mark | None = None) -> Iterator[Mark]:
        """The pairs of some keys that are less than the mark, or all, in descending order."""
        return merge(*(self._down(key, mark) for key in keys), reverse=True)

    def _up(self, key: str, mark: Mark | None) -> Iterator[Mark]:
        found = self._by_key.get(key, ())
        if isinstance(found, Timeline):
            return found.up(mark)
        return iter(found if mark is None else found[bisect_right(found, mark) :])

    def _down(self, key: str, mark: Mark | None) -> Iterator[Mark]:
        found = self._by_key.get(key, ())
        if isinstance(found, Timeline):
            return found.down(mark)
        return reversed(found if mark is None else found[: bisect_left(found, mark)])
