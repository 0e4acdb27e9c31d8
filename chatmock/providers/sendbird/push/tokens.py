"""The devices of users, registered by the tokens of their push services."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import invalid_value, push_token_not_created, push_token_not_removed
from chatmock.providers.sendbird.model import App, Device, Given, User

TOKEN_FIELDS = {
    "gcm": "gcm_reg_token",
    "apns": "apns_device_token",
    "apns_voip": "apns_device_token",
    "huawei": "huawei_device_token",
}
"""The push services, in the spelling of paths, and which field brings a token of theirs. ``apns_voip`` is of calls (client)."""


def token_field(token_type: str) -> str:
    if token_type not in TOKEN_FIELDS:
        raise invalid_value(field="token_type")
    return TOKEN_FIELDS[token_type]


def remove_device(app: App, user: User, device: Device) -> None:
    """Take a device from a user, and say so."""
    app.remove_device(user, device)
    app.emit("device.removed", user=user, device=device)


@api.post("/users/{user_id}/push/{token_type}", accepts="push_token.create", returns="push_token", by="self")
def register_push_token(app: App, user: User, token_type: str, given: Given) -> dict[str, Any]:
    """Register a device for push notifications, once or again.

    The path has the type in lower case, the answer in upper case (recorded). Errors: 400601 without the type's token.
    """
    field = token_field(token_type)
    token = given.get(field)
    if not token:
        raise push_token_not_created(reason=f"{field} must be required.")
    if given["is_unique"]:
        for other in [d for d in user.devices.values() if d.token_type == token_type and d.token != token]:
            remove_device(app, user, other)
    if (token_type, token) not in user.devices:
        device = Device(token_type, token, app.clock.now())
        app.add_device(user, device)
        app.emit("device.added", user=user, device=device)
    return {"token": token, "type": token_type.upper(), "user": user, "device_token_last_deleted_at": 0}


@api.delete("/users/{user_id}/push/{token_type}/{push_token}", returns="push_token.removed", by="self")
def unregister_push_token(app: App, user: User, token_type: str, push_token: str) -> dict[str, Any]:
    """Remove a device. Errors: 400602 for a token the user has not."""
    token_field(token_type)
    device = user.devices.get((token_type, push_token))
    if device is None:
        raise push_token_not_removed(reason="The token is not registered.")
    remove_device(app, user, device)
    return {"token": push_token, "user": user}


@api.delete("/users/{user_id}/push", returns="push_token.all_removed", by="self")
def unregister_all_push_tokens(app: App, user: User) -> dict[str, Any]:
    """Remove all devices of a user, also where there are none (recorded)."""
    devices = list(user.devices.values())
    for device in devices:
        remove_device(app, user, device)
    return {"token": [device.token for device in devices], "user": user}
