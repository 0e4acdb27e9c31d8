"""The options of applications on the command line: those of the first provider by their names, all others by ``--set``."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from chatmock.core.card import Card


def options_of(options: argparse.Namespace, cards: Mapping[str, Card]) -> dict[str, dict[str, Any]]:
    """The options of the default applications by provider; raises BadOption, a sentence for people."""
    first = next(iter(cards))
    found: dict[str, dict[str, Any]] = {
        first: {name: value for name in cards[first].properties if (value := getattr(options, name, None)) is not None}
    }
    for text in options.set or ():
        place, equals, value = text.partition("=")
        provider, dot, name = place.strip().partition(".")
        if not (equals and dot and name):
            raise ValueError(
                f"{text!r} is no PROVIDER.OPTION=VALUE, as in {first}.{next(iter(cards[first].properties))}=…"
            )
        if provider not in cards:
            raise ValueError(f"no provider is called {provider!r}; there are {', '.join(cards)}")
        read = cards[provider].from_text(name, value)
        if found.setdefault(provider, {}).setdefault(name, read) != read:
            raise ValueError(f"{provider}.{name} is said twice, as {found[provider][name]!r} and {read!r}; say it once")
    for provider, values in found.items():
        cards[provider].checked(values)
    return found
