"""Reactions, the service's own emoji and the addresses that may call: settings of the whole application (today)."""

from __future__ import annotations

from typing import Any

from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import invalid_value
from chatmock.providers.sendbird.model import App, Given, is_network

_WHITELIST = "/applications/settings/ip_whitelist"


@api.put("/applications/settings/reactions", accepts="reactions.update", returns="reactions")
def enable_reactions(app: App, given: Given) -> dict[str, Any]:
    """Turn reactions on or off: while they are off, messages take none; those there are stay."""
    app.features.reactions = given["enabled"]
    return {"reactions": app.features.reactions}


@api.put("/applications/settings/use_default_emoji", accepts="default_emoji", returns="default_emoji")
def use_default_emoji(app: App, given: Given) -> dict[str, Any]:
    """Show the service's own emoji beside those of the application, or only these."""
    app.features.use_default_emoji = given["use_default_emoji"]
    return {"use_default_emoji": app.features.use_default_emoji}


@api.get(_WHITELIST, returns="ip_whitelist")
def view_ip_whitelist(app: App) -> dict[str, list[str]]:
    """List the addresses and networks from which an Api-Token may be used; an empty list is everywhere."""
    return _answer(app)


@api.put(_WHITELIST, accepts="ip_whitelist.change", returns="ip_whitelist")
def add_to_ip_whitelist(app: App, given: Given) -> dict[str, list[str]]:
    """Add addresses. From then on an Api-Token is refused from all others (400920; ruled).

    Errors: 400111 for what is neither an address nor a network.
    """
    addresses = given["ip_whitelist_addresses"]
    if not all(map(is_network, addresses)):
        raise invalid_value(field="ip_whitelist_addresses")
    app.features.ip_whitelist = list(dict.fromkeys([*app.features.ip_whitelist, *addresses]))
    return _answer(app)


@api.delete(_WHITELIST, accepts="ip_whitelist.change", returns="ip_whitelist")
def remove_from_ip_whitelist(app: App, given: Given) -> dict[str, list[str]]:
    """Take addresses off the list; those that do not stand there are skipped."""
    gone = set(given["ip_whitelist_addresses"])
    app.features.ip_whitelist = [one for one in app.features.ip_whitelist if one not in gone]
    return _answer(app)


def _answer(app: App) -> dict[str, list[str]]:
    return {"ip_whitelist_addresses": app.features.ip_whitelist}
