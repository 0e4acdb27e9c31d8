"""What providers listen to beside HTTP: by name, at the ports people choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chatmock.core.card import Card
from chatmock.core.given import port_number
from chatmock.core.words import cut


def ports(texts: Iterable[str]) -> dict[str, int]:
    """The ports that ``NAME=PORT`` texts choose, by name; raises ValueError with a sentence for people."""
    found: dict[str, int] = {}
    for text in texts:
        name, _, port = (part.strip() for part in text.partition("="))
        if not (name and port):
            raise ValueError(f"{cut(repr(text))} is no NAME=PORT, as in chat=5222; port 0 takes one that is free")
        if name in found:
            raise ValueError(f"{name} is named twice; it listens at one port")
        found[name] = port_number(port)
    return found


def listeners(cards: Mapping[str, Card], names: Iterable[str]) -> dict[str, str]:
    """The provider that listens to each name; raises ValueError with a sentence for people."""
    known = {name: provider for provider, card in cards.items() for name in card.listens}
    for name in names:
        if name not in known:
            raise ValueError(f"nobody listens to {name!r}; there are: {', '.join(sorted(known)) or 'no names'}")
    return {name: known[name] for name in names}


def port_numbers(addresses: Mapping[str, str]) -> dict[str, int]:
    """The port of each address."""
    return {name: int(address.rpartition(":")[2]) for name, address in addresses.items()}
