"""Filters that lists of both kinds of channels have, and the orders they begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

from chatmock.core.table import Order
from chatmock.providers.sendbird.model import App, Channel, Given

Filter = Callable[[Any], bool]


def channels_of_type(app: App, kind: str, custom_type: str) -> Order[Any]:
    """The channels of one custom type, the oldest first."""
    return app.by_custom_type.get((kind, custom_type)) or order_by_creation(())


def channels_at(app: App, kind: str, urls: list[str]) -> Order[Any]:
    """The channels with the given addresses, the oldest first."""
    table: Any = app.group_channels if kind == "group" else app.open_channels
    return order_by_creation(channel for url in urls if (channel := table.get(url)) is not None)


def order_by_creation(channels: Iterable[Channel]) -> Order[Any]:
    """Order a few channels, each named once, by their creation."""
    order: Order[Any] = Order(lambda channel: channel.created)
    for channel in channels:
        order.add(channel)
    return order


def checks_of(given: Given) -> list[Filter]:
    """The filters of both kinds of channels, of those that a request gives."""
    checks: list[Filter] = []
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


def all_of(checks: list[Filter]) -> Filter | None:
    """Join checks into one that a row passes if it passes each; None without any."""
    return reduce(_both, checks) if checks else None


def _both(first: Filter, second: Filter) -> Filter:
    return lambda row: first(row) and second(row)
