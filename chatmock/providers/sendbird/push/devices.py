"""Listing the devices of users, and choosing among them (today); ``tokens`` registers them."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.model import App, Given, User
from chatmock.providers.sendbird.push.tokens import remove_device, token_field


@api.get("/users/{user_id}/push/{token_type}", returns="push_token.listed", by="self")
def list_push_tokens(user: User, token_type: str) -> dict[str, Any]:
    """List a user's tokens of one push service."""
    tokens = _tokens(user, token_type)
    return {"token": tokens, "tokens": tokens, "type": token_type.upper(), "user": user}


def _tokens(user: User, token_type: str) -> list[str]:
    token_field(token_type)
    return [device.token for device in user.devices.values() if device.token_type == token_type]


@api.get(
    "/users/{user_id}/push/{token_type}/device_tokens",
    accepts="device_token.list",
    returns="device_token.page",
    by="self",
)
def list_device_tokens(user: User, token_type: str) -> dict[str, Any]:
    """List a user's devices of one push service, all at once (client: the SDKs' form)."""
    return {"device_tokens": _tokens(user, token_type), "token": "", "has_more": False, "type": token_type.upper()}


@api.delete("/users/{user_id}/push/{token_type}", returns="push_token.all_removed", by="self")
def unregister_push_tokens_of_type(app: App, user: User, token_type: str) -> dict[str, Any]:
    """Remove a user's devices of one push service, also where there are none."""
    tokens = _tokens(user, token_type)
    for token in tokens:
        remove_device(app, user, user.devices[token_type, token])
    return {"token": tokens, "user": user}


@api.get("/users/{user_id}/push/template", returns="push_template", by="self")
def view_push_template(user: User) -> dict[str, str]:
    """View how much the user's notifications show."""
    return {"name": user.push_template}


@api.put("/users/{user_id}/push/template", accepts="push_template.update", returns="push_template", by="self")
def update_push_template(user: User, given: Given) -> dict[str, str]:
    """Choose how much the user's notifications show: ``default`` the message, ``alternative`` only that there is one."""
    user.push_template = given["name"]
    return {"name": user.push_template}


@api.get("/push/device_tokens/{token_type}/{token}", returns="device_token.owners")
def list_device_owners(app: App, token_type: str, token: str) -> list[dict[str, str]]:
    """List who has registered a token."""
    return [{"user_id": user.user_id} for user in _owners(app, token_type, token)]


@api.delete("/push/device_tokens/{token_type}/{token}", returns="device_token.owners")
def remove_device_from_owners(app: App, token_type: str, token: str) -> list[dict[str, str]]:
    """Remove a token from all users who have registered it, and answer those users."""
    owners = _owners(app, token_type, token)
    for user in owners:
        remove_device(app, user, user.devices[token_type, token])
    return [{"user_id": user.user_id} for user in owners]


def _owners(app: App, token_type: str, token: str) -> list[User]:
    token_field(token_type)
    return [user for user in app.with_devices.values() if (token_type, token) in user.devices]
