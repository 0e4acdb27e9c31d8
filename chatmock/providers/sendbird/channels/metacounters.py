"""Metacounters of channels: integers by key, changed atomically."""

from __future__ import annotations

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

_THING = "Metacounter"
_PATH = "/{channel_type}/{channel_url}/metacounter"
_GREATEST = 2**63 - 1
_SIGN = {"increase": 1, "decrease": -1}


@api.post(_PATH, accepts="metacounter.create", returns="metacounter", by="member")
def create_metacounter(app: App, channel: Channel, given: Given) -> dict[str, int]:
    """Add counters under new keys, all or none."""
    new: dict[str, int] = given["metacounter"]
    _keep(app, channel, create_values(channel.meta_counters, new, thing=_THING))
    return new


def _keep(app: App, channel: Channel, edit: Edit[int]) -> None:
    channel.meta_counters = edit.after
    app.emit("metacounter.changed", channel=channel, created=edit.created, updated=edit.updated, deleted=edit.deleted)


@api.get(_PATH, accepts="metacounter.view", returns="metacounter", by="member")
def list_metacounters(channel: Channel, given: Given) -> dict[str, int]:
    """View all counters of a channel, or those under the given keys."""
    return pick_values(channel.meta_counters, named_keys(given))


@api.get(_PATH + "/{key}", returns="metacounter", by="member")
def view_metacounter(channel: Channel, key: str) -> dict[str, int]:
    """View one counter."""
    return pick_value(channel.meta_counters, key, thing=_THING)


@api.put(_PATH, accepts="metacounter.update", returns="metacounter", by="member")
def update_metacounter(app: App, channel: Channel, given: Given) -> dict[str, int]:
    """Set, increase or decrease counters, all or none. Answers the new totals of the keys sent.

    Without ``upsert`` each key must exist (400201); with it a missing one starts from 0. A total beyond 63 bits is
    refused (400111).
    """
    before, sign = channel.meta_counters, _SIGN.get(given["mode"])
    sent: dict[str, int] = given["metacounter"]
    check_keys(before, sent, upsert=given["upsert"], thing=_THING)
    new = {key: before.get(key, 0) + sign * number if sign else number for key, number in sent.items()}
    if any(abs(total) > _GREATEST for total in new.values()):
        raise invalid_value(field="metacounter")
    if edit := update_values(before, new):
        _keep(app, channel, edit)
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
    if edit := delete_values(channel.meta_counters):
        _keep(app, channel, edit)


@api.delete(_PATH + "/{key}", returns="empty", by="member")
def delete_metacounter_key(app: App, channel: Channel, key: str) -> None:
    """Delete one counter."""
    _keep(app, channel, delete_value(channel.meta_counters, key, thing=_THING))
