"""What clients read to show notifications: templates, and how channels of notifications look (client: v4 of the SDKs)."""

from __future__ import annotations

from itertools import islice
from typing import Any

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import invalid_value, not_found
from chatmock.providers.sendbird.feeds.theme import THEME
from chatmock.providers.sendbird.model import App, Given, Template, token_of


@api.get("/notifications/settings", returns="notification.settings", by="anybody")
def view_notification_settings(app: App) -> dict[str, Any]:
    """View how clients show notifications."""
    return app.feeds.settings or THEME


@api.get(
    "/notifications/templates",
    accepts="notification.template.list",
    returns="notification.template.page",
    by="anybody",
)
def list_notification_templates(app: App, given: Given) -> dict[str, Any]:
    """List templates, the one first that was changed first.

    ``next`` is always the place of the last one: asked with it later, the list has what has changed since; it is
    the ``template_list_token`` of a login then. Errors: 400111 for a token that is none.
    """
    rows, keys, token = app.feeds.sorted_templates(), given.get("keys"), given.get("token") or "0"
    if given["reverse"]:
        rows.reverse()
    place = _place(token)
    if place != (0, ""):
        rows = [row for row in rows if ((row.updated_at, row.key) < place) == given["reverse"] and _key(row) != place]
    if keys is not None:
        rows = [row for row in rows if row.key in keys]
    found = list(islice(rows, given["limit"]))
    return {
        "templates": [_view(row, given) for row in found],
        "next": token_of(found[-1]) if found else token,
        "has_more": len(rows) > len(found),
    }


def _key(row: Template) -> tuple[int, str]:
    return row.updated_at, row.key


def _place(token: str) -> tuple[int, str]:
    at, _, key = token.partition("-")
    if not (at.isascii() and at.isdecimal() and len(at) < 16):
        raise invalid_value(field="token")
    return int(at), key


@api.get("/notifications/templates/{key}", returns="notification.template", by="anybody")
def view_notification_template(app: App, key: str) -> dict[str, Any]:
    """View a template."""
    if (found := app.feeds.templates.get(key)) is None:
        raise not_found(thing="Template")
    return _view(found, {"show_ui_template": True, "show_color_variables": True})


def _view(row: Template, given: Given) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "key": row.key,
        "name": row.name,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }
    if given["show_ui_template"]:
        shown["ui_template"] = row.ui_template
    if given["show_color_variables"]:
        shown["color_variables"] = row.color_variables
    return shown
