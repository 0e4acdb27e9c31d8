"""The settings of webhooks: asked for and set by the Platform API, or by a test."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Any

from msgspec import structs

from chatmock.core.delivery import INBOX
from chatmock.core.operation import Call
from chatmock.core.schema import With
from chatmock.core.words import meant, shown
from chatmock.providers.sendbird.api import api, schemas
from chatmock.providers.sendbird.errors import invalid_value
from chatmock.providers.sendbird.model import EVERYTHING, App, Given
from chatmock.providers.sendbird.webhooks.bodies import NOT_CAUSED
from chatmock.providers.sendbird.webhooks.subscribing import categories_of, listen


@api.get("/applications/settings/webhook", accepts="webhook.view", returns="webhook.settings")
def view_webhook(app: App, given: Given) -> dict[str, Any]:
    """View where an application's webhooks go (today). All events are listed by name, also where ``*`` was set (docs)."""
    return {"webhook": _view(app, with_all=given["display_all_webhook_categories"])}


def _view(app: App, *, with_all: bool = False) -> With:
    known = categories_of(app)
    keys: dict[str, Any] = {"all_webhook_categories": list(known)} if with_all else {}
    return With(app.webhook, enabled_events=app.webhook.chosen(known), **keys)


@api.put("/applications/settings/webhook", accepts="webhook.update", returns="webhook.settings")
def update_webhook(app: App, call: Call, given: Given) -> dict[str, Any]:
    """Choose where an application's webhooks go, and of what (today); what is not given stays.

    An empty list of events turns webhooks off. Categories that nothing in chatmock causes are kept, and a hint says so.
    Errors: 400111 for a category that does not exist (ruled).
    """
    chosen = given.get("enabled_events", [])
    if not {*chosen} <= {EVERYTHING, *categories_of(app)}:
        raise invalid_value(field="enabled_events")
    if unsent := [category for category in chosen if category in NOT_CAUSED]:
        call.headers["X-Chatmock-Hint"] = (
            f"nothing in chatmock causes {', '.join(unsent)}; chatmock trigger sends a sample"
        )
    use(app, given)
    return {"webhook": _view(app)}


def use(app: App, given: Given) -> None:
    """Send webhooks by other settings from now on; what is not given stays."""
    if given.get("enabled_events") == []:
        given = {**given, "enabled": False}
    app.webhook = structs.replace(app.webhook, **given)
    listen(app)


def accept_settings(app: App, settings: Any) -> Given:
    """The settings a test wants, complete; raises ValueError for a key or a category of which nothing would come.

    Events may be patterns, such as ``group_channel:*``; the address may be ``inbox:``, which keeps them in chatmock.
    """
    schema = schemas["webhook.update"]
    if not isinstance(settings, dict):
        raise ValueError(f"webhook has to be a mapping, as {{'url': 'http://127.0.0.1:9000'}}, not {shown(settings)}")
    for name in settings:
        if name not in schema.properties:
            raise ValueError(f"webhook knows no {name!r}; {meant(name, schema.properties)}")
    own = {"url": INBOX} if settings.get("url") == INBOX else {}
    wanted = settings.get("enabled_events")
    events = {"enabled_events": _expanded(app, wanted)} if isinstance(wanted, list) else {}
    given = schema.accept({"enabled": True, **{n: value for n, value in settings.items() if n not in own}, **events})
    return {**given, **own}


def _expanded(app: App, wanted: list[Any]) -> list[str]:
    """Patterns of categories by the names they stand for; ``*`` stays."""
    if EVERYTHING in wanted:
        return [EVERYTHING]
    known = categories_of(app)
    for pattern in wanted:
        if not any(fnmatchcase(category, str(pattern)) for category in known):
            raise ValueError(f"chatmock sends no webhook {shown(pattern)}; {meant(str(pattern), known)}")
    return [category for category in known if any(fnmatchcase(category, str(pattern)) for pattern in wanted)]
