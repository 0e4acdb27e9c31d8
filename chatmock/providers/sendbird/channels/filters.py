"""Filters that lists of both kinds of channels have, and the orders they begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

from chatmock.core.table import Order
from chatmock.providers.sendbird.model import App, Channel, Given

Keep = Callable[[Any], bool]


def with_custom_type(app: App, kind: str, custom_type: str) -> Order[Any]:
    """The channels of one custom type, by their making."""
    return app.by_custom_type.get((kind, custom_type)) or by_making(())


def only_urls(app: App, kind: str, urls: list[str]) -> Order[Any]:
    """The channels with the given addresses, by their making."""
    table: Any = app.group_channels if kind == "group" else app.open_channels
    return by_making(channel for url in urls if (channel := table.get(url)) is not None)


def by_making(channels: Iterable[Channel]) -> Order[Any]:
    """A few channels, each named once, in the order of their making."""
    order: Order[Any] = Order(lambda channel: channel.created)
    for channel in channels:
        order.add(channel)
    return order


def checks_of(given: Given) -> list[Keep]:
    """What a channel is asked by the filters that both kinds have; only those that are given ask."""
    checks: list[Keep] = []
    if (custom_type := given.get("custom_type")) is not None:
        checks.append(lambda channel: channel.custom_type == custom_type)
    if (types := given.get("custom_types")) is not None:
        checks.append(lambda channel: channel.custom_type in types)
    if (urls := given.get("channel_urls")) is not None:
        wanted = {url.lower() for url in urls}
        checks.append(lambda channel: channel.channel_url.lower() in wanted)
    if part := given.get("name_contains", "").lower():
        checks.append(lambda channel: part in channel.name.lower())
    if url_part := given.get("url_contains", "").lower():
        checks.append(lambda channel: url_part in channel.channel_url.lower())
    if not given.get("show_frozen", True):
        checks.append(lambda channel: not channel.freeze)
    return checks


def every(checks: list[Keep]) -> Keep | None:
    """Whether a row passes all of the checks; None where there is none."""
    return reduce(_both, checks) if checks else None


def _both(first: Keep, second: Keep) -> Keep:
    return lambda row: first(row) and second(row)
