"""A hub with everything installed in it: what the command line and the test fixtures serve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from chatmock.control import Control
from chatmock.core.card import Card
from chatmock.core.hub import Hub
from chatmock.core.seeds import Document, read
from chatmock.providers import BUILT_IN, loaders
from chatmock.resources import options_document


def new_hub(*, strict: bool = False) -> Hub:
    """An empty hub: the control API, and every provider there is, loaded when it is first asked for."""
    others = loaders()
    cards = {name: Card(name, options_document(name)) for name in BUILT_IN}
    for name in others.keys() - cards.keys():  # of other packages nothing is known but by loading them
        provider = others[name]()
        cards[name], others[name] = provider.card, lambda provider=provider: provider
    return Hub(strict=strict, control=Control(), others=others, cards=cards)


def serve_defaults(hub: Hub, options: Mapping[str, Mapping[str, Any]], seeds: Iterable[str]) -> None:
    """Have a hub make each provider's default application when it is first asked for, those with a seed at once.

    ``options`` are those of the default applications by provider. Raises BadOption and SeedError.
    """
    hub.defaults = {name: hub.cards[name].checked(options.get(name, {})) for name in hub.cards}
    documents: dict[tuple[str, Any], list[Document]] = {}
    for seed in seeds:
        document = read(seed)
        provider = document.provider or next(iter(hub.cards))
        documents.setdefault((provider, None), []).append(document)
    for (provider, _), found in documents.items():
        hub.make(provider, hub.defaults.get(provider, {}), hub.default, found)
