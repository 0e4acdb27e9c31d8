"""The after-webhooks: each is sent from one event of the model, whoever caused it by whatever door."""

from __future__ import annotations

from functools import partial
from typing import Any

from chatmock.core.bus import Listener
from chatmock.providers.tencent.model import App, Caller
from chatmock.providers.tencent.webhooks import c2c, group_messages, groups, people
from chatmock.providers.tencent.webhooks.posting import post


def tell_of_rate(app: App, *, service: str, command: str, requests: int, limit: int, by: Caller) -> None:
    """A command comes nearly as often as it may, or more often."""
    alarm = "Alert.RequestOverLimit"
    if app.webhook.wants(alarm):
        body = {"ServiceName": service, "Command": command, "Request": requests, "Limit": limit}
        post(app, alarm, by, body, alarm)


LISTENERS: dict[str, Listener] = {"rate.near": tell_of_rate}
_ALL = (people.LISTENERS, c2c.LISTENERS, groups.LISTENERS, group_messages.LISTENERS, LISTENERS)


def listen(app: App) -> None:
    """Send the after-webhooks of an application, as its settings say, from the first address on that there is for them."""
    if app.webhook.url and not app.tells_server:
        app.tells_server = True
        for listeners in _ALL:
            app.bus.follow({event: partial(_tell, app, tell) for event, tell in listeners.items()}, first=True)


def _tell(app: App, tell: Listener, /, **facts: Any) -> None:
    if app.webhook.url:
        tell(app, **facts)
