"""Migrating old messages into a channel, with their old times."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import invalid_value, not_found, not_number, taken
from chatmock.providers.sendbird.finders import find_user, found_users
from chatmock.providers.sendbird.messages.messages import file_of
from chatmock.providers.sendbird.model import App, Channel, Given, GroupChannel, Message, Rare, only_known

_DEFAULTS: dict[str, Any] = {"message_type": "MESG", "message": "", "data": "", "custom_type": "", "is_silent": False}


@api.post("/migration/{target_channel_url}", accepts="migration.create", returns="empty")
def migrate_messages(app: App, target_channel_url: str, given: Given) -> None:
    """Put old messages into an open or group channel, all of them or, where one is refused, none.

    Nobody is told: no webhook, no push, no frame. The senders need not be members. Members who had joined by a
    message's time have it unread if they have not read up to there. Statistics do not count what was sent elsewhere.

    Errors: 400201 for an unknown channel or user, 400111 for a time that is not in the past, 400202 for a ``dedup_id`` that
    another message of the channel, or of the request, has.
    """
    channel = app.channel(target_channel_url)
    if channel is None:
        raise not_found(thing="Channel")
    now = app.clock.present()
    items = [_check_item(app, {**_DEFAULTS, **item}, now) for item in given["messages"]]
    _check_dedup_ids(channel, items)
    messages = [_new_message(app, channel, item) for item in items]
    for message in messages:
        channel.messages.add(message)
    newest = max((message.created_at for message in messages if not message.silent), default=0)
    if isinstance(channel, GroupChannel) and newest > channel.last_activity:
        channel.last_activity = newest
        app.places.note_last_message(channel)
    app.emit("messages.migrated", channel=channel, messages=messages)


def _check_item(app: App, item: Given, now: int) -> Given:
    """Check one message of a request, and find its sender and whom it mentions."""
    for name in ("timestamp", "file_size"):
        if type(item.get(name)) is float:
            raise not_number(field=name)
    if item["timestamp"] > now:
        raise invalid_value(field="timestamp")
    sender = None if item["message_type"] == "ADMM" else find_user(app, item["user_id"])
    return {**item, "sender": sender, "mentioned": list(found_users(app, item.get("mentioned_user_ids", [])).values())}


def _check_dedup_ids(channel: Channel, items: list[Given]) -> None:
    given = [dedup_id for item in items if (dedup_id := item.get("dedup_id"))]
    if len(set(given)) < len(given) or any(map(channel.messages.has_dedup_id, given)):
        raise taken(field="dedup_id")


def _new_message(app: App, channel: Channel, item: Given) -> Message:
    is_file = item["message_type"] == "FILE"
    rare = Rare(
        mention_type=item.get("mention_type", "users"),
        mentioned=tuple(item["mentioned"]),
        sorted_metaarray=only_known(item.get("sorted_metaarray") or ()) or (),
        dedup_id=item.get("dedup_id") or "",
    )
    return Message(
        message_id=app.ids.serial(),
        created_at=item["timestamp"],
        type=item["message_type"],
        channel_url=channel.channel_url,
        channel_type=channel.kind,
        user=item["sender"],
        message="" if is_file else item["message"],
        data=item["data"],
        custom_type=item["custom_type"],
        file=file_of(item) if is_file else None,
        silent=item["is_silent"],
        rare=rare or None,
    )
