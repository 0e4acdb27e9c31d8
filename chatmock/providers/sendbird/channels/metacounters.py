"""Metacounters of channels: integers by key, changed atomically."""

from __future__ import annotations

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.channels.metadata import chosen
from chatmock.providers.sendbird.errors import invalid_value, not_found, taken
from chatmock.providers.sendbird.model import App, Channel, Given

_PATH = "/{channel_type}/{channel_url}/metacounter"
_GREATEST = 2**63 - 1
_SIGN = {"increase": 1, "decrease": -1}


@api.post(_PATH, accepts="metacounter.create", returns="metacounter", by="member")
def create_metacounter(app: App, channel: Channel, given: Given) -> dict[str, int]:
    """Add counters under new keys, all or none."""
    new: dict[str, int] = given["metacounter"]
    if any(key in channel.meta_counters for key in new):
        raise taken(field="metacounter")
    channel.meta_counters |= new
    app.emit("metacounter.changed", channel=channel, created=new)
    return new


@api.get(_PATH, accepts="metacounter.view", returns="metacounter", by="member")
def list_metacounters(channel: Channel, given: Given) -> dict[str, int]:
    """View all counters of a channel, or those under the given keys."""
    return chosen(channel.meta_counters, given)


@api.get(_PATH + "/{key}", returns="metacounter", by="member")
def view_metacounter(channel: Channel, key: str) -> dict[str, int]:
    """View one counter."""
    if key not in channel.meta_counters:
        raise not_found(thing="Metacounter")
    return {key: channel.meta_counters[key]}


@api.put(_PATH, accepts="metacounter.update", returns="metacounter", by="member")
def update_metacounter(app: App, channel: Channel, given: Given) -> dict[str, int]:
    """Set, increase or decrease counters, all or none. Answers the new totals of the keys sent.

    Without ``upsert`` each key must exist (400201); with it a missing one starts from 0. A total beyond 63 bits is
    refused (400111).
    """
    before, sign = channel.meta_counters, _SIGN.get(given["mode"])
    sent: dict[str, int] = given["metacounter"]
    if not given["upsert"] and any(key not in before for key in sent):
        raise not_found(thing="Metacounter")
    new = {key: before.get(key, 0) + sign * number if sign else number for key, number in sent.items()}
    if any(abs(total) > _GREATEST for total in new.values()):
        raise invalid_value(field="metacounter")
    created = {key: total for key, total in new.items() if key not in before}
    updated = {key: total for key, total in new.items() if before.get(key, total) != total}
    before.update(new)
    if created or updated:
        app.emit("metacounter.changed", channel=channel, created=created, updated=updated)
    return new


@api.put(_PATH + "/{key}", accepts="metacounter.update_key", returns="metacounter", by="member")
def update_metacounter_key(app: App, channel: Channel, key: str, given: Given) -> dict[str, int]:
    """Set, increase or decrease one counter. Answers ``{key: total}``."""
    if "," in key:
        raise invalid_value(field="key")
    return update_metacounter(app, channel, {**given, "metacounter": {key: given["value"]}})


@api.delete(_PATH, returns="empty", by="member")
def delete_all_metacounters(app: App, channel: Channel) -> None:
    """Delete all counters of a channel."""
    if deleted := list(channel.meta_counters):
        channel.meta_counters.clear()
        app.emit("metacounter.changed", channel=channel, deleted=deleted)


@api.delete(_PATH + "/{key}", returns="empty", by="member")
def delete_metacounter_key(app: App, channel: Channel, key: str) -> None:
    """Delete one counter."""
    if key not in channel.meta_counters:
        raise not_found(thing="Metacounter")
    del channel.meta_counters[key]
    app.emit("metacounter.changed", channel=channel, deleted=[key])
