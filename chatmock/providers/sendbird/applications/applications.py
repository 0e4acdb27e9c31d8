"""Applications of an account: each is a tenant of its own, and works from the moment it is created."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from chatmock.core.application import Application
from chatmock.core.hub import Hub
from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import bad_api_token, unexpected
from chatmock.providers.sendbird.model import DEFAULT_ERA, App, Given
from chatmock.providers.sendbird.paging import page

_UUID = (8, 12, 16, 20, 32)


def account(headers: Mapping[str, str]) -> str:
    """The e-mail address of the account that asks by HTTP Basic. Any address and password will do.

    The applications a server starts with belong to no account: they are reached by their tokens only, and no account
    lists or deletes them.
    """
    scheme, _, encoded = headers.get("Authorization", "").partition(" ")
    if not encoded:
        raise bad_api_token(reason="HTTP Basic Authorization is missing.")
    try:
        email, colon, _ = b64decode(encoded.strip(), validate=True).decode().partition(":")
    except ValueError:
        email = colon = ""
    if scheme.lower() != "basic" or not email or not colon:
        raise bad_api_token(reason="HTTP Basic Authorization is invalid.")
    return email


@api.post("/applications", accepts="application.create", returns="application", auth="basic")
def create_application(hub: Hub, call: Call, caller: str, given: Given) -> Application:
    """Create an application, of the era of the others.

    Errors: 500901 where an Api-Token comes beside the Basic authorization (recorded).
    """
    if "Api-Token" in call.request.headers:
        raise unexpected(reason="CREATE Application is failed.")
    app_id = new_app_id(hub)
    oldest = hub.oldest("sendbird")
    details = {"era": oldest.era if isinstance(oldest, App) else DEFAULT_ERA, "name": given["name"], "owner": caller}
    return hub.add(hub.provider("sendbird").create(app_id, api_token=hub.ids.hex(40), seed=app_id, **details))


def new_app_id(hub: Hub) -> str:
    """An id as the service makes them: a UUID in capitals."""
    digits = hub.ids.hex(32).upper()
    return "-".join(digits[start:end] for start, end in zip((0, *_UUID), _UUID, strict=False))


@api.get("/applications", accepts="page.list", returns="application.page", auth="basic")
def list_applications(hub: Hub, call: Call, caller: str) -> dict[str, Any]:
    """List the applications of an account, the first created first."""
    return page(call, "applications", hub.by_number, lambda app: belongs_to(app, caller))


def belongs_to(app: object, account: str) -> bool:
    return isinstance(app, App) and app.owner == account


@api.get("/applications", returns="application")
def view_application(app: App) -> App:
    """View the application of the Api-Token; the token beats a Basic authorization that comes with it."""
    return app


@api.delete("/applications", returns="empty", auth="basic")
def delete_all_applications(hub: Hub, caller: str) -> None:
    """Delete all applications of an account with everything in them."""
    for app in list(hub.by_number):
        if isinstance(app, App) and belongs_to(app, caller):
            hub.remove(app)


@api.delete("/applications", returns="empty")
def delete_application(hub: Hub, app: App) -> None:
    """Delete the application of the Api-Token with everything in it; its tokens stop working."""
    hub.remove(app)
