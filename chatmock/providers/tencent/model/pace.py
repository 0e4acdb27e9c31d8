"""How often something came in the present second."""

from __future__ import annotations


class Pace:
    """Counts what comes within a second of the clock."""

    __slots__ = ("_came", "_second")

    def __init__(self) -> None:
        self._second = 0
        self._came = 0

    def allows(self, second: int, most: int) -> bool:
        """Whether another one may come."""
        return self._second != second or self._came < most

    def count(self, second: int) -> None:
        """Another one has come."""
        self._came = self._came + 1 if self._second == second else 1
        self._second = second
