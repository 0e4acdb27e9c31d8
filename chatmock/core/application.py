"""One tenant and what it owns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from chatmock.core.bus import Bus
from chatmock.core.clock import Clock
from chatmock.core.connection import Connections
from chatmock.core.faults import Faults
from chatmock.core.ids import Ids
from chatmock.core.inquiry import Inquiry
from chatmock.core.journal import Journal
from chatmock.core.limits import Limits
from chatmock.core.outbox import Outbox
from chatmock.core.provider import Provider
from chatmock.core.secrets import Issued, Mask


class Application:
    """One vendor application in memory. A provider's subclass adds its users, channels and whatever else it keeps.

    ``app_id`` is the vendor's kind of id: a text or a number.
    """

    events: ClassVar[Mapping[str, object] | None] = None
    """The names of all that can happen in it; None where any name is good."""

    def __init__(self, provider: Provider[Any], app_id: Any, *, seed: str = "chatmock") -> None:
        self.provider = provider
        self.app_id = app_id
        self.seed = seed
        self.clock = Clock()
        self.ids = Ids(seed)
        self.bus = Bus(self.events)
        self.emit = self.bus.emit
        """Publishes an event of this tenant, such as ``message.sent``."""
        self.secrets = Issued()
        """Its credentials, those that are not good any more, too: the journal and the log do not show them."""
        self.journal = Journal(Mask(provider.secrets, self.secrets.in_text), provider.frame_reader())
        self.clock.on_fire = self.journal.begin_cause
        self.faults = Faults(provider.naming)
        self.limits = Limits()
        self.secret = self.ids.secret()
        self.outbox = Outbox(self.clock, self.journal, self.faults)
        self.connections = Connections()
        self.report: Callable[[str], None] | None = None
        """Where it is told what breaks its schema, where frames are checked."""
        self.closing: list[Callable[[], None]] = []
        """Called once the tenant is gone, by whatever served it."""
        self.asked = 0
        """How many requests and commands were its own."""
        self.number = 0
        """Its place among the tenants of its hub; one that takes another's place has the same."""
        self.origin: list[dict[str, Any]] = []
        """The seed documents it began with: what a reset goes back to."""
        self.granted: dict[str, None] = {}
        """The credentials by which a request is known to be its own, beside its id."""
        self.on_credential: Callable[[str, bool], None] | None = None
        """Told of a credential that begins, or ends, to be good; set by the hub that serves it."""
        self._inquiries: dict[Inquiry, None] = {}
        self._notices: list[Callable[[], None]] = []

    def __repr__(self) -> str:
        return f"<{self.provider.name} application {self.app_id!r}>"

    # --- credentials ---

    def grant(self, credential: str, *, secret: bool = True) -> None:
        """From now on a request with this credential belongs to the tenant; one that is no ``secret`` is shown to people."""
        self.granted[self.secrets.add(credential) if secret else credential] = None
        if self.on_credential is not None:
            self.on_credential(credential, True)

    def revoke(self, credential: str) -> None:
        """From now on it does not."""
        if credential in self.granted:
            del self.granted[credential]
            if self.on_credential is not None:
                self.on_credential(credential, False)

    # --- what is on its way ---

    def inquire(self, inquiry: Inquiry) -> None:
        """Ask the tenant's own server; the inquiry is on its way until its operation is ``concluded``."""
        self._inquiries[inquiry] = None
        inquiry.ask(self.outbox, self.clock)

    def concluded(self, inquiry: Inquiry) -> None:
        """An operation that had to wait is through: less may be in flight."""
        self._inquiries.pop(inquiry, None)
        for notice in list(self._notices):
            notice()

    def in_flight(self) -> str:
        """What is on its way at present, in words; empty when nothing is. What waits for the clock is not on its way."""
        found = [] if self.outbox.settled else [f"{self.outbox.pending} deliveries"]
        if self._inquiries:
            found.append(f"{len(self._inquiries)} inquiries")
        if unsent := self.connections.unsent:
            found.append(f"{unsent} frames")
        return " and ".join(found)

    def watch(self, notice: Callable[[], None]) -> Callable[[], None]:
        """Call ``notice`` whenever less may be in flight. Returns a function that stops it."""
        ends = [self.journal.watch(notice), self.connections.watch(notice)]
        self._notices.append(notice)

        def stop() -> None:
            self._notices.remove(notice)
            for end in ends:
                end()

        return stop

    # --- its life ---

    def options(self) -> dict[str, Any]:
        """What another one in its place is made with, beside its id."""
        return {"seed": self.seed}

    def env(self, url: str, addresses: Mapping[str, str]) -> dict[str, str]:
        """Environment variables that point its clients to the server at ``url``."""
        return self.provider.card.env({"app_id": self.app_id, **self.options()}, url, addresses)

    def crowds(self) -> Iterator[Callable[[], object]]:
        """For each thing in it that may hold very many others: a function that lets one of them go, until it raises
        KeyError or IndexError. A tenant that is gone is taken apart by them, a little at a time.
        """
        yield self.journal.drop_oldest

    def close(self) -> None:
        """The tenant is gone: nothing of it happens any more."""
        for inquiry in list(self._inquiries):
            inquiry.drop(self.provider.broken("the application is gone"))
        self.clock.close()
        self.outbox.close()
        self.connections.close()
        for end in self.closing:
            end()
