"""One application as a test sees it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from chatmock.core.clock import instant, iso
from chatmock.testing.control import ChatmockError, Control
from chatmock.testing.sendbird import Sendbird
from chatmock.testing.server import ChatmockServer


class Chatmock:
    """An application on a running server, with its clock, faults and journal."""

    def __init__(self, server: ChatmockServer, described: dict[str, Any]) -> None:
        self.server = server
        self.app_id: str = described["app_id"]
        self.api_token: str = described["api_token"]
        self.env: dict[str, str] = described["env"]
        """Environment variables that point clients here."""
        self.control: Control = server.control.of(self.app_id, described["provider"])
        self.clock = Clock(self.control)
        self.faults = Faults(self.control)
        self.journal = Journal(self.control)
        self.sendbird = Sendbird(server.url, self.app_id, self.api_token, self.control)
        self._marks = 0

    def __repr__(self) -> str:
        return f"<Chatmock {self.app_id} at {self.url}>"

    @property
    def url(self) -> str:
        """Where the server is: ``http://127.0.0.1:<port>``."""
        return self.server.url

    def reset(self) -> None:
        """Replace the application by a new one with what it began with."""
        self.control("POST", "/reset")

    def remove(self) -> None:
        """Serve this application no more."""
        self.server.control("DELETE", f"/applications/{self.app_id}")

    def snapshot(self, name: str | None = None) -> str:
        """Keep the present state; gives the mark that ``restore`` takes."""
        if name is None:
            self._marks += 1
            name = f"mark-{self._marks}"
        self.control("POST", f"/snapshots/{name}")
        return name

    def restore(self, mark: str) -> None:
        """Go back to a snapshot."""
        self.control("POST", f"/snapshots/{mark}/restore")

    def fork(self, app_id: str) -> Chatmock:
        """A copy of the present state as another application on the same server."""
        return Chatmock(self.server, self.control("POST", "/forks", app_id=app_id))

    @property
    def state(self) -> dict[str, Any]:
        """The whole state in the format of seed files."""
        state: dict[str, Any] = self.control("GET", "/state")
        return state

    @state.setter
    def state(self, document: dict[str, Any]) -> None:
        self.control("PUT", "/state", **document)

    def limits(self, **limits: Any) -> dict[str, Any]:
        """Set what the platform refuses for want of capacity: maintenance, quota, latency, rates={"application": "10 per 1"}."""
        shown: dict[str, Any] = self.control("PUT", "/limits", **limits)
        return shown

    def settled(self, timeout: float = 5.0) -> None:
        """Wait until nothing is on its way, no frame and no delivery; ChatmockError after ``timeout`` seconds."""
        self.control("POST", "/settled", timeout=timeout)

    async def settled_async(self, timeout: float = 5.0) -> None:
        """The same for async tests, whose own client has to run meanwhile."""
        await self.control.wait("POST", "/settled", timeout=timeout)


class Clock:
    """The application's time."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def __repr__(self) -> str:
        return f"<Clock {self._control('GET', '/clock')}>"

    def now(self) -> int:
        """Milliseconds since 1970."""
        return int(self._control("GET", "/clock")["now"])

    def freeze(self, at: datetime | str | None = None) -> None:
        """Stand still, at the present or at a time."""
        self._control("POST", "/clock/freeze", at=None if at is None else iso(instant(at)))

    def set(self, to: datetime | str) -> None:
        """Jump to a time."""
        self._control("POST", "/clock/set", to=iso(instant(to)))

    def advance(self, by: timedelta | None = None, **parts: float) -> None:
        """Go forward, as in ``advance(hours=1)``; what becomes due happens in order."""
        step = by if by is not None else timedelta(**parts)
        if step < timedelta(0):
            raise ChatmockError("a clock only goes forward: advance by a positive time, or set() it")
        self._control("POST", "/clock/advance", milliseconds=step.total_seconds() * 1000)

    def real(self) -> None:
        """Back to the machine's time."""
        self._control("POST", "/clock/real")


class Faults:
    """What shall go wrong."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def __repr__(self) -> str:
        return f"<Faults {list(self)}>"

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._control("GET", "/faults")["faults"])

    def add(self, operation: str, *, times: int | None = 1, **fault: Any) -> int:
        """Make an operation fail: ``code``, ``status``, ``phase="after"``, ``delay``, ``disconnect``, ``truncate``,
        ``dribble``, ``broken_json``; ``times=None`` until it is removed. Gives the fault's number."""
        added = self._control("POST", "/faults", operation=operation, times=times or 0, **fault)
        return int(added["number"])

    def remove(self, number: int) -> None:
        self._control("DELETE", f"/faults/{number}")

    def clear(self) -> None:
        self._control("DELETE", "/faults")


class Journal:
    """What happened, oldest first; entries are plain dicts."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def __repr__(self) -> str:
        return f"<Journal of {len(self.find())} entries>"

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.find())

    @property
    def requests(self) -> list[dict[str, Any]]:
        """The requests of clients (not those of actors)."""
        return self.find(kind="request")

    def find(self, operation: str | None = None, **query: Any) -> list[dict[str, Any]]:
        """Entries by operation, kind, method, path, status, code, body (the keys named), after (a number)."""
        found = self._control("GET", "/journal", operation=operation, limit=10000, **query)
        entries: list[dict[str, Any]] = found["entries"]
        return entries

    def count(self, operation: str | None = None, **query: Any) -> int:
        return len(self.find(operation, **query))

    def wait(
        self, operation: str | None = None, *, count: int = 1, timeout: float = 5.0, **query: Any
    ) -> list[dict[str, Any]]:
        """Block until so many entries match; ChatmockError after ``timeout`` seconds, with the nearest misses."""
        found = self._control("POST", "/journal/wait", operation=operation, count=count, timeout=timeout, **query)
        entries: list[dict[str, Any]] = found["entries"]
        return entries

    async def wait_async(
        self, operation: str | None = None, *, count: int = 1, timeout: float = 5.0, **query: Any
    ) -> list[dict[str, Any]]:
        """The same for async tests, whose own client has to run meanwhile."""
        found = await self._control.wait(
            "POST", "/journal/wait", operation=operation, count=count, timeout=timeout, **query
        )
        entries: list[dict[str, Any]] = found["entries"]
        return entries

    def assert_called(self, operation: str, *, count: int | None = None, **query: Any) -> list[dict[str, Any]]:
        """The entries of an operation; fails, with the nearest misses, where there are none (or not ``count``)."""
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
