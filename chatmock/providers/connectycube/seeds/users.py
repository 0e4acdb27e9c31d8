"""Users, and the devices they have subscribed."""

from __future__ import annotations

from chatmock.core.filling import Values
from chatmock.core.seed_values import plain_values
from chatmock.core.seeds import Spot
from chatmock.providers.connectycube.model import UNIQUE, App, Subscription, User
from chatmock.providers.connectycube.seeds.loading import Loading

_OWN = ("id", "created", "updated", "tags", "last_request", "last_activity", "subscriptions")


def load_users(loading: Loading, document: Values) -> None:
    """Fill in the users of an application."""
    for index, values in enumerate(document.get("users", ())):
        _load_user(loading, values, ("users", index))


def _load_user(loading: Loading, values: Values, spot: Spot) -> None:
    app = loading.app
    created = loading.given(values, spot, "created", lambda: loading.now)
    details = {name: value for name, value in values.items() if name not in _OWN}
    if details.get("login"):
        details.setdefault("full_name", details["login"].title())
    for name in UNIQUE:
        if details.get(name):
            loading.once((*spot, name), f"user by {name}", details[name])
    for name in ("last_request", "last_activity"):
        if name in values:
            details[name] = loading.past((*spot, name), values[name])
    user = User(
        loading.number(values, spot, "user"),
        created,
        loading.given(values, spot, "updated", lambda: created),
        tags=tuple(values.get("tags", ())),
        **details,
    )
    app.users.add(user)
    if user.is_guest:
        app.watch_guest(user)
    for index, device in enumerate(values.get("subscriptions", ())):
        number = loading.number(device, (*spot, "subscriptions", index), "subscription")
        subscription = Subscription(
            **{"udid": f"{user.id}", "platform": "android", **device, "id": number, "user_id": user.id}
        )
        app.secrets.add(subscription.token)
        app.subscriptions.setdefault(user.id, {})[number] = subscription


def dump_user(app: App, user: User) -> Values:
    """A user, without its connections."""
    values = {"full_name": user.full_name, **plain_values(user, "connections", "inactive")}
    devices = [plain_values(one, "user_id") for one in app.subscriptions.get(user.id, {}).values()]
    return {**values, "subscriptions": devices} if devices else values
