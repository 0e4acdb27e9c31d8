"""The platforms chatmock speaks; each is a folder of its own on the same core."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points

from chatmock.core.provider import Provider

BUILT_IN = {"sendbird": "chatmock.providers.sendbird:Sendbird"}


def load_providers() -> list[Provider]:
    """chatmock's own providers, then those that installed packages add by the entry point ``chatmock.providers``."""
    addresses = dict(BUILT_IN)
    for entry in entry_points(group="chatmock.providers"):
        addresses.setdefault(entry.name, entry.value)
    providers = []
    for address in addresses.values():
        module, _, name = address.partition(":")
        providers.append(getattr(import_module(module), name)())
    return providers
