"""A webhook on its way: its address with the query, the signature, and the body."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import orjson

from chatmock import __version__
from chatmock.core.jsontext import exact
from chatmock.core.outbox import ATTEMPTS, Delivery
from chatmock.providers.tencent.api import schemas
from chatmock.providers.tencent.model import WEBHOOKS, App, Caller

BODIES = {command: schemas[f"webhook.{command}"] for command in WEBHOOKS}
"""The schema of each webhook's body."""
HEADERS = {"Content-Type": "application/json", "User-Agent": f"chatmock/{__version__}"}
NOT_SAID: dict[str, tuple[str, ...]] = {
    "Alert.RequestOverLimit": ("ClientIP",),
    "Group.CallbackOnMemberStateChange": ("ClientIP", "OptPlatform"),
    "Group.CallbackOnDailyGroupQuotaAlarm": ("ClientIP", "OptPlatform"),
}
"""What the query of a webhook lacks that others have (docs, 2024)."""


def delivery_name(command: str) -> str:
    """What the journal and faults call a webhook."""
    return f"webhook {command}"


def new_delivery(
    app: App, command: str, by: Caller, body: Mapping[str, Any], lane: str, platform: str = "", url: str = ""
) -> Delivery:
    """A webhook as it is sent: ``platform`` is OptPlatform where that is not the caller's, ``url`` another address."""
    whole = {"CallbackCommand": command, **body}
    data = exact(orjson.dumps(whole))
    if app.report is not None and (found := BODIES[command].check(orjson.loads(data))):
        app.report(f"the webhook {command} breaks its schema: {'; '.join(found[:5])}")
    url = url or app.webhook.url
    url = f"{url}{'&' if '?' in url else '?'}{_query(app, command, by, platform)}"
    tries = ATTEMPTS if app.webhook.repeats else 1
    return Delivery(delivery_name(command), f"webhook {lane}", url, HEADERS, data, tries=tries)


def post(app: App, command: str, by: Caller, body: Mapping[str, Any], lane: str, platform: str = "") -> None:
    """Tell the application's server what has happened, after what it was told before in the same lane."""
    app.outbox.post(new_delivery(app, command, by, body, lane, platform))


def sample(app: App, command: str, url: str) -> Delivery:
    """A webhook whose body is an example of its schema. ValueError where neither ``url`` nor the settings say where to."""
    if not url and not app.webhook.url:
        raise ValueError("the application's webhooks go nowhere; name an address, or set one")
    body = BODIES[command].document["examples"][0]
    return new_delivery(app, command, Caller("administrator", is_admin=True), body, f"sample {command}", url=url)


def sign(token: str, seconds: int) -> str:
    """What proves that a webhook comes from the platform: SHA-256 of the token and the time, in hexadecimal (docs, 2024)."""
    return sha256(f"{token}{seconds}".encode()).hexdigest()


def _query(app: App, command: str, by: Caller, platform: str) -> str:
    values: dict[str, Any] = {
        "SdkAppid": app.app_id,
        "CallbackCommand": command,
        "contenttype": "json",
        "ClientIP": by.address,
        "OptPlatform": platform or by.platform,
    }
    for name in NOT_SAID.get(command, ()):
        del values[name]
    if app.webhook.token:
        now = app.clock.seconds()
        values |= {"Sign": sign(app.webhook.token, now), "RequestTime": now}
    return urlencode(values)


def event_time(app: App) -> int:
    """EventTime as most webhooks have it: milliseconds."""
    return app.clock.now()
