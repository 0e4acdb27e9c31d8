"""The platforms chatmock speaks; each is a folder of its own on the same core, loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

BUILT_IN = {
    "sendbird": "chatmock.providers.sendbird:Sendbird",
    "connectycube": "chatmock.providers.connectycube:ConnectyCube",
    "tencent": "chatmock.providers.tencent:Tencent",
}
"""Where each of chatmock's own is; the first is meant where nothing says which."""
DEFAULT = next(iter(BUILT_IN))


def loaders() -> dict[str, Callable[[], Any]]:
    """How each provider is loaded: chatmock's own, then those of the entry points ``chatmock.providers``."""
    addresses = dict(BUILT_IN)
    for entry in entry_points(group="chatmock.providers"):
        addresses.setdefault(entry.name, entry.value)
    return {name: partial(_load, address) for name, address in addresses.items()}


def card_folders() -> dict[str, Path]:
    """The folder in which the card of a provider of another package lies, by the provider's name.

    An entry point ``chatmock.cards`` names it, as ``package.schemas``: the package is found, and not imported.
    """
    found = {}
    for entry in entry_points(group="chatmock.cards"):
        package, *below = entry.value.split(".")
        spec = find_spec(package)
        if spec is not None and spec.submodule_search_locations:
            found[entry.name] = Path(spec.submodule_search_locations[0], *below)
    return found


def _load(address: str) -> Any:
    module, _, name = address.partition(":")
    return getattr(import_module(module), name)()
