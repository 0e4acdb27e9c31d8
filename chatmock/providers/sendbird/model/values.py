"""Values under keys, as channels and users have them: metadata and metacounters. Each change is made whole or refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import msgspec

from chatmock.providers.sendbird.errors import not_found, taken

V = TypeVar("V", str, int)


class Edit(msgspec.Struct, Generic[V], frozen=True, eq=False):
    """A change of a map: the map as it is afterwards, and what differs."""

    after: dict[str, V]
    created: dict[str, V] = {}
    updated: dict[str, V] = {}
    deleted: list[str] = []

    def __bool__(self) -> bool:
        return bool(self.created or self.updated or self.deleted)


def named_keys(given: Mapping[str, Any]) -> list[str] | None:
    """The keys that a request asks for: those of ``keys``, and that of ``key``; None where it names none."""
    keys = given.get("keys")
    return [*(keys or ()), given["key"]] if "key" in given else keys


def pick_values(values: dict[str, V], keys: list[str] | None) -> dict[str, V]:
    """Those of the asked-for keys that exist; all where none is asked for."""
    return {key: values[key] for key in keys if key in values} if keys else dict(values)


def pick_value(values: dict[str, V], key: str, *, thing: str) -> dict[str, V]:
    """One key with its value. Errors: 400201 for an unknown key."""
    if key not in values:
        raise not_found(thing=thing)
    return {key: values[key]}


def create_values(values: dict[str, V], new: dict[str, V], *, thing: str) -> Edit[V]:
    """Add values under new keys, all or none. Errors: 400202 for a key that exists."""
    if any(key in values for key in new):
        raise taken(field=thing.lower())
    return Edit({**values, **new}, created=new)


def check_keys(values: dict[str, V], keys: dict[str, V], *, upsert: bool, thing: str) -> None:
    """Errors: 400201 for an unknown key, unless ``upsert`` makes it."""
    if not upsert and not keys.keys() <= values.keys():
        raise not_found(thing=thing)


def update_values(values: dict[str, V], new: dict[str, V]) -> Edit[V]:
    """Set values; an unknown key is created."""
    created = {key: value for key, value in new.items() if key not in values}
    updated = {key: value for key, value in new.items() if values.get(key, value) != value}
    return Edit({**values, **new}, created, updated)


def delete_values(values: dict[str, V]) -> Edit[V]:
    """Delete all values."""
    return Edit({}, deleted=list(values))


def delete_value(values: dict[str, V], key: str, *, thing: str) -> Edit[V]:
    """Delete one value. Errors: 400201 for an unknown key."""
    if key not in values:
        raise not_found(thing=thing)
    return Edit({name: value for name, value in values.items() if name != key}, deleted=[key])
