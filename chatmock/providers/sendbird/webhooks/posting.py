"""A webhook on its way: its body, the signature, and how often it is tried."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

import orjson

from chatmock import __version__
from chatmock.core.jsontext import exact
from chatmock.core.outbox import Delivery
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.model import App
from chatmock.providers.sendbird.webhooks.bodies import BODIES

OF_2016 = "webhook.message_send"
"""The schema of the only webhook of 2016."""
HEADERS = {"Content-Type": "application/json", "User-Agent": f"chatmock/{__version__}"}
TODAY = {"Content-Type": "application/json", "User-Agent": "SendBird"}
"""Headers of today (docs)."""
TRIES, PATIENCE = 3, 5.0
"""How often a webhook of today is sent in all, and the seconds that each waits for its answer (docs)."""


def delivery_name(category: str) -> str:
    """What the journal and faults call a webhook."""
    return f"webhook {category}"


def signature(app: App, body: bytes) -> str:
    """Sign a body: HMAC-SHA256 with the master API token, in hexadecimal.

    Today's documentation has it (docs); that of 2016 says nothing of a signature.
    """
    return hmac.new(app.api_token.encode(), body, "sha256").hexdigest()


def new_delivery(app: App, category: str, lane: str, body: Mapping[str, Any], url: str = "") -> Delivery:
    """A webhook as it is sent, to ``url`` or to the application's own address."""
    whole = {"category": category, "app_id": app.app_id, **body}
    schema = schema_of(app, category)
    data = exact(orjson.dumps(schemas[schema].present(whole)))
    if app.report is not None and (found := schemas[schema].check(orjson.loads(data))):
        app.report(f"the webhook {category} breaks its schema {schema}: {'; '.join(found[:5])}")
    sent = Delivery(delivery_name(category), f"webhook {lane}", url or app.webhook.url, _headers(app, data), data)
    if app.era == "today":
        sent.tries, sent.patience = TRIES, PATIENCE
    return sent


def sample(app: App, category: str, url: str) -> Delivery:
    """A webhook whose body is an example of its schema. ValueError where neither ``url`` nor the settings say where to."""
    if not url and not app.webhook.url:
        raise ValueError("the application's webhooks go nowhere; name an address, or set one")
    known = schemas[schema_of(app, category)].document["examples"]
    body = next(example for example in known if example["category"] == category)
    own = {name: value for name, value in body.items() if name not in ("category", "app_id")}
    return new_delivery(app, category, f"sample {category}", own, url)


def schema_of(app: App, category: str) -> str:
    """The name of the schema of a body, in an application's era."""
    return OF_2016 if app.era == "2016" else BODIES[category]


def _headers(app: App, data: bytes) -> dict[str, str]:
    return {**(HEADERS if app.era == "2016" else TODAY), "x-sendbird-signature": signature(app, data)}


class Hooks:
    """The webhooks that an application wants."""

    __slots__ = ("app", "wanted")

    def __init__(self, app: App, wanted: frozenset[str]) -> None:
        self.app = app
        self.wanted = wanted

    def __repr__(self) -> str:
        return f"<Hooks of {len(self.wanted)} categories>"

    def post(self, category: str, lane: str, body: Mapping[str, Any]) -> None:
        """Tell the application's server what has happened, after what it was told before in the same lane."""
        self.app.outbox.post(new_delivery(self.app, category, lane, body))
