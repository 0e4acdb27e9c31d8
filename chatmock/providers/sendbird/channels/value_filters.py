"""Filters of lists of group channels by what the channels have under a key: metadata and metacounters."""

from __future__ import annotations

from collections.abc import Callable
from operator import ge, gt, le, lt

from chatmock.providers.sendbird.channels.filters import Filter
from chatmock.providers.sendbird.errors import required
from chatmock.providers.sendbird.model import Given

_COMPARED: dict[str, Callable[[int, int], bool]] = {
    "metacounter_value_gt": gt,
    "metacounter_value_gte": ge,
    "metacounter_value_lt": lt,
    "metacounter_value_lte": le,
}


def value_checks(given: Given) -> list[Filter]:
    """The filters by metadata and by counters that a request gives.

    Errors: 400105 for numbers without ``metacounter_key`` (ruled).
    """
    return [*_metadata_checks(given), *_counter_checks(given)]


def _metadata_checks(given: Given) -> list[Filter]:
    if (key := given.get("metadata_key")) is None:
        return []
    values, start = given.get("metadata_values"), given.get("metadata_value_startswith", "")
    checks: list[Filter] = [lambda channel: key in channel.meta_data and channel.meta_data[key].startswith(start)]
    if values is not None:
        checks.append(lambda channel: channel.meta_data[key] in values)
    return checks


def _counter_checks(given: Given) -> list[Filter]:
    key, values = given.get("metacounter_key"), given.get("metacounter_values")
    bounds = [(compare, given[name]) for name, compare in _COMPARED.items() if name in given]
    if key is None:
        if bounds or values is not None:
            raise required(field="metacounter_key")
        return []
    checks: list[Filter] = [lambda channel: key in channel.meta_counters]
    if values is not None:
        wanted = set(values)
        checks.append(lambda channel: channel.meta_counters[key] in wanted)
    if bounds:
        checks.append(lambda channel: all(compare(channel.meta_counters[key], bound) for compare, bound in bounds))
    return checks
