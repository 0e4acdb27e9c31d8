"""Messages of group channels that are sent later (today; docs: the Platform API's scheduled messages).

A backend sees all of them, a client its own user's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chatmock.core.clock import DAY, MINUTE
from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels.members import membership
from chatmock.providers.sendbird.errors import invalid_value, not_authorized, not_found
from chatmock.providers.sendbird.finders import acting_user, asking_user, found_users
from chatmock.providers.sendbird.model import CANCELED, PENDING, App, Given, GroupChannel, ScheduledMessage, User
from chatmock.providers.sendbird.paging import page
from chatmock.providers.sendbird.scheduled_messages.sending import send
from chatmock.providers.sendbird.scheduled_messages.views import scheduled_view

_CHANNEL = "/group_channels/{channel_url}/scheduled_messages"
_ONE = _CHANNEL + "/{scheduled_message_id}"
EARLIEST, LATEST = 5 * MINUTE, 30 * DAY
"""How far from now a message may be scheduled (docs)."""


@api.finder
def find_scheduled_message(app: App, call: Call, channel: GroupChannel, scheduled_message_id: str) -> ScheduledMessage:
    found = app.scheduled_messages.get(scheduled_message_id)
    own = asking_user(call)
    if found is None or found.channel_url != channel.channel_url or (own is not None and found.sender is not own):
        raise not_found(thing="Scheduled message")
    return found


@api.post(_CHANNEL, accepts="scheduled_message.create", returns="scheduled_message", by="member")
def create_scheduled_message(app: App, call: Call, channel: GroupChannel, given: Given) -> dict[str, Any]:
    """Schedule a message, from five minutes to thirty days ahead; seconds of the time are cut off (docs).

    Errors: 400111 for another time; 400108 for a sender who is no member.
    """
    sender = _sender(call, channel, given)
    at = _time_in(app, given)
    kept = message_given(app, {name: value for name, value in given.items() if name != "scheduled_at"})
    if sender is not None:
        kept["user_id"] = sender.user_id
    by_client, now = asking_user(call) is not None, app.clock.stamp()
    made = ScheduledMessage(app.ids.serial(), channel.channel_url, sender, kept, at, now, now, by_client=by_client)
    return scheduled_view(app, app.scheduled_messages.add(made))


def _sender(call: Call, channel: GroupChannel, given: Given) -> User | None:
    if given["message_type"] == "ADMM":
        if asking_user(call) is not None:
            raise not_authorized(reason="A client cannot speak for the administration.")
        return None
    return membership(channel, acting_user(call, given)).user


def _time_in(app: App, given: Given) -> int:
    """The minute a request names."""
    at: int = given["scheduled_at"]
    if not EARLIEST <= at - app.clock.now() <= LATEST:
        raise invalid_value(field="scheduled_at")
    return at - at % MINUTE


def message_given(app: App, given: Given) -> Given:
    """What the message is sent with, in the words of a request to send one."""
    found_users(app, given.get("mentioned_user_ids") or [])
    if (option := given.pop("push_option", None)) is not None:
        given["send_push"] = option != "suppress"
    if (languages := given.pop("target_langs", None)) is not None:
        given["translation_target_langs"] = languages
    return given


@api.get("/scheduled_messages", accepts="scheduled_message.list", returns="scheduled_message.page", by="anybody")
def list_scheduled_messages(app: App, call: Call, given: Given) -> dict[str, Any]:
    """List scheduled messages: the last made first, or in the order of their times the next one first (docs).

    ``reverse`` turns either order round.
    """
    by_time = given["order"] == "scheduled_at"
    order = app.scheduled_messages.by_time if by_time else app.scheduled_messages.order
    found = page(call, "scheduled_messages", order, _filter(call, given), newest_first=by_time == given["reverse"])
    return {**found, "scheduled_messages": [scheduled_view(app, row) for row in found["scheduled_messages"]]}


@api.get(
    "/scheduled_messages/count", accepts="scheduled_message.count", returns="scheduled_message.total", by="anybody"
)
def count_scheduled_messages(app: App, call: Call, given: Given) -> dict[str, int]:
    """Count scheduled messages."""
    return {"count": sum(1 for _ in filter(_filter(call, given), app.scheduled_messages))}


def _filter(call: Call, given: Given) -> Callable[[ScheduledMessage], bool]:
    """The filters that a request gives, as one check of a scheduled message."""
    own = asking_user(call)
    sender_id = own.user_id if own is not None else given.get("sender_id")
    if given.get("channel_type", "group_channels") != "group_channels":
        return lambda row: False
    url, kind, statuses = given.get("channel_url", "").lower(), given["message_type"], given.get("status")
    return lambda row: (
        (sender_id is None or row.sender_id == sender_id)
        and (not url or row.channel_url.lower() == url)
        and (not kind or row.given["message_type"] == kind)
        and (not statuses or row.status in statuses)
    )


@api.get(_ONE, returns="scheduled_message", by="member")
def view_scheduled_message(app: App, scheduled: ScheduledMessage) -> dict[str, Any]:
    """View a scheduled message."""
    return scheduled_view(app, scheduled)


@api.put(_ONE, accepts="scheduled_message.update", returns="scheduled_message", by="member")
def update_scheduled_message(app: App, scheduled: ScheduledMessage, given: Given) -> dict[str, Any]:
    """Change a message that waits, or its time; what is not given stays.

    Errors: 400108 for one that waits no longer (ruled); 400111 for another type.
    """
    _check_waits(scheduled)
    if given.get("message_type", scheduled.given["message_type"]) != scheduled.given["message_type"]:
        raise invalid_value(field="message_type")
    at = _time_in(app, given) if "scheduled_at" in given else scheduled.scheduled_at
    changed = message_given(app, {name: value for name, value in given.items() if name != "scheduled_at"})
    scheduled.given = {**scheduled.given, **changed}
    scheduled.updated = app.clock.stamp()
    app.scheduled_messages.move(scheduled, at)
    return scheduled_view(app, scheduled)


@api.delete(_ONE, returns="empty", by="member")
def cancel_scheduled_message(app: App, scheduled: ScheduledMessage) -> None:
    """Cancel a message that waits. Errors: 400108 for one that waits no longer (ruled)."""
    _check_waits(scheduled)
    scheduled.updated = app.clock.stamp()
    app.scheduled_messages.end(scheduled, CANCELED)


@api.post(_ONE + "/send_now", returns="empty", by="member")
def send_scheduled_message_now(app: App, scheduled: ScheduledMessage) -> None:
    """Send a message that waits now.

    Errors: 400108 for one that waits no longer (ruled); what refuses the message itself, which waits on then.
    """
    _check_waits(scheduled)
    send(app, scheduled)


def _check_waits(scheduled: ScheduledMessage) -> None:
    if scheduled.status != PENDING:
        raise not_authorized(reason=f"The scheduled message is {scheduled.status}.")
