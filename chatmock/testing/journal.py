"""The journal as a test reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chatmock.testing.control import ChatmockError, Control
from chatmock.testing.results.control import Entry


class Journal:
    """What happened, oldest first; entries are plain dicts."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def __repr__(self) -> str:
        return f"<Journal of {len(self.find())} entries>"

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.find())

    @property
    def requests(self) -> list[Entry]:
        """The requests of clients (not those of actors)."""
        return self.find(kind="request")

    def find(self, operation: str | None = None, **query: Any) -> list[Entry]:
        """Entries by operation, kind, user, why, refused, method, path, status, code, body (the keys named), after (a number).

        Raises ChatmockError, with the nearest names, for an operation that there is not.
        """
        found = self._control("GET", "/journal", operation=operation, **{"limit": 10000, **query})
        entries: list[Entry] = found["entries"]
        return entries

    def count(self, operation: str | None = None, **query: Any) -> int:
        return len(self.find(operation, **query))

    def wait(self, operation: str | None = None, *, count: int = 1, timeout: float = 5.0, **query: Any) -> list[Entry]:
        """Block until so many entries match; ChatmockError after ``timeout`` seconds, with the nearest misses."""
        found = self._control("POST", "/journal/wait", operation=operation, count=count, timeout=timeout, **query)
        entries: list[Entry] = found["entries"]
        return entries

    async def wait_async(
        self, operation: str | None = None, *, count: int = 1, timeout: float = 5.0, **query: Any
    ) -> list[Entry]:
        """The same for async tests, whose own client has to run meanwhile."""
        found = await self._control.wait(
            "POST", "/journal/wait", operation=operation, count=count, timeout=timeout, **query
        )
        entries: list[Entry] = found["entries"]
        return entries

    def assert_called(self, operation: str, *, count: int | None = None, **query: Any) -> list[Entry]:
        """The entries of an operation; fails, with the nearest misses, where there are none (or not ``count``)."""
        if count is not None and type(count) is not int:
            raise ChatmockError(f"count has to be a whole number, not {count!r}")
        found = self.find(operation, **query)
        if len(found) == count or (count is None and found):
            return found
        if count is not None and len(found) > count:
            raise ChatmockError(f"expected {count} of {operation} in the journal, found {len(found)}")
        return self.wait(operation, count=count or 1, timeout=0, **query)

    def assert_not_called(self, operation: str, **query: Any) -> None:
        """Fails where the operation is in the journal."""
        if found := self.find(operation, **query):
            raise ChatmockError(f"{operation} was not to be called, but was {len(found)} times, first as {found[0]}")

    def clear(self) -> None:
        self._control("DELETE", "/journal")
