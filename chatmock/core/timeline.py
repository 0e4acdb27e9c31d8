"""Rows in order of a position, counted and paged at a cost that does not grow with their number."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate

CHUNK = 2048

Mark = tuple[int, int]
"""A place in a timeline: a position and the serial that breaks ties at it."""


class Timeline:
    """Pairs of (position, serial) in ascending order; both fit 64 bits, serials are unique.

    Kept in chunks of plain integers: nothing here is an object the garbage collector has to visit, adding the newest
    is an append, and removing from the middle moves one chunk at the most.
    """

    __slots__ = ("_chunk", "_lasts", "_length", "_positions", "_serials", "_starts", "_starts_good")

    def __init__(self, chunk: int = CHUNK) -> None:
        self._chunk = chunk
        self._positions: list[array[int]] = [array("q")]
        self._serials: list[array[int]] = [array("q")]
        self._lasts: list[Mark] = []  # the greatest pair of each chunk but the last one
        self._starts: list[int] = [0]  # how many pairs stand before each chunk
        self._starts_good = 1  # up to which chunk the line above is right
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def __repr__(self) -> str:
        return f"<Timeline of {self._length}>"

    def __contains__(self, mark: Mark) -> bool:
        chunk, index = self._seek(mark)
        positions = self._positions[chunk]
        return index < len(positions) and (positions[index], self._serials[chunk][index]) == mark

    def copy(self) -> Timeline:
        """Another one with the same pairs."""
        other = Timeline(self._chunk)
        other._positions = [positions[:] for positions in self._positions]
        other._serials = [serials[:] for serials in self._serials]
        other._lasts, other._length = self._lasts[:], self._length
        other._starts, other._starts_good = self._starts[:], self._starts_good
        return other

    def _seek(self, mark: Mark) -> tuple[int, int]:
        """The chunk and the index in it of the first pair that is not less than the mark."""
        chunk = bisect_left(self._lasts, mark) if self._lasts else 0
        positions, serials = self._positions[chunk], self._serials[chunk]
        position, serial = mark
        index = bisect_left(positions, position)
        if index < len(positions) and positions[index] == position:
            end = bisect_right(positions, position, index)
            index = bisect_left(serials, serial, index, end)
        return chunk, index

    def add(self, position: int, serial: int) -> None:
        positions, serials = self._positions[-1], self._serials[-1]
        if positions and (  # the everyday case: the newest
            position > (last := positions[-1]) or (position == last and serial > serials[-1])
        ):
            positions.append(position)
            serials.append(serial)
            self._length += 1
            if len(positions) >= self._chunk:
                self._split(len(self._positions) - 1)
            return
        if not positions and (not self._lasts or (position, serial) > self._lasts[-1]):
            chunk = len(self._positions) - 1
            positions.append(position)
            self._serials[-1].append(serial)
        else:
            chunk, index = self._seek((position, serial))
            positions = self._positions[chunk]
            positions.insert(index, position)
            self._serials[chunk].insert(index, serial)
        self._length += 1
        if chunk + 1 < self._starts_good:
            self._starts_good = chunk + 1
        if len(positions) >= self._chunk:
            self._split(chunk)

    def _split(self, chunk: int) -> None:
        # The last chunk is mostly appended to: cut it off whole. One in the middle is cut in two halves.
        positions, serials = self._positions[chunk], self._serials[chunk]
        at = len(positions) if chunk == len(self._positions) - 1 else len(positions) // 2
        self._positions[chunk : chunk + 1] = [positions[:at], positions[at:]]
        self._serials[chunk : chunk + 1] = [serials[:at], serials[at:]]
        self._lasts.insert(chunk, (positions[at - 1], serials[at - 1]))
        self._starts.insert(chunk + 1, 0)
        self._starts_good = min(self._starts_good, chunk + 1)

    def remove(self, position: int, serial: int) -> None:
        """Take a pair out; KeyError where it is not in."""
        chunk, index = self._seek((position, serial))
        positions, serials = self._positions[chunk], self._serials[chunk]
        if index >= len(positions) or positions[index] != position or serials[index] != serial:
            raise KeyError((position, serial))
        del positions[index], serials[index]
        self._length -= 1
        self._starts_good = min(self._starts_good, chunk + 1)
        if not positions and len(self._positions) > 1:
            self._drop(chunk)

    def _drop(self, chunk: int) -> None:
        del self._positions[chunk], self._serials[chunk], self._starts[chunk]
        del self._lasts[min(chunk, len(self._lasts) - 1)]
        self._starts[0] = 0
        self._starts_good = max(1, min(self._starts_good, chunk))

    def rank(self, mark: Mark) -> int:
        """How many pairs are less than the mark."""
        chunk, index = self._seek(mark)
        self._count_up_to(chunk)
        return self._starts[chunk] + index

    def at(self, rank: int) -> Mark:
        """The pair before which so many others stand; IndexError where there are not as many."""
        if not 0 <= rank < self._length:
            raise IndexError(rank)
        self._count_up_to(len(self._positions) - 1)
        chunk = bisect_right(self._starts, rank) - 1
        index = rank - self._starts[chunk]
        return self._positions[chunk][index], self._serials[chunk][index]

    def _count_up_to(self, chunk: int) -> None:
        """Have it right how many pairs stand before each chunk up to this one."""
        if (good := self._starts_good) <= chunk:
            lengths = map(len, self._positions[good - 1 : chunk])
            self._starts[good - 1 : chunk + 1] = accumulate(lengths, initial=self._starts[good - 1])
            self._starts_good = chunk + 1

    def count_after(self, position: int) -> int:
        """How many pairs have a greater position."""
        if not self._lasts or self._lasts[-1][0] <= position:  # the everyday case: near the end
            newest = self._positions[-1]
            return len(newest) - bisect_right(newest, position)
        return self._length - self.rank((position + 1, _LEAST))

    def up(self, mark: Mark | None = None) -> Iterator[Mark]:
        """The pairs greater than the mark, or all, in ascending order. Do not change the timeline meanwhile."""
        chunk, index = (0, 0) if mark is None else self._seek((mark[0], mark[1] + 1))
        while chunk < len(self._positions):
            positions, serials = self._positions[chunk], self._serials[chunk]
            for i in range(index, len(positions)):
                yield positions[i], serials[i]
            chunk, index = chunk + 1, 0

    def down(self, mark: Mark | None = None) -> Iterator[Mark]:
        """The pairs less than the mark, or all, in descending order. Do not change the timeline meanwhile."""
        if mark is None:
            chunk, index = len(self._positions) - 1, len(self._positions[-1])
        else:
            chunk, index = self._seek(mark)
        while chunk >= 0:
            positions, serials = self._positions[chunk], self._serials[chunk]
            for i in range(index - 1, -1, -1):
                yield positions[i], serials[i]
            chunk -= 1
            index = len(self._positions[chunk]) if chunk >= 0 else 0

    def newest(self) -> int | None:
        """The serial at the greatest position."""
        return next((serial for _, serial in self.down()), None)

    def serials_up(self, mark: Mark, limit: int) -> list[int]:
        """Up to ``limit`` serials from the mark on (not less than it), ascending; slices, for the pages read most."""
        chunk, index = self._seek(mark)
        found: list[int] = []
        while limit > len(found) and chunk < len(self._serials):
            found += self._serials[chunk][index : index + limit - len(found)]
            chunk, index = chunk + 1, 0
        return found

    def serials_down(self, mark: Mark, limit: int) -> list[int]:
        """Up to ``limit`` serials before the mark (less than it), the nearest ones, ascending."""
        chunk, index = self._seek(mark)
        found: list[int] = []
        while limit > len(found) and chunk >= 0:
            take = limit - len(found)
            found[:0] = self._serials[chunk][max(0, index - take) : index]
            chunk -= 1
            index = len(self._serials[chunk]) if chunk >= 0 else 0
        return found


_LEAST = -(2**63)
