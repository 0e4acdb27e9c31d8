"""Webhooks: an application's own server is told of every message."""

from __future__ import annotations

import hmac
from typing import Any

import orjson

from chatmock import __version__
from chatmock.core.jsontext import exact
from chatmock.core.operation import Call
from chatmock.core.outbox import Delivery
from chatmock.core.schema import With
from chatmock.core.words import meant, shown
from chatmock.providers.sendbird.api import api, schemas
from chatmock.providers.sendbird.model import (
    CATEGORIES,
    EVERYTHING,
    App,
    Channel,
    Given,
    GroupChannel,
    Message,
    rare_of,
)

HEADERS = {"Content-Type": "application/json", "User-Agent": f"chatmock/{__version__}"}


def listen(app: App) -> None:
    """Send webhooks about messages of an application, as its settings say."""

    def sent(channel: Channel, message: Message, **_: Any) -> None:
        if not app.webhook.enabled:
            return
        category = f"{channel.kind}_channel:message_send"
        if app.webhook.wants(category):
            body = exact(orjson.dumps(message_send(app, category, channel, message)))
            headers = {**HEADERS, "x-sendbird-signature": signature(app, body)}
            lane = f"webhook {channel.channel_url}"
            app.outbox.post(Delivery(f"webhook {category}", lane, app.webhook.url, headers, body))

    app.bus.on("message.sent", sent)


def signature(app: App, body: bytes) -> str:
    """Sign a body: HMAC-SHA256 with the master API token, in hexadecimal.

    Today's documentation has it (docs); that of 2016 says nothing of a signature.
    """
    return hmac.new(app.api_token.encode(), body, "sha256").hexdigest()


def message_send(app: App, category: str, channel: Channel, message: Message) -> Any:
    """The body of a webhook about a message. Members' unread counts are those of this channel, this message included.

    The document's sample of an ADMM in a group channel has the category of open channels; its table of categories
    has group_channel:message_send, and so has this.
    """
    body = {
        "app_id": app.app_id,
        "category": category,
        "type": message.type,
        "channel": channel,
        "payload": _file(message) if message.type == "FILE" else _text(message),
    }
    if message.user is not None:
        body["sender"] = message.user
    if app.webhook.include_members and isinstance(channel, GroupChannel):
        body["members"] = members_with_counts(app, channel, push_key="push_enabled")
    return schemas["webhook.message_send"].present(body)


def members_with_counts(app: App, channel: GroupChannel, *, push_key: str) -> list[With]:
    """The joined members with their unread counts and, under ``push_key``, whether they get pushes."""
    since = app.visible_since(channel)
    return [
        With(member.user, {push_key: member.push_enabled, "unread_message_count": channel.unread(member, since)})
        for member in channel.members_by_join
        if not member.invited
    ]


def _text(message: Message) -> dict[str, Any]:
    text = {"custom_type": message.custom_type, "message": message.message, "data": message.data}
    if message.type == "MESG":
        return {**text, "translations": dict(rare_of(message).translations)}
    return text


def _file(message: Message) -> dict[str, Any]:
    file = message.file or {}
    return {
        "custom_type": message.custom_type,
        "url": file.get("url", ""),
        "content_size": file.get("size", 0),
        "data": file.get("data", ""),
        "content_type": file.get("type", ""),
        "filename": file.get("name", ""),
    }


def accept_settings(app: App, settings: Any) -> Given:
    """The settings a test wants, complete; raises ValueError for a key or a category of which nothing would come."""
    schema = schemas["webhook.update"]
    if not isinstance(settings, dict):
        raise ValueError(f"webhook has to be a mapping, as {{'url': 'http://127.0.0.1:9000'}}, not {shown(settings)}")
    for name in settings:
        if name not in schema.properties:
            raise ValueError(f"webhook knows no {name!r}; {meant(name, schema.properties)}")
    given = schema.accept({"enabled": True, "url": app.webhook.url, **settings})
    for category in given.get("enabled_events", ()):
        if category not in (EVERYTHING, *CATEGORIES):
            raise ValueError(f"chatmock sends no webhook {category!r}; {meant(category, CATEGORIES)}")
    return given


@api.get("/applications/settings/webhook", accepts="webhook.view", returns="webhook.settings")
def view_webhook(app: App, given: Given) -> dict[str, Any]:
    """View where an application's webhooks go (today)."""
    if given["display_all_webhook_categories"]:
        return {"webhook": With(app.webhook, all_webhook_categories=list(CATEGORIES))}
    return {"webhook": app.webhook}


@api.put("/applications/settings/webhook", accepts="webhook.update", returns="webhook.settings")
def update_webhook(app: App, call: Call, given: Given) -> dict[str, Any]:
    """Choose where an application's webhooks go, and of what (today); what is not given stays.

    An empty list of events turns webhooks off. Categories that chatmock does not send are kept, and the journal says so.
    """
    unsent = [category for category in given.get("enabled_events", ()) if category not in (EVERYTHING, *CATEGORIES)]
    if unsent:
        call.headers["X-Chatmock-Hint"] = (
            f"chatmock sends {' and '.join(CATEGORIES)}; nothing will come of {', '.join(unsent)}"
        )
    for name, value in given.items():
        setattr(app.webhook, name, value)
    return {"webhook": app.webhook}
