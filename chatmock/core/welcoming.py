"""A hub that makes an application when a client first asks for it, by a host of its platform.

Only for whoever is alone with the server: anybody could make applications there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chatmock.core.card import BadOption
from chatmock.core.exchange import Request
from chatmock.core.hub import Hub
from chatmock.core.printable import printable
from chatmock.core.provider import Provider, Speaker

MOST = 100
"""Applications that are made so; further ones are unknown to their platform."""


class WelcomingHub(Hub):
    """``say`` is told a sentence for people of each application that is made."""

    def __init__(self, *providers: Any, say: Callable[[str], object], **details: Any) -> None:
        super().__init__(*providers, **details)
        self._say = say
        self._made: dict[tuple[str, str], set[str]] = {}
        """The applications that were made, each with the options that nobody has told yet."""

    def speaker(self, request: Request) -> Speaker[Any]:
        speaker = super().speaker(request)
        if isinstance(speaker, Provider):
            self._welcome(speaker, request)
        return speaker

    def claimant(self, handshake: Request) -> Provider[Any] | None:
        provider = super().claimant(handshake)
        if provider is not None:
            self._welcome(provider, handshake)
        return provider

    def _welcome(self, provider: Provider[Any], request: Request) -> None:
        """Make the application that a request is for, or have it learn what the request tells of it."""
        host = request.headers.get("Host", "")
        if not provider.card.is_host(host) or not (told := provider.told_by(self, request)):
            return
        key = provider.name, str(told["app_id"])
        known = self.find(*key)
        if known is None:
            self._make(provider, told, host)
        elif new := self._made.get(key, set()) & told.keys():
            self.changes += 1
            provider.learn(known, {name: told[name] for name in new})
            self._made[key] -= new

    def _make(self, provider: Provider[Any], told: dict[str, Any], host: str) -> None:
        """Make an application with what is told, and with the behaviour and the seed of the default one."""
        name, card = provider.name, provider.card
        usual = {**card.defaults, **(self.defaults or {}).get(name, {})}
        if len(self._made) >= MOST:
            return
        try:
            made = self.make(name, {**card.variant(usual), **told}, documents=self.seeds.get(name, ()))
        except BadOption:  # its platform refuses what cannot be
            return
        self._made[name, str(made.app_id)] = card.properties.keys() - told.keys()
        self._say(
            f"there was no {name} application {printable(str(made.app_id))}: made as {printable(host)} asks for it"
        )
