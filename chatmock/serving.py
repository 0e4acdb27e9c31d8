"""A hub with everything installed in it: what the command line and the test fixtures serve."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from chatmock.control import Control
from chatmock.core.card import Card
from chatmock.core.defaults import default_options
from chatmock.core.hub import Hub
from chatmock.core.scenario import play
from chatmock.core.seeds import Document, Seed, read
from chatmock.providers import BUILT_IN, DEFAULT, card_folders, loaders
from chatmock.resources import options_document


def new_hub(*, strict: bool = False, kind: Callable[..., Hub] = Hub) -> Hub:
    """An empty hub: the control API, and every provider there is, loaded when it is first asked for.

    ``kind`` makes it, where it is to be another than the usual one.
    """
    others = loaders()
    cards = {name: Card(name, options_document(name)) for name in BUILT_IN}
    folders = card_folders() if len(others) > len(cards) else {}
    for name in others.keys() - cards.keys():
        if name in folders:
            cards[name] = Card.read(folders[name], name)
        else:  # nothing is known of it but by loading it
            provider = others[name]()
            cards[name], others[name] = provider.card, partial(_same, provider)
    return kind(strict=strict, control=Control(), others=others, cards=cards)


def _same(provider: Any) -> Any:
    return provider


def serve_defaults(hub: Hub, options: Mapping[str, Mapping[str, Any]], seeds: Iterable[Seed] = ()) -> None:
    """Have a hub make each provider's default application when it is first asked for, those with a seed at once.

    ``options`` are those of the default applications, by provider. A document that names another application makes that
    one, beside the default one. Raises BadOption and SeedError.
    """
    chosen = {name: card.checked(options.get(name, {})) for name, card in hub.cards.items()}
    documents = documents_by_application(hub, [hub.checked(seed) for seed in seeds], chosen)
    hub.serve_defaults(chosen, {provider: found for (provider, named), found in documents.items() if named is None})
    for (provider, named), found in documents.items():
        tenant = hub.make(provider, {}, hub.default, found) if named is not None else hub.default.of(provider)
        if tenant is not None:
            play(hub, tenant, found)


def documents_by_application(
    hub: Hub, seeds: Iterable[Seed], options: Mapping[str, Mapping[str, Any]]
) -> dict[tuple[str, Any], list[Document]]:
    """The documents of seeds by provider and the id of the application each is for, None for the default one's.

    ``options`` are those of the default applications, by provider.
    """
    found: dict[tuple[str, Any], list[Document]] = {}
    for seed in seeds:
        for document in seed.documents:
            defaults = {**hub.cards[document.provider].defaults, **options.get(document.provider, {})}
            own, named = defaults.get("app_id"), document.app_id
            is_default = named is None or str(named) == str(own) or len(seed.documents) == 1
            found.setdefault((document.provider, None if is_default else named), []).append(document)
    return found


def pointers(hub: Hub) -> list[str]:
    """For people: how to point clients to each default application, made or not."""
    found: list[str] = []
    for name, card in hub.cards.items():
        found += card.pointers(default_options(hub, name), hub.url, hub.addresses)
    return found


def read_seed(source: str | Path) -> Seed:
    """A seed file; documents that name no provider are of the first one. Raises SeedError."""
    return read(source, default=DEFAULT)
