"""The platforms chatmock speaks; each is a folder of its own on the same core, loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from chatmock.resources import loading

BUILT_IN = {
    "sendbird": "chatmock.providers.sendbird:Sendbird",
    "connectycube": "chatmock.providers.connectycube:ConnectyCube",
}
"""Where each of chatmock's own is; the first is meant where nothing says which."""
DEFAULT = next(iter(BUILT_IN))


def loaders() -> dict[str, Callable[[], Any]]:
    """How each provider is loaded: chatmock's own, then those of the entry points ``chatmock.providers``."""
    addresses = dict(BUILT_IN)
    for entry in entry_points(group="chatmock.providers"):
        addresses.setdefault(entry.name, entry.value)
    return {name: partial(_load, address) for name, address in addresses.items()}


def _load(address: str) -> Any:
    module, _, name = address.partition(":")
    with loading():
        return getattr(import_module(module), name)()
