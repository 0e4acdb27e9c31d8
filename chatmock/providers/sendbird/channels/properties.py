"""Properties that open and group channels share, when they are made and changed."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.providers.sendbird.errors import taken
from chatmock.providers.sendbird.finders import found_users
from chatmock.providers.sendbird.model import App, Channel, Given, User
from chatmock.providers.sendbird.storage import store

_COVERS = {
    "today": ("https://static.sendbird.com/sample/cover/cover_{:02d}.jpg", 15),
    "2016": ("https://sendbird.com/main/img/cover/cover_{:02d}.jpg", 8),
}
"""The service's own pictures and their number (live: 09, 11 and 13, of 2020 to 2024; recorded)."""


def default_cover(app: App) -> str:
    """Choose one of the service's own pictures; for those of today UIKit shows the members' instead."""
    address, count = _COVERS[app.era]
    return address.format(app.ids.number(count) + 1)


def new_url(app: App, kind: str, given: Given) -> str:
    """The address a new channel gets: the given one if it is free, or one as the service makes them."""
    url = given.get("channel_url") or f"sendbird_{kind}_channel_{app.ids.serial()}_{app.ids.hex(40)}"
    if app.channel(url) is not None:
        raise taken(field="channel_url")
    return str(url)


def cover_of(app: App, call: Call, given: Given) -> str:
    """The cover a request brings, as a file or an address; a default where it brings none."""
    if (upload := given.get("cover_file")) is not None:
        return store(call, upload)
    return given.get("cover_url") or default_cover(app)


def named_operators(app: App, given: Given) -> dict[str, User] | None:
    """The operators a request names, or None where it names none (``operator_ids`` today, ``operators`` in 2016)."""
    if "operators" not in given and "operator_ids" not in given:
        return None
    return found_users(app, [*given.get("operators", ()), *given.get("operator_ids", ())])


def change(app: App, call: Call, channel: Channel, given: Given) -> None:
    """Set the properties both kinds of channels share; what is not given stays."""
    operators = named_operators(app, given)
    if "cover_url" in given or "cover_file" in given:
        channel.cover_url = cover_of(app, call, given)
    for name in ("name", "data", "freeze"):
        if name in given:
            setattr(channel, name, given[name])
    if given.get("custom_type", channel.custom_type) != channel.custom_type:
        app.set_custom_type(channel, given["custom_type"])
    if operators is not None:
        app.places.operate(channel, operators)
    channel.revision += 1


_CHANGEABLE = (
    "name",
    "cover_url",
    "data",
    "custom_type",
    "freeze",
    "is_public",
    "access_code",
    "is_super",
    "is_distinct",
)


def changeable(channel: Channel) -> Given:
    """The values of a channel that a request can change, by name."""
    return {"operators": dict(channel.operators_by_id), **{n: getattr(channel, n, None) for n in _CHANGEABLE}}


def changes_since(before: Given, channel: Channel) -> dict[str, tuple[Any, Any]]:
    """The changeable values that differ from ``before``, each with the old and the new one."""
    now = changeable(channel)
    return {name: (before[name], now[name]) for name in now if before[name] != now[name]}
