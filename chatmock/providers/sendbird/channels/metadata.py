"""Metadata of channels: texts by key."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import invalid_value
from chatmock.providers.sendbird.model import (
    App,
    Channel,
    Edit,
    Given,
    check_keys,
    create_values,
    delete_value,
    delete_values,
    named_keys,
    pick_value,
    pick_values,
    update_values,
)

_THING = "Metadata"
_PATH = "/{channel_type}/{channel_url}/metadata"


@api.post(_PATH, accepts="metadata.create", returns="metadata", by="member")
def create_metadata(app: App, channel: Channel, given: Given) -> dict[str, Any]:
    """Add texts under new keys, all or none. Answers what was sent (recorded), with ``include_ts`` also when (today)."""
    new: dict[str, str] = given["metadata"]
    _keep(app, channel, create_values(channel.meta_data, new, thing=_THING))
    return _answer(app, new, given)


def _keep(app: App, channel: Channel, edit: Edit[str]) -> None:
    channel.meta_data = edit.after
    app.emit("metadata.changed", channel=channel, created=edit.created, updated=edit.updated, deleted=edit.deleted)


def _answer(app: App, texts: dict[str, str], given: Given) -> dict[str, Any]:
    """An answer with the time, where a client wants to know it."""
    return {"metadata": texts, "ts": app.clock.present()} if given.get("include_ts") else texts


@api.get(_PATH, accepts="metadata.view", returns="metadata", by="member")
def list_metadata(app: App, channel: Channel, given: Given) -> dict[str, Any]:
    """View all metadata of a channel, or that under the given keys."""
    return _answer(app, pick_values(channel.meta_data, named_keys(given)), given)


@api.get(_PATH + "/{key}", accepts="metadata.view_key", returns="metadata", by="member")
def view_metadata(app: App, channel: Channel, key: str, given: Given) -> dict[str, Any]:
    """View one key."""
    return _answer(app, pick_value(channel.meta_data, key, thing=_THING), given)


@api.put(_PATH, accepts="metadata.update", returns="metadata", by="member")
def update_metadata(app: App, channel: Channel, given: Given) -> dict[str, Any]:
    """Change texts, all or none; new keys only with ``upsert``. Answers the keys sent (recorded)."""
    new: dict[str, str] = given["metadata"]
    check_keys(channel.meta_data, new, upsert=given["upsert"], thing=_THING)
    if edit := update_values(channel.meta_data, new):
        _keep(app, channel, edit)
    return _answer(app, new, given)


@api.put(_PATH + "/{key}", accepts="metadata.update_key", returns="metadata", by="member")
def update_metadata_key(app: App, channel: Channel, key: str, given: Given) -> dict[str, Any]:
    """Change one text. Answers ``{key: value}``: the document's ``{"value": …}`` never occurs (recorded)."""
    if "," in key:
        raise invalid_value(field="key")
    return update_metadata(app, channel, {**given, "metadata": {key: given["value"]}})


@api.delete(_PATH, accepts="metadata.delete_all", returns="metadata.deleted", by="member")
def delete_all_metadata(app: App, channel: Channel, given: Given) -> dict[str, int]:
    """Delete all metadata of a channel, or with ``key`` what is under that one."""
    if "key" in given:
        return delete_metadata_key(app, channel, given["key"], given)
    if edit := delete_values(channel.meta_data):
        _keep(app, channel, edit)
    return {"ts": app.clock.present()} if given["include_ts"] else {}


@api.delete(_PATH + "/{key}", accepts="metadata.delete", returns="metadata.deleted", by="member")
def delete_metadata_key(app: App, channel: Channel, key: str, given: Given) -> dict[str, int]:
    """Delete one key."""
    _keep(app, channel, delete_value(channel.meta_data, key, thing=_THING))
    return {"ts": app.clock.present()} if given["include_ts"] else {}
