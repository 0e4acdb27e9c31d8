"""Who answers a request: the providers, loaded when they are first asked for, and the control API."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from chatmock.core.card import Card
from chatmock.core.exchange import Request
from chatmock.core.faults import Fault
from chatmock.core.operation import Call
from chatmock.core.provider import Provider, Speaker
from chatmock.core.seed_schema import SeedSchema
from chatmock.core.seeds import Seed
from chatmock.resources import loading


class Speakers:
    """The providers of a server. ``others`` say how those are loaded that are not yet, by name."""

    def __init__(
        self,
        providers: Iterable[Provider[Any]] = (),
        *,
        control: Speaker[Any] | None = None,
        others: Mapping[str, Callable[[], Provider[Any]]] | None = None,
        cards: Mapping[str, Card] | None = None,
    ) -> None:
        self.providers = list(providers)
        """Those that are loaded, in the order in which their claims are asked."""
        self.control = control
        self.cards = dict(cards or {provider.name: provider.card for provider in self.providers})
        """The cards of all providers, loaded or not, the first being meant where nothing says which."""
        self.on_load: Callable[[], object] | None = None
        """Called when one more provider is loaded."""
        self._others = dict(others or {})
        self._speakers: list[Speaker[Any]] = []
        self._arrange()

    def speaker(self, request: Request) -> Speaker[Any]:
        """Who answers a request: whoever claims it, else the provider whose credential or host it carries, else the first."""
        for speaker in self._speakers:
            if speaker.claims(request):
                return speaker
        while self._others:
            if (loaded := self._load(next(iter(self._others)))).claims(request):
                return loaded
        return next((provider for provider in self.providers if provider.knows(request)), self._speakers[0])

    def claimant(self, handshake: Request) -> Provider[Any] | None:
        """The provider a handshake of a socket is meant for."""
        for provider in self.providers:
            if provider.claims_socket(handshake):
                return provider
        while self._others:
            if (loaded := self._load(next(iter(self._others)))).claims_socket(handshake):
                return loaded
        return None

    def carried_fault(self, call: Call) -> Fault:
        """The fault that a request brings for itself; the control API refuses what it may not bring."""
        assert self.control is not None
        return self.control.carried_fault(call)

    def provider(self, name: str) -> Provider[Any]:
        """The provider of a name, loaded if it is not yet; LookupError where there is none."""
        if name in self._others:
            return self._load(name)
        for provider in self.providers:
            if provider.name == name:
                return provider
        raise LookupError(f"no provider is called {name!r}; there are {', '.join(self.cards)}")

    def is_loaded(self, name: str) -> bool:
        return name not in self._others

    def every(self) -> list[Provider[Any]]:
        """All providers, loaded."""
        while self._others:
            self._load(next(iter(self._others)))
        return self.providers

    def seed_schema(self, name: str) -> SeedSchema | None:
        """What seeds of a provider are checked with; LookupError where there is no such provider."""
        return self.provider(name).seed_schema

    def checked(self, seed: Seed) -> Seed:
        """A seed whose documents are all good by their providers' schemas; raises SeedError."""
        seed.check(self.seed_schema)
        return seed

    def loaded(self, provider: Provider[Any]) -> None:
        """A provider is there from now on."""
        if self.on_load is not None:
            self.on_load()

    def _load(self, name: str) -> Provider[Any]:
        with loading():  # whoever is told of it may say that what has come stays
            provider = self._others.pop(name)()
            self.cards.setdefault(name, provider.card)
            places = list(self.cards)
            self.providers.append(provider)
            self.providers.sort(key=lambda loaded: places.index(loaded.name))
            self._arrange()
            self.loaded(provider)
        return provider

    def _arrange(self) -> None:
        self._speakers = [*self.providers, *([self.control] if self.control is not None else ())]
