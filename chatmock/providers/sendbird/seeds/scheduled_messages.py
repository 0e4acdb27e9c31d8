"""Messages that are sent later."""

from __future__ import annotations

from collections.abc import Iterable

from chatmock.core.errors import Invalid
from chatmock.core.filling import Values
from chatmock.core.seeds import Spot
from chatmock.core.words import shown
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.model import PENDING, App, ScheduledMessage, User
from chatmock.providers.sendbird.scheduled_messages.views import scheduled_view
from chatmock.providers.sendbird.seeds.loading import Loading
from chatmock.providers.sendbird.seeds.messages import dump_person

_OTHERWISE = ("scheduled_at", "user_id", "push_option", "target_langs")
"""What a request says beside the message itself, or in other words than it is kept in."""
_PLAIN = ("status", "by_client", "message_id", "error")


def load_scheduled_messages(loading: Loading, rows: Iterable[Values]) -> None:
    app = loading.app
    for index, values in enumerate(rows):
        spot = ("scheduled_messages", index)
        url = loading.url(values["channel_url"])
        if app.group_channels.get(url) is None:
            raise loading.wrong((*spot, "channel_url"), f"there is no group channel {shown(url)} in this document")
        sender = loading.user((*spot, "from"), values["from"]) if "from" in values else None
        created = loading.given(values, spot, "created", app.clock.stamp)
        updated = loading.past((*spot, "updated"), values["updated"]) if "updated" in values else created
        scheduled = ScheduledMessage(
            serial=loading.serial(values, spot, "thing that waits"),
            channel_url=url,
            sender=sender,
            given=_message(loading, values["message"], sender, spot),
            scheduled_at=loading.time((*spot, "scheduled_at"), values["scheduled_at"]),
            created=created,
            updated=updated,
            sent_at=loading.given(values, spot, "sent_at", lambda: 0),
            **{name: values[name] for name in _PLAIN if name in values},
        )
        loading.presented_as("scheduled_message", scheduled_view(app, scheduled), (*spot, "message"))
        app.scheduled_messages.add(scheduled)


def _message(loading: Loading, message: Values, sender: User | None, spot: Spot) -> Values:
    """What a scheduled message is sent with, as a request has it."""
    by = {"user_id": sender.user_id} if sender is not None else {}
    if (wrong := next((name for name in message if name in _OTHERWISE), None)) is not None:
        raise loading.wrong((*spot, "message", wrong), "this does not stand here: the time and the sender stand beside")
    if (message.get("message_type") == "ADMM") != (sender is None):
        raise loading.wrong(spot, "a message is somebody's, and needs from; only an ADMM has none")
    try:
        given = schemas["scheduled_message.create"].accept({**message, **by, "scheduled_at": 0})
    except Invalid as reason:
        raise loading.wrong((*spot, "message"), f"{reason.field} is missing or wrong") from None
    del given["scheduled_at"]
    return given


def dump_scheduled_messages(app: App, former: dict[int, User]) -> list[Values]:
    return [_dump(app, former, row) for row in app.scheduled_messages]


def _dump(app: App, former: dict[int, User], row: ScheduledMessage) -> Values:
    message = {name: value for name, value in row.given.items() if name != "user_id"}
    values: Values = {"serial": row.serial, "channel_url": row.channel_url, "message": message}
    if row.sender is not None:
        values["from"] = dump_person(app, former, row.sender)
    values |= {name: getattr(row, name) for name in ("scheduled_at", "created", "updated", "sent_at")}
    values |= {name: value for name in _PLAIN if (value := getattr(row, name)) not in ("", 0, False, PENDING)}
    return values
