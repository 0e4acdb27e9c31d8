"""Sending notifications to feed channels (today; docs: Business Messaging, send a notification)."""

from __future__ import annotations

from typing import Any

from chatmock.core.clock import day
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import invalid_value, not_found
from chatmock.providers.sendbird.finders import find_user
from chatmock.providers.sendbird.model import App, FeedChannel, Given, Message, Notification, Rare, Template, User


@api.post("/notifications/messages", prefix="/v1", accepts="notification.send", returns="notification.sent")
@api.post("/notifications", prefix="/v1", accepts="notification.send", returns="notification.sent")
def send_notification(app: App, given: Given) -> dict[str, Any]:
    """Send a notification to one user (``realtime``) or to many (``batch``).

    Its template says which feed it goes to. Everybody gets it or nobody. Errors: 400201 for an unknown template or user;
    400111 for several users in realtime.
    """
    asked = given["template"]
    template = app.feeds.templates.get(asked["key"])
    if template is None:
        raise not_found(thing="Template")
    targets: list[Given] = [{"user_id": row} if isinstance(row, str) else row for row in given["targets"]]
    if given["mode"] == "realtime" and len(targets) > 1:
        raise invalid_value(field="targets")
    people: dict[str, tuple[User, Given]] = {
        row["user_id"]: (find_user(app, row["user_id"]), row.get("variables", {})) for row in targets
    }
    common = asked.get("variables", {})
    for user, own in people.values():
        _send(app, template, user, {**common, **own}, given)
    return {"notification_id": app.ids.hex(32), "mode": given["mode"], "target_count": len(people)}


def _send(app: App, template: Template, user: User, variables: Given, given: Given) -> None:
    channel = app.feeds.of(user)[template.feed].channel
    assert isinstance(channel, FeedChannel)
    notification = Notification(
        app.ids.hex(32),
        template.key,
        variables,
        template.name,
        list(given.get("tags", ())),
        given["priority"],
    )
    message = Message(
        message_id=app.ids.serial(),
        created_at=app.clock.stamp(),
        type="ADMM",
        channel_url=channel.channel_url,
        channel_type=channel.kind,
        user=None,
        message=template.name,
        custom_type=str(template.category) if template.category else "",
        rare=Rare(notification=notification),
    )
    channel.add(message)
    app.statistics.count_sent(day(message.created_at), None)
    app.emit("notification.sent", channel=channel, message=message, user=user)
