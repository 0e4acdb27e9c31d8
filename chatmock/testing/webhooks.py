"""Webhooks as a test reads them: those that arrived, at a receiver of the test's or in chatmock's own inbox."""

from __future__ import annotations

from typing import Any

from chatmock.testing.control import Control
from chatmock.testing.results.control import WebhookReceived


class Webhooks:
    """The webhooks of an application that arrived, the earliest first; each is a plain dict.

    ``body`` is what it says, ``text`` and ``headers`` are as they were sent, signature and all.
    """

    def __init__(self, control: Control) -> None:
        self._control = control

    def __repr__(self) -> str:
        return "<Webhooks>"

    def keep(self, *events: str, **settings: Any) -> None:
        """Send webhooks into the inbox from now on: all of them, or those of some names or patterns.

        ``settings`` are further ones, such as ``include_members=True``. Nobody else hears of them then.
        """
        webhook = {"url": "inbox:", "enabled_events": list(events) or ["*"], **settings}
        self._control("PUT", "/settings", settings={"webhook": webhook})

    def received(self, category: str | None = None, **query: Any) -> list[WebhookReceived]:
        """Those of a name or pattern; further conditions are ``body`` (the keys named) and ``after`` (a number).

        ChatmockError for a name that there is not, and for one that is not sent now and never was.
        """
        found: list[WebhookReceived] = self._control("GET", "/webhooks", category=category, **query)["webhooks"]
        return found

    def wait(
        self, category: str | None = None, *, count: int = 1, timeout: float = 5.0, **query: Any
    ) -> list[WebhookReceived]:
        """Block until so many have arrived; ChatmockError after ``timeout`` seconds, with the nearest misses."""
        asked = {"category": category, "count": count, "timeout": timeout, **query}
        found: list[WebhookReceived] = self._control("POST", "/webhooks/wait", **asked)["webhooks"]
        return found

    async def wait_async(
        self, category: str | None = None, *, count: int = 1, timeout: float = 5.0, **query: Any
    ) -> list[WebhookReceived]:
        """The same for async tests, whose own receiver has to run meanwhile."""
        asked = {"category": category, "count": count, "timeout": timeout, **query}
        found: list[WebhookReceived] = (await self._control.wait("POST", "/webhooks/wait", **asked))["webhooks"]
        return found

    def redeliver(self, webhook: WebhookReceived | int) -> None:
        """Send one once more, byte for byte; ``wait`` or ``settled()`` tells when it has arrived."""
        number = webhook if isinstance(webhook, int) else webhook["number"]
        self._control("POST", f"/webhooks/{number}/redeliver")

    def trigger(self, category: str, url: str | None = None) -> None:
        """Send a sample of a webhook, to ``url`` or where the application's go; nothing else happens."""
        self._control("POST", "/webhooks/trigger", category=category, url=url)
