"""Metadata of channels: texts by key."""

from __future__ import annotations

from typing import TypeVar

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import invalid_value, not_found, taken
from chatmock.providers.sendbird.model import App, Channel, Given

V = TypeVar("V", str, int)
_PATH = "/{channel_type}/{channel_url}/metadata"


@api.post(_PATH, accepts="metadata.create", returns="metadata")
def create_metadata(app: App, channel: Channel, given: Given) -> dict[str, str]:
    """Add texts under new keys, all or none. Answers what was sent (recorded)."""
    new: dict[str, str] = given["metadata"]
    if any(key in channel.meta_data for key in new):
        raise taken(field="metadata")
    channel.meta_data |= new
    app.emit("metadata.changed", channel=channel, created=new)
    return new


@api.get(_PATH, accepts="metadata.view", returns="metadata")
def list_metadata(channel: Channel, given: Given) -> dict[str, str]:
    """View all metadata of a channel, or that under the given keys."""
    return chosen(channel.meta_data, given)


def chosen(values: dict[str, V], given: Given) -> dict[str, V]:
    """Those of the asked-for keys that exist; all where none is asked for."""
    keys = given.get("keys")
    return {key: values[key] for key in keys if key in values} if keys else dict(values)


@api.get(_PATH + "/{key}", returns="metadata")
def view_metadata(channel: Channel, key: str) -> dict[str, str]:
    """View one key."""
    if key not in channel.meta_data:
        raise not_found(thing="Metadata")
    return {key: channel.meta_data[key]}


@api.put(_PATH, accepts="metadata.update", returns="metadata")
def update_metadata(app: App, channel: Channel, given: Given) -> dict[str, str]:
    """Change texts, all or none; new keys only with ``upsert``. Answers the keys sent (recorded)."""
    new: dict[str, str] = given["metadata"]
    if not given["upsert"] and any(key not in channel.meta_data for key in new):
        raise not_found(thing="Metadata")
    created = {key: text for key, text in new.items() if key not in channel.meta_data}
    updated = {key: text for key, text in new.items() if key in channel.meta_data}
    channel.meta_data |= new
    app.emit("metadata.changed", channel=channel, created=created, updated=updated)
    return new


@api.put(_PATH + "/{key}", accepts="metadata.update_key", returns="metadata")
def update_metadata_key(app: App, channel: Channel, key: str, given: Given) -> dict[str, str]:
    """Change one text. Answers ``{key: value}``: the document's ``{"value": …}`` was never seen (recorded)."""
    if "," in key:
        raise invalid_value(field="key")
    return update_metadata(app, channel, {"metadata": {key: given["value"]}, "upsert": given["upsert"]})


@api.delete(_PATH, returns="empty")
def delete_all_metadata(app: App, channel: Channel) -> None:
    """Delete all metadata of a channel."""
    deleted = list(channel.meta_data)
    channel.meta_data.clear()
    app.emit("metadata.changed", channel=channel, deleted=deleted)


@api.delete(_PATH + "/{key}", returns="empty")
def delete_metadata_key(app: App, channel: Channel, key: str) -> None:
    """Delete one key."""
    if key not in channel.meta_data:
        raise not_found(thing="Metadata")
    del channel.meta_data[key]
    app.emit("metadata.changed", channel=channel, deleted=[key])
