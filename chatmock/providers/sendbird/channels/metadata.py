"""Metadata of channels: texts by key."""

from __future__ import annotations

from typing import Any, TypeVar

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import invalid_value, not_found, taken
from chatmock.providers.sendbird.model import App, Channel, Given

V = TypeVar("V", str, int)
_PATH = "/{channel_type}/{channel_url}/metadata"


@api.post(_PATH, accepts="metadata.create", returns="metadata", by="member")
def create_metadata(app: App, channel: Channel, given: Given) -> dict[str, Any]:
    """Add texts under new keys, all or none. Answers what was sent (recorded), with ``include_ts`` also when (today)."""
    new: dict[str, str] = given["metadata"]
    if any(key in channel.meta_data for key in new):
        raise taken(field="metadata")
    channel.meta_data |= new
    app.emit("metadata.changed", channel=channel, created=new)
    return _stamped(app, new, given)


def _stamped(app: App, answer: dict[str, str], given: Given) -> dict[str, Any]:
    """An answer with the time, where a client wants to know it."""
    return {"metadata": answer, "ts": app.clock.present()} if given.get("include_ts") else answer


@api.get(_PATH, accepts="metadata.view", returns="metadata", by="member")
def list_metadata(app: App, channel: Channel, given: Given) -> dict[str, Any]:
    """View all metadata of a channel, or that under the given keys."""
    return _stamped(app, chosen(channel.meta_data, given), given)


def chosen(values: dict[str, V], given: Given) -> dict[str, V]:
    """Those of the asked-for keys that exist; all where none is asked for."""
    keys = given.get("keys")
    return {key: values[key] for key in keys if key in values} if keys else dict(values)


@api.get(_PATH + "/{key}", accepts="metadata.view", returns="metadata", by="member")
def view_metadata(app: App, channel: Channel, key: str, given: Given) -> dict[str, Any]:
    """View one key."""
    if key not in channel.meta_data:
        raise not_found(thing="Metadata")
    return _stamped(app, {key: channel.meta_data[key]}, given)


@api.put(_PATH, accepts="metadata.update", returns="metadata", by="member")
def update_metadata(app: App, channel: Channel, given: Given) -> dict[str, Any]:
    """Change texts, all or none; new keys only with ``upsert``. Answers the keys sent (recorded)."""
    new: dict[str, str] = given["metadata"]
    if not given["upsert"] and any(key not in channel.meta_data for key in new):
        raise not_found(thing="Metadata")
    created = {key: text for key, text in new.items() if key not in channel.meta_data}
    updated = {key: text for key, text in new.items() if channel.meta_data.get(key, text) != text}
    channel.meta_data |= new
    if created or updated:
        app.emit("metadata.changed", channel=channel, created=created, updated=updated)
    return _stamped(app, new, given)


@api.put(_PATH + "/{key}", accepts="metadata.update_key", returns="metadata", by="member")
def update_metadata_key(app: App, channel: Channel, key: str, given: Given) -> dict[str, Any]:
    """Change one text. Answers ``{key: value}``: the document's ``{"value": …}`` was never seen (recorded)."""
    if "," in key:
        raise invalid_value(field="key")
    return update_metadata(app, channel, {**given, "metadata": {key: given["value"]}})


@api.delete(_PATH, accepts="metadata.delete", returns="metadata.deleted", by="member")
def delete_all_metadata(app: App, channel: Channel, given: Given) -> dict[str, int]:
    """Delete all metadata of a channel."""
    if deleted := list(channel.meta_data):
        channel.meta_data.clear()
        app.emit("metadata.changed", channel=channel, deleted=deleted)
    return {"ts": app.clock.present()} if given["include_ts"] else {}


@api.delete(_PATH + "/{key}", accepts="metadata.delete", returns="metadata.deleted", by="member")
def delete_metadata_key(app: App, channel: Channel, key: str, given: Given) -> dict[str, int]:
    """Delete one key."""
    if key not in channel.meta_data:
        raise not_found(thing="Metadata")
    del channel.meta_data[key]
    app.emit("metadata.changed", channel=channel, deleted=[key])
    return {"ts": app.clock.present()} if given["include_ts"] else {}
