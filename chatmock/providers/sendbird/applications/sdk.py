"""Requests of clients beside chatting: templates, configuration, statistics (today)."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.model import App


@api.get("/message_templates", returns="message_template.page", by="anybody")
def list_message_templates() -> dict[str, Any]:
    """List the templates of notifications: there are none. UIKit stops without this answer (client)."""
    return {"templates": [], "has_more": False, "next": ""}


@api.get("/sdk/ui_kit/configuration", returns="ui_kit.configuration", by="anybody")
def view_ui_kit_configuration() -> dict[str, Any]:
    """View what the dashboard configures of UIKit: nothing, so that its own defaults hold."""
    return {"json_payload": {}, "updated_at": 0}


@api.get("/sdk/applications/settings", returns="sdk.settings", by="anybody")
def view_client_settings(app: App) -> dict[str, Any]:
    """View the settings a client fetches where its greeting says so: there are none. The v4 SDK reads `configs` (client)."""
    return {"configs": {}, "has_more": False, "next": "", "ts": app.clock.present()}


@api.post("/sdk/statistics", returns="empty", by="anybody")
def take_statistics() -> None:
    """Take a client's statistics; only the journal keeps them."""


@api.post("/sdk/push_delivery", returns="empty", by="anybody")
def take_push_delivery() -> None:
    """Take a client's word that notifications arrived; only the journal keeps it."""


@api.get("/", prefix="", auth="open")
def warm_up() -> None:
    """Answer nothing: the JavaScript SDKs fetch the bare host when they connect, to have a connection ready (client)."""
