"""All tenants of one server, and the providers that serve them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from chatmock.core.application import Application
from chatmock.core.card import BadOption, Card
from chatmock.core.clock import Clock
from chatmock.core.credentials import Credentials
from chatmock.core.doors import Doors
from chatmock.core.group import Group, Kept, Mark, Taken
from chatmock.core.ids import Ids
from chatmock.core.lapse import Lapses
from chatmock.core.provider import Provider, Speaker
from chatmock.core.seeds import Document
from chatmock.core.speakers import Speakers
from chatmock.core.table import Order

_SEED = "chatmock"
"""Where the ids of default applications come from."""


class Hub(Speakers):
    """All tenants of one server, by provider and application id, and whoever speaks for them."""

    def __init__(
        self,
        providers: Iterable[Provider[Any]] = (),
        *,
        strict: bool = False,
        control: Speaker[Any] | None = None,
        others: Mapping[str, Callable[[], Provider[Any]]] | None = None,
        cards: Mapping[str, Card] | None = None,
    ) -> None:
        super().__init__(providers, control=control, others=others, cards=cards)
        self.defaults: dict[str, dict[str, Any]] | None = None
        """Options of the default applications by provider, where there are to be any: each is made when its provider is
        first asked for."""
        self.seeds: dict[str, list[Document]] = {}
        """What the default applications begin with, by provider."""
        self.default = Group("")
        """The group of the default applications."""
        self.strict = strict
        """Check every answer against its schema, and make one that breaks it fail loudly."""
        self.broken: list[str] = []
        """What strict checks found."""
        self.doors = Doors()
        """Whom the control API lets in beside this machine's own programs."""
        self.timed = False
        """Whether each request is timed, for somebody who looks."""
        self.url = ""
        """Where the server is reached, once it listens."""
        self.addresses: dict[str, str] = {}
        """Where each port beside HTTP is reached, as ``{"chat": "127.0.0.1:5222"}``."""
        self.secure_url = ""
        """Where the server is reached by https; empty where it does not listen so."""
        self.ca_certificate = b""
        """The certificate of the CA that clients have to trust, in PEM; empty where there is none."""
        self.clock = Clock()
        """The time above the tenants, each of which has its own."""
        self.ids = Ids("hub")
        """Where the ids and tokens of tenants come from that are made while the server runs."""
        self.secret = self.ids.secret()
        self.by_number: Order[Application] = Order(lambda a: a.number, lambda a: a.number)
        self.groups: dict[str, Group] = {}
        """Those with a name, by it."""
        self.lapses = Lapses()
        """What is removed once nobody asks for it."""
        self.watchers: list[Callable[[Application], None]] = []
        """Called with each tenant that is taken in."""
        self.changes = 0
        """Grows whenever something of a tenant may have changed otherwise than by an id or a time it gave out."""
        self._number = 0
        self._applications: dict[tuple[str, str], Application] = {}
        self._credentials = Credentials()
        self.holder = self._credentials.holder
        """The tenant of a provider that granted a credential, the last of several: one look-up, however many there are."""
        self._groups: dict[Application, Group] = {}
        self._group_numbers = count(1)

    def __iter__(self) -> Iterator[Application]:
        return iter(list(self._applications.values()))

    def __repr__(self) -> str:
        return f"<Hub of {len(self._applications)} applications>"

    # --- tenants ---

    def loaded(self, provider: Provider[Any]) -> None:
        super().loaded(provider)
        self._make_default(provider.name)

    def serve_defaults(self, options: dict[str, dict[str, Any]], seeds: dict[str, list[Document]]) -> None:
        """From now on each provider has a default application as soon as it is loaded, with its options and its seed."""
        self.defaults, self.seeds = options, seeds
        for name in seeds:
            self.provider(name)
        for provider in self.providers:
            self._make_default(provider.name)

    def _make_default(self, name: str) -> None:
        if self.defaults is not None and self.default.of(name) is None:
            self.make(name, self.defaults.get(name, {}), self.default, self.seeds.get(name, ()))

    def on_admit(self, notice: Callable[[Application], None]) -> None:
        """Call ``notice`` with every tenant there is and will be."""
        self.watchers.append(notice)
        for application in self:
            notice(application)

    def make(
        self,
        provider_name: str,
        options: Mapping[str, Any],
        group: Group | None = None,
        documents: Iterable[Document] = (),
        *,
        replace: bool = True,
    ) -> Application:
        """Make a tenant and serve it. Options that are not given come of the seed documents, of the group, of defaults.
        Raises LookupError for an unknown provider, BadOption, SeedError; Taken for an id that is there, without ``replace``."""
        provider = self.provider(provider_name)
        card = provider.card
        new = {} if group is self.default else self.new_options(provider)
        if group is None and self.default.of(provider.name) is None:
            group = self.default
        own = group.options.get(provider.name, {}) if group is not None else {}
        documents = [document.without({*own, *options} & set(card.properties)) for document in documents]
        said = {
            name: value for document in documents for name, value in document.options.items() if name in card.properties
        }
        chosen = {name: value for name, value in {**said, **own, **options}.items() if value is not None}
        seed = chosen.pop("seed", "") or ""
        if not isinstance(seed, str):
            raise BadOption(f"{provider_name}.seed: has to be a text, from which its ids are made, not {seed!r:.60}")
        made = {**card.defaults, **new, **card.checked(chosen)}
        app_id = made.pop("app_id")
        if not replace and self.find(provider_name, app_id) is not None:
            raise Taken(app_id)
        made["seed"] = seed or (str(app_id) if new else _SEED)
        application: Application = provider.create(app_id, **made)
        (self.default if group is None else group).set_time_of(application, anew=group is None)
        for document in documents:
            document.fill(application)
            application.origin.append(document.values)
        return self.add(application, group)

    def new_options(self, provider: Provider[Any]) -> dict[str, Any]:
        """An id that nobody has and new credentials, for one more tenant of a provider."""
        number = self._number + 1
        options = provider.new_options(self, number)
        while self.find(provider.name, options["app_id"]) is not None:
            number += 1
            options = provider.new_options(self, number)
        return options

    def add(self, application: Application, group: Group | None = None) -> Application:
        """Take a tenant in; one of the same provider and id is replaced and closed.

        Without a group it belongs to its predecessor's, else to the default one as long as that has none of its provider.
        """
        self.changes += 1
        key = (application.provider.name, str(application.app_id))
        if (before := self._applications.get(key)) is not None:
            group = group if group is not None else self._groups[before]
            self._leave(before, for_good=group is not self._groups[before])
            application.number = before.number
        else:
            self._number += 1
            application.number = self._number
        if group is None:
            group = self._own_group(*key) if self.default.of(key[0]) else self.default
        self._groups[application], self._applications[key] = group, application
        group.add(application)
        self.by_number.add(application)
        application.report = self.broken.append if self.strict else None
        self._credentials.follow(application)
        application.provider.admit(application)
        for watch in self.watchers:
            watch(application)
        return application

    def group_of(self, application: Application) -> Group:
        """The group a tenant belongs to: always one, if only of its own."""
        return self._groups[application]

    def fresh(self, application: Application, *, anew: bool = False) -> Application:
        """A new, empty tenant in a tenant's place, not served yet, at its group's time or ``anew`` where that began."""
        fresh: Application = application.provider.create(application.app_id, **application.options())
        group = self._groups.get(application)
        if group is not None:
            group.set_time_of(fresh, anew=anew or len(group.tenants) == 1)
        return fresh

    def renew(
        self, application: Application, documents: Iterable[dict[str, Any]] = (), *, anew: bool = False
    ) -> Application:
        """Replace a tenant by a new one that begins with seed documents: nothing else of the old one is left."""
        fresh = self.fresh(application, anew=anew)
        for document in documents:
            fresh.provider.load(fresh, document, lambda path: "/".join(map(str, path)))
        fresh.origin = application.origin
        return self.add(fresh)

    def remove(self, application: Application) -> None:
        """Serve a tenant no more."""
        self.changes += 1
        key = (application.provider.name, str(application.app_id))
        if self._applications.get(key) is application:
            del self._applications[key]
            self.lapses.remove(key)
            self._leave(application, for_good=True)

    def _leave(self, application: Application, *, for_good: bool = False) -> None:
        self.by_number.remove(application)
        self._credentials.leave(application)
        group = self._groups.pop(application)
        if for_good:
            group.remove(application)
            if group.ends_with_its_last and not group:
                self.groups.pop(group.name, None)
        application.provider.forget(application)
        application.close()

    def find(self, provider: str, app_id: Any) -> Application | None:
        """The tenant of a provider with an id, text or number."""
        return self._applications.get((provider, str(app_id)))

    def oldest(self, provider: str) -> Application | None:
        """The oldest tenant of a provider."""
        return next((application for (name, _), application in self._applications.items() if name == provider), None)

    def of(self, provider: str) -> list[Application]:
        """The tenants of one provider, the oldest first."""
        return [application for (name, _), application in self._applications.items() if name == provider]

    def without_secrets(self, provider: str, text: str) -> str:
        """A text without the secrets of any tenant of a provider: of a request of which nobody knows whose it is."""
        for application in self.of(provider):
            text = application.secrets.in_text(text)
        return text

    # --- groups ---

    def new_group(self, options: dict[str, dict[str, Any]] | None = None, name: str = "") -> Group:
        """A group without tenants, by default with a name of its own."""
        group = Group(name or f"group-{next(self._group_numbers)}", options, self.default.begins)
        self.groups[group.name] = group
        return group

    def _own_group(self, provider: str, app_id: str) -> Group:
        """A group for one tenant, and for whoever joins it there."""
        group = self.new_group(name=f"{provider} {app_id}")
        group.ends_with_its_last = True
        return group

    def member(self, group: Group, provider: str) -> Application:
        """The tenant of a provider in a group, made if there is none."""
        if group is self.default:
            self._make_default(self.provider(provider).name)
        return group.of(provider) or self.make(provider, {}, group, replace=group.replaces)

    def remove_group(self, group: Group) -> None:
        """Serve none of its tenants any more."""
        for application in list(group.tenants):
            self.remove(application)
        self.lapses.remove((group.name,))
        self.groups.pop(group.name, None)

    def reset(self, group: Group) -> None:
        """Replace every tenant by a new one that begins as it began; faults are gone, the clock stands where it began."""
        group.renew()
        for application in list(group.tenants):
            self.renew(application, application.origin, anew=True)

    def mark(self, group: Group, tenants: Iterable[Application]) -> Mark:
        """The present state of tenants of a group, to go back to."""
        return Mark(group.clock.saved(), [Kept.of(tenant) for tenant in tenants])

    def restore(self, group: Group, mark: Mark, *, whole: bool = True) -> None:
        """Go back to a mark: each of its tenants is replaced, or made again.

        Where it is of the ``whole`` group, its history begins anew, and tenants are removed that the mark does not have.
        """
        if whole:
            there = {kept.key for kept in mark.tenants}
            for tenant in list(group.tenants):
                if (tenant.provider.name, str(tenant.app_id)) not in there:
                    self.remove(tenant)
            group.renew(mark.clock)
        for kept in mark.tenants:
            application: Application = self.provider(kept.provider).create(kept.app_id, **kept.options)
            application.clock.restore(kept.clock)
            application.provider.load(application, kept.document, lambda path: "/".join(map(str, path)))
            application.origin = kept.origin
            self.add(application, group)
