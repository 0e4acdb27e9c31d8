"""The settings of webhooks, taken in from a test or a seed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from chatmock.core.words import meant, shown
from chatmock.providers.tencent.model import WEBHOOKS, App, Webhook


def with_changes(webhook: Webhook, values: Mapping[str, Any]) -> Webhook:
    """The settings with other values, valid by the schema of seeds; those that are not named are as they were.

    Raises ValueError with a sentence for people.
    """
    events = values.get("events")
    if events is None:
        return replace(webhook, **values)
    _check_events(events)
    return replace(webhook, **{**values, "events": tuple(dict.fromkeys(events))})


def use(app: App, webhook: Webhook) -> None:
    """Send the webhooks of an application by these settings; what signs them is masked from now on."""
    app.webhook = webhook
    app.secrets.add(webhook.token)


def _check_events(events: Iterable[str]) -> None:
    for command in events:
        if command not in WEBHOOKS:
            raise ValueError(f"there is no webhook {shown(command)}; {meant(command, WEBHOOKS)}")
