"""What a test does with applications: those of a group together, or each through its provider's face."""

from __future__ import annotations

from typing import Any

from chatmock.testing.clock import Clock
from chatmock.testing.control import ChatmockError, Control, checked_state, path_of_snapshot
from chatmock.testing.faces import Face, Faces
from chatmock.testing.faults import Faults
from chatmock.testing.journal import Journal
from chatmock.testing.results.control import Limits

NOT_FOUND = 404


class Chatmock(Faces):
    """The applications of one test: one for each platform it uses, made when its face is first asked for.

    What stands here acts on all of them; each face has its own ``clock``, ``faults``, ``journal`` and so on.
    """

    def __init__(self, url: str, control: Control, begun: dict[str, Any]) -> None:
        """``control`` is that of the server; ``begun`` is what the control API said of the group."""
        super().__init__()
        self.url = url
        """Where the server is: ``http://127.0.0.1:<port>``."""
        self.group: str = begun["group"]
        """The group's name at the server."""
        self.control: Control = control.of_group(self.group)
        self.clock = Clock(self.control)
        self.faults = Faults(self.control)
        self.journal = Journal(self.control)
        self._server = control
        self._marks = 0
        for described in begun["applications"]:
            self._described.setdefault(described["provider"], described)

    def __repr__(self) -> str:
        return f"<Chatmock {self.group} at {self.url}>"

    def face(self, kind: type[Face]) -> Face:
        described = self._described.get(kind.provider)
        if described is None:
            described = self._server("POST", "/applications", provider=kind.provider, group=self.group)
        return kind(self.url, described, self._server.of(described["app_id"], kind.provider))

    def reset(self) -> None:
        """Replace every application by a new one with what it began with; faults and the clock begin anew, too."""
        self.control("POST", "/reset")

    def remove(self) -> None:
        """Serve these applications no more; nothing happens where they are gone already."""
        try:
            self._server("DELETE", f"/groups/{self.group}")
        except ChatmockError as refused:
            if refused.status != NOT_FOUND:
                raise

    def snapshot(self, name: str | None = None) -> str:
        """Keep the present state; returns the mark that ``restore`` takes."""
        if name is None:
            self._marks += 1
            name = f"mark-{self._marks}"
        self.control("POST", path_of_snapshot(name))
        return name

    def restore(self, mark: str) -> None:
        """Go back to a snapshot; applications that came after it are removed."""
        self.control("POST", f"{path_of_snapshot(mark)}/restore")
        self.forget_faces()

    @property
    def state(self) -> dict[str, Any]:
        """The whole state in the format of seed files; of several applications under ``applications``."""
        state: dict[str, Any] = self.control("GET", "/state")
        return state

    @state.setter
    def state(self, document: dict[str, Any]) -> None:
        self.control("PUT", "/state", **checked_state(document))

    def limits(self, **limits: Any) -> Limits:
        """Set what the platforms refuse for want of capacity: maintenance, quota, latency, rates={"application": "10 per 1"}."""
        shown: Limits = self.control("PUT", "/limits", **limits)
        return shown

    def settled(self, timeout: float = 5.0) -> None:
        """Wait until nothing is on its way, no frame and no delivery; ChatmockError after ``timeout`` seconds."""
        self.control("POST", "/settled", timeout=timeout)

    async def settled_async(self, timeout: float = 5.0) -> None:
        """The same for async tests, whose own client has to run meanwhile."""
        await self.control.wait("POST", "/settled", timeout=timeout)
