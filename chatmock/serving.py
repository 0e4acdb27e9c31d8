"""A hub with everything installed in it: what the command line and the test fixtures serve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from chatmock.control import Control
from chatmock.core.card import Card
from chatmock.core.hub import Hub
from chatmock.core.seeds import Document, Seed, read
from chatmock.providers import BUILT_IN, DEFAULT, loaders
from chatmock.resources import options_document


def new_hub(*, strict: bool = False) -> Hub:
    """An empty hub: the control API, and every provider there is, loaded when it is first asked for."""
    others = loaders()
    cards = {name: Card(name, options_document(name)) for name in BUILT_IN}
    for name in others.keys() - cards.keys():  # of other packages nothing is known but by loading them
        provider = others[name]()
        cards[name], others[name] = provider.card, lambda provider=provider: provider
    return Hub(strict=strict, control=Control(), others=others, cards=cards)


def serve_defaults(hub: Hub, options: Mapping[str, Mapping[str, Any]], seeds: Iterable[Seed] = ()) -> None:
    """Have a hub make each provider's default application when it is first asked for, those with a seed at once.

    ``options`` are those of the default applications, by provider. A document that names another application makes that
    one, beside the default one. Raises BadOption and SeedError.
    """
    hub.defaults = {name: card.checked(options.get(name, {})) for name, card in hub.cards.items()}
    documents: dict[tuple[str, Any], list[Document]] = {}
    for seed in seeds:
        for document in hub.checked(seed).documents:
            own = hub.defaults[document.provider].get("app_id", hub.cards[document.provider].defaults.get("app_id"))
            named = document.app_id
            is_default = named is None or str(named) == str(own) or len(seed.documents) == 1
            documents.setdefault((document.provider, None if is_default else named), []).append(document)
    for (provider, named), found in documents.items():
        chosen = hub.defaults[provider] if named is None else {}
        hub.make(provider, chosen, hub.default, found)


def read_seed(source: str | Path) -> Seed:
    """A seed file; documents that name no provider are of the first one. Raises SeedError."""
    return read(source, default=DEFAULT)
