"""Subscriptions: the devices of users that pushes are meant for."""

from __future__ import annotations

from typing import Any

from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.errors import blank, missing
from chatmock.providers.connectycube.finders import number_of
from chatmock.providers.connectycube.model import App, Given, Subscription, User
from chatmock.providers.connectycube.sessions.callers import Me


@api.post("/subscriptions", accepts="subscription.create", returns="subscription.list", by="user", status=201)
def create_subscription(app: App, me: Me, given: Given) -> list[Given]:
    """Subscribe a device to pushes; a device that is subscribed on a channel has what is said last. Errors: blank."""
    token, device = given["push_token"], given["device"]
    if given["notification_channel"] == "web":
        where = token.get("web_endpoint")
    else:
        where = token.get("client_identification_sequence")
    if not where:
        raise blank(field="push_token")
    subscription = Subscription(
        _number(app, me, given["notification_channel"], device["udid"]),
        me.id,
        given["notification_channel"],
        device["platform"],
        device["udid"],
        token["environment"],
        app.secrets.add(where),
        token.get("bundle_identifier"),
        token.get("web_auth"),
        token.get("web_p256dh"),
    )
    app.subscriptions.setdefault(me.id, {})[subscription.id] = subscription
    return [show_subscription(subscription)]


def _number(app: App, user: User, channel: str, udid: str) -> int:
    """The id of a device's subscription: the one it has on a channel, or a new one."""
    own = app.subscriptions.get(user.id, {}).values()
    return next((one.id for one in own if one.key == (user.id, channel, udid)), 0) or app.ids.serial()


@api.get("/subscriptions", returns="subscription.list", by="user")
def list_subscriptions(app: App, me: Me) -> list[Given]:
    """List one's own subscriptions."""
    return [show_subscription(one) for one in app.subscriptions.get(me.id, {}).values()]


@api.delete("/subscriptions/{subscription_id}", by="user")
def delete_subscription(app: App, subscription_id: str, me: Me) -> None:
    """Remove a subscription of one's own. Errors: missing."""
    own = app.subscriptions.get(me.id, {})
    if own.pop(number_of(subscription_id), None) is None:
        raise missing()
    if not own:
        app.subscriptions.pop(me.id, None)


def show_subscription(subscription: Subscription) -> dict[str, Any]:
    """What is said of a subscription."""
    return {
        "subscription": {
            "id": subscription.id,
            "notification_channel": {"name": subscription.notification_channel},
            "device": {"udid": subscription.udid, "platform": {"name": subscription.platform}},
        }
    }
