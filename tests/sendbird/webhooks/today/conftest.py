"""An application of today whose webhooks of all categories are read as they are posted, without a receiver."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from chatmock.core.hub import Hub
from chatmock.providers.sendbird.model import App
from tests.sendbird.conftest import Api

HOOK = "http://127.0.0.1:9/hook"


class Told:
    """What was posted since the last look."""

    def __init__(self, app: App) -> None:
        self._app = app

    def __call__(self) -> list[dict[str, Any]]:
        """The bodies, in the order in which they were posted."""
        found = []
        while (delivery := self._app.outbox.take()) is not None:
            found.append(json.loads(delivery.body))
            self._app.outbox.done(delivery, 200)
        return found

    def categories(self) -> list[str]:
        return [body["category"] for body in self()]

    def one(self, category: str) -> dict[str, Any]:
        """The only body of a category, without the keys that all have."""
        [body] = [body for body in self() if body["category"] == category]
        assert body.pop("app_id") == self._app.app_id
        del body["category"]
        return body


@pytest.fixture
def api(hub: Hub, app: App) -> Api:
    app.clock.freeze("2026-01-01T12:00:00")
    api = Api(hub, app)
    api.put("/applications/settings/webhook", enabled=True, url=HOOK, enabled_events=["*"])
    return api


@pytest.fixture
def told(app: App) -> Told:
    return Told(app)


@pytest.fixture
def quiet(told: Told, lunch: str, carol: str, lobby: str) -> Told:
    """Alice and Bob are in lunch, and what was told of that is read."""
    told()
    return told


@pytest.fixture
def with_members(api: Api) -> Callable[..., Any]:
    return lambda **settings: api.put("/applications/settings/webhook", include_members=True, **settings)
