"""Changing the text, data, mentions and metaarrays of messages (today; in 2016 messages could not be changed)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import invalid_value
from chatmock.providers.sendbird.finders import found_users
from chatmock.providers.sendbird.model import App, Channel, Given, Message, own_rare, rare_of
from chatmock.providers.sendbird.moderation.passing import pass_text

_PATH = "/{channel_type}/{channel_url}/messages/{message_id}"
_ARRAYS = _PATH + "/sorted_metaarray"
_PLAIN = ("data", "custom_type")


@api.put(_PATH, accepts="message.update", returns="message", by="sender")
def update_message(app: App, channel: Channel, message: Message, given: Given) -> Message:
    """Change a message; what is not given stays. Errors: 400111 for a type that is not the message's."""
    if given["message_type"] != message.type:
        raise invalid_value(field="message_type")
    change_message(app, channel, message, given)
    return message


def change_message(app: App, channel: Channel, message: Message, given: Given) -> dict[str, Any]:
    """Change what is given; returns the mentions from before."""
    mentioned = found_users(app, given["mentioned_user_ids"]) if "mentioned_user_ids" in given else None
    said = given["message"] if "message" in given and message.type != "FILE" else None
    text = pass_text(app, channel, app.settings_for(channel), message.user, said) if said is not None else None
    arrays = _edited_arrays(message, **given["metaarray"]) if "metaarray" in given else None
    before, was = mentions_of(message), contents_of(message)
    with channel.messages.changing(message):
        rare = own_rare(message)
        rare.mention_type = given.get("mention_type", rare.mention_type)
        if mentioned is not None:
            rare.mentioned = tuple(mentioned.values())
        if arrays is not None:
            rare.sorted_metaarray = arrays
        if text is not None and message.type == "MESG":
            rare.unfiltered = given["message"] if text != given["message"] else ""
        message.rare = rare or None
        message.message = message.message if text is None else text
        for name in _PLAIN:
            if name in given:
                _set(message, name, given[name])
        if "url" in given and message.file is not None:
            message.file = {**message.file, "url": given["url"]}
        message.updated_at = app.clock.stamp()
    app.emit("message.updated", channel=channel, message=message, old_values=before, was=was)
    if text != said:
        app.emit("words.masked", channel=channel, message=message, text=said)
    return before


def _set(message: Message, name: str, value: str) -> None:
    """Set a field; a file message has its data in the file."""
    if name == "data" and message.file is not None:
        message.file = {**message.file, "data": value}
    else:
        setattr(message, name, value)


def contents_of(message: Message) -> dict[str, str]:
    """What an edit can change of a message's contents, by name."""
    file = message.file
    if file is not None:
        return {"url": file.get("url", ""), "data": file.get("data", ""), "custom_type": message.custom_type}
    return {"message": message.message, "data": message.data, "custom_type": message.custom_type}


def mentions_of(message: Message) -> dict[str, Any]:
    rare = rare_of(message)
    return {
        "mention_type": rare.mention_type,
        "mentioned_user_ids": [user.user_id for user in rare.mentioned],
    }


# --- metaarrays ---


@api.post(_ARRAYS, accepts="metaarray.create", returns="metaarray.list", by="sender")
def add_metaarrays(app: App, channel: Channel, message: Message, given: Given) -> dict[str, Any]:
    """Add values under keys, new ones or not. Answers all of the message's."""
    change_message(
        app, channel, message, {"metaarray": {"array": given["sorted_metaarray"], "mode": "add", "upsert": True}}
    )
    return {"sorted_metaarray": arrays_of(message)}


@api.put(_ARRAYS, accepts="metaarray.update", returns="metaarray.list", by="sender")
def update_metaarrays(app: App, channel: Channel, message: Message, given: Given) -> dict[str, Any]:
    """Add values to keys or remove them; new keys only with ``upsert``. Answers all of the message's."""
    array = {"array": given["sorted_metaarray"], "mode": given["mode"], "upsert": given["upsert"]}
    change_message(app, channel, message, {"metaarray": array})
    return {"sorted_metaarray": arrays_of(message)}


@api.delete(_ARRAYS, accepts="metaarray.remove", returns="empty", by="sender")
def remove_metaarrays(app: App, channel: Channel, message: Message, given: Given) -> None:
    """Remove keys with their values; all of them if none is named."""
    keys = given.get("keys")
    kept = [item for item in arrays_of(message) if keys and item["key"] not in keys]
    was = contents_of(message)
    with channel.messages.changing(message):
        rare = own_rare(message)
        rare.sorted_metaarray = kept or ()
        message.rare = rare or None
        message.updated_at = app.clock.stamp()
    app.emit("message.updated", channel=channel, message=message, old_values=mentions_of(message), was=was)


def arrays_of(message: Message) -> Sequence[Mapping[str, Any]]:
    return rare_of(message).sorted_metaarray


def _edited_arrays(
    message: Message, array: list[dict[str, Any]], mode: str = "add", *, upsert: bool = False
) -> list[Any]:
    """Add values to a message's metaarrays or remove them: each value stands once, the oldest key first.

    Taken away without a value, a key goes itself (client: both JavaScript SDKs delete keys in this way).
    """
    values = {item["key"]: list(item.get("value", ())) for item in arrays_of(message)}
    for item in array:
        mine = values.get(item["key"])
        if mine is None:
            if not upsert:
                continue
            mine = values[item["key"]] = []
        if mode == "remove" and not item.get("value"):
            del values[item["key"]]
        elif mode == "add":
            mine += [value for value in item.get("value", ()) if value not in mine]
        else:
            values[item["key"]] = [value for value in mine if value not in item.get("value", ())]
    return [{"key": key, "value": value} for key, value in values.items()]
