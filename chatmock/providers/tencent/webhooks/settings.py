"""The settings of webhooks, taken in from a test or a seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chatmock.core.words import meant, shown
from chatmock.providers.tencent.api import schemas
from chatmock.providers.tencent.model import WEBHOOKS, App, Webhook


def with_changes(webhook: Webhook, values: Any) -> Webhook:
    """The settings with other values, those that are not named as they are.

    Raises ValueError with a sentence for people, and Invalid for a value that breaks its schema.
    """
    schema = schemas["webhook.settings"]
    if not isinstance(values, Mapping):
        raise ValueError(f"webhook has to be an object, as {{'url': 'http://127.0.0.1:9000'}}, not {shown(values)}")
    for name in values:
        if name not in schema.properties:
            raise ValueError(f"webhook knows no {name!r}; {meant(name, schema.properties)}")
    given = schema.accept(values)
    events = given.get("events")
    if events is not None:
        check_events(events)
        given["events"] = tuple(dict.fromkeys(events))
    return replace(webhook, **given)


def use(app: App, webhook: Webhook) -> None:
    """Send the webhooks of an application by these settings; what signs them is masked from now on."""
    app.webhook = webhook
    app.secrets.add(webhook.token)


def check_events(events: list[str]) -> None:
    """Refuse a name that no webhook has: raises ValueError with the nearest one."""
    for command in events:
        if command not in WEBHOOKS:
            raise ValueError(f"there is no webhook {shown(command)}; {meant(command, WEBHOOKS)}")
