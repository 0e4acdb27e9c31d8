"""One application as a test sees it, whatever its platform: the part that every provider's face has."""

from __future__ import annotations

from typing import Any, ClassVar

from chatmock.testing.clock import Clock
from chatmock.testing.control import Control, checked_state, path_of_snapshot
from chatmock.testing.faults import Faults
from chatmock.testing.journal import Journal
from chatmock.testing.results.control import Limits


class ApplicationFace:
    """An application on a running server, with a clock, faults and a journal of its own."""

    provider: ClassVar[str]
    """The name of its platform."""

    def __init__(self, url: str, described: dict[str, Any], control: Control) -> None:
        self.url = url
        """Where the server is."""
        self.app_id: Any = described["app_id"]
        self.env: dict[str, str] = described["env"]
        """Environment variables that point its clients here."""
        self.control = control
        self.clock = Clock(control)
        self.faults = Faults(control)
        self.journal = Journal(control)
        self._marks = 0

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.app_id} at {self.url}>"

    def reset(self) -> None:
        """Replace the application by a new one with what it began with."""
        self.control("POST", "/reset")

    def snapshot(self, name: str | None = None) -> str:
        """Keep the present state; returns the mark that ``restore`` takes."""
        if name is None:
            self._marks += 1
            name = f"mark-{self._marks}"
        self.control("POST", path_of_snapshot(name))
        return name

    def restore(self, mark: str) -> None:
        """Go back to a snapshot."""
        self.control("POST", f"{path_of_snapshot(mark)}/restore")

    @property
    def state(self) -> dict[str, Any]:
        """The whole state in the format of seed files."""
        state: dict[str, Any] = self.control("GET", "/state")
        return state

    @state.setter
    def state(self, document: dict[str, Any]) -> None:
        self.control("PUT", "/state", **checked_state(document))

    def limits(self, **limits: Any) -> Limits:
        """Set what the platform refuses for want of capacity: maintenance, quota, latency, rates={"application": "10 per 1"}."""
        shown: Limits = self.control("PUT", "/limits", **limits)
        return shown

    def settled(self, timeout: float = 5.0) -> None:
        """Wait until nothing is on its way, no frame and no delivery; ChatmockError after ``timeout`` seconds."""
        self.control("POST", "/settled", timeout=timeout)

    async def settled_async(self, timeout: float = 5.0) -> None:
        """The same for async tests, whose own client has to run meanwhile."""
        await self.control.wait("POST", "/settled", timeout=timeout)
