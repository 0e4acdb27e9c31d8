"""One tenant and what it owns, and the hub that holds all tenants of a server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from chatmock.core.bus import Bus
from chatmock.core.clock import Clock
from chatmock.core.connection import Connections
from chatmock.core.faults import Faults
from chatmock.core.ids import Ids
from chatmock.core.journal import Journal
from chatmock.core.limits import Limits
from chatmock.core.outbox import Outbox
from chatmock.core.table import Order

if TYPE_CHECKING:
    from chatmock.core.provider import Provider, Speaker

Era = Literal["2016", "today"]


class Application:
    """One vendor application in memory. A provider's subclass adds its users, channels and whatever else it keeps."""

    def __init__(
        self, provider: Provider, app_id: str, *, api_token: str, era: Era = "2016", seed: str = "chatmock"
    ) -> None:
        self.provider = provider
        self.app_id = app_id
        self.api_token = api_token
        self.era = era
        self.seed = seed
        self.clock = Clock()
        self.ids = Ids(seed)
        self.bus = Bus()
        self.emit = self.bus.emit
        """Publishes an event of this tenant, such as ``message.sent``."""
        self.journal = Journal()
        self.faults = Faults()
        self.limits = Limits()
        self.secret = self.ids.secret()
        self.outbox = Outbox(self.clock, self.journal, self.faults)
        self.connections = Connections()
        self.report: Callable[[str], None] | None = None
        """Where it is told what breaks its schema, where frames are checked."""
        self.closing: list[Callable[[], None]] = []
        """Called once the tenant is gone, by whatever served it."""
        self.number = 0
        """Its place among the tenants of its hub; one that takes another's place has the same."""
        self.origin: list[dict[str, Any]] = []
        """The seed documents it began with: what a reset goes back to."""

    def __repr__(self) -> str:
        return f"<{self.provider.name} application {self.app_id!r}>"

    def in_flight(self) -> str:
        """What is on its way at present, in words; empty when nothing is. What waits for the clock is not on its way."""
        found = [] if self.outbox.settled else [f"{self.outbox.pending} deliveries"]
        if unsent := self.connections.unsent:
            found.append(f"{unsent} frames")
        return " and ".join(found)

    def watch(self, notice: Callable[[], None]) -> Callable[[], None]:
        """Call ``notice`` whenever less may be in flight; gives back how to stop that."""
        ends = [self.journal.watch(notice), self.connections.watch(notice)]

        def stop() -> None:
            for end in ends:
                end()

        return stop

    def options(self) -> dict[str, Any]:
        """What another one in its place is made with."""
        return {"api_token": self.api_token, "era": self.era, "seed": self.seed}

    def close(self) -> None:
        """The tenant is gone: nothing of it happens any more."""
        self.clock.close()
        self.outbox.close()
        self.connections.close()
        for end in self.closing:
            end()


class Hub:
    """All tenants of one server, by provider and application id."""

    def __init__(self, providers: list[Provider], *, strict: bool = False, control: Speaker | None = None) -> None:
        self.providers = providers
        self.speakers: list[Speaker] = [*providers, *([control] if control is not None else ())]
        self._snapshots: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
        self.strict = strict
        """Check every answer against its schema, and make one that breaks it fail loudly."""
        self.broken: list[str] = []
        """What strict checks found."""
        self.url = ""
        """Where the server is reached, once it listens."""
        self.secure_url = ""
        """The same by https; empty where it does not listen so."""
        self.addresses: dict[str, str] = {}
        """Where each port beside HTTP is reached, as ``{"xmpp": "127.0.0.1:5222"}``."""
        self.ca_certificate = b""
        """The certificate of the CA that clients have to trust, in PEM; empty where there is none."""
        self.clock = Clock()
        """The time above the tenants, each of which has its own."""
        self.ids = Ids("hub")
        """Where the ids and tokens of tenants come from that are made while the server runs."""
        self.secret = self.ids.secret()
        self.by_number: Order[Application] = Order(lambda a: a.number, lambda a: a.number)
        self._number = 0
        self.watchers: list[Callable[[Application], None]] = []
        """Called with each tenant that is taken in."""
        self._applications: dict[tuple[str, str], Application] = {}

    @property
    def era(self) -> Era:
        """The era of the oldest tenant: those that are made while the server runs are of it, too."""
        return next((application.era for application in self), "2016")

    def __iter__(self) -> Iterator[Application]:
        return iter(list(self._applications.values()))

    def __repr__(self) -> str:
        return f"<Hub of {len(self._applications)} applications>"

    def speaker(self, path: str) -> Speaker:
        """Who answers a path; what nobody claims is for the first provider to refuse."""
        for speaker in self.speakers:
            if speaker.claims(path):
                return speaker
        return self.speakers[0]

    def provider(self, name: str) -> Provider:
        for provider in self.providers:
            if provider.name == name:
                return provider
        raise LookupError(f"no provider is called {name!r}; there are {', '.join(p.name for p in self.providers)}")

    def on_admit(self, notice: Callable[[Application], None]) -> None:
        """Call ``notice`` with every tenant there is and will be."""
        self.watchers.append(notice)
        for application in self:
            notice(application)

    def add(self, application: Application) -> Application:
        """Take a tenant in; one of the same provider and id is replaced and closed."""
        key = (application.provider.name, application.app_id)
        if (before := self._applications.get(key)) is not None:
            before.provider.forget(before)
            before.close()
            self.by_number.remove(before)
            application.number = before.number
        else:
            self._number += 1
            application.number = self._number
        self._applications[key] = application
        self.by_number.add(application)
        application.report = self.broken.append if self.strict else None
        application.provider.admit(application)
        for watch in self.watchers:
            watch(application)
        return application

    def fresh(self, application: Application) -> Application:
        """A new, empty tenant in a tenant's place, not served yet."""
        return application.provider.create(application.app_id, **application.options())

    def renew(self, application: Application, documents: Iterable[dict[str, Any]] = ()) -> Application:
        """Replace a tenant by a new one that begins with seed documents: nothing else of the old one is left."""
        fresh = self.fresh(application)
        for document in documents:
            fresh.provider.load(fresh, document, lambda path: "/".join(map(str, path)))
        fresh.origin = application.origin
        return self.add(fresh)

    def snapshots_of(self, application: Application) -> dict[str, dict[str, Any]]:
        """The snapshots taken of a tenant, by name; they outlive its resets."""
        return self._snapshots.setdefault((application.provider.name, application.app_id), {})

    def remove(self, application: Application) -> None:
        if self._applications.pop((application.provider.name, application.app_id), None) is not None:
            self.by_number.remove(application)
        application.provider.forget(application)
        application.close()

    def find(self, provider: str, app_id: str) -> Application | None:
        return self._applications.get((provider, app_id))

    def of(self, provider: str) -> list[Application]:
        """The tenants of one provider, the oldest first."""
        return [application for (name, _), application in self._applications.items() if name == provider]
