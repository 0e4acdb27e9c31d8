"""Whom the control API lets in: by the name a request calls it, by where it comes from, by the page it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address

import msgspec

_LOCALHOST = "localhost"
_NAME = r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\.?"
_HOST = rf"(?:\[([0-9a-f:.]+)\]|({_NAME}))(?::[0-9]{{1,5}})?"
_ORIGIN = rf"[a-z][a-z0-9+.-]*://(?:\[[0-9a-f:.]+\]|{_NAME})(?::[0-9]{{1,5}})?"


class Doors(msgspec.Struct, frozen=True):
    """Who comes in beside programs of this machine: ``hosts`` are names called from anywhere, ``origins`` those of pages."""

    hosts: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()

    @classmethod
    def of(cls, hosts: Iterable[str] = (), origins: Iterable[str] = ()) -> Doors:
        """Raises ValueError, with a sentence for people, for what is no name of a host or no origin."""
        return cls(frozenset(map(_checked_host, hosts)), frozenset(map(_checked_origin, origins)))

    def admits_host(self, host: str, peer: str) -> bool:
        """Whether a request for this ``Host`` may come from this address; without an address it comes of this process."""
        if not peer:
            return True
        name = name_of(host)
        if name is None:
            return False
        return name in self.hosts or ((name == _LOCALHOST or is_loopback(name)) and is_loopback(peer))

    def admits_origin(self, origin: str) -> bool:
        """Whether a page of an origin may call, from wherever it was loaded."""
        return origin.lower() in self.origins


def name_of(host: str) -> str | None:
    """The name in a ``Host`` header, as short as it is written: without brackets, port and last dot. None where it is none."""
    found = re.fullmatch(_HOST, host, re.IGNORECASE)
    if found is None:
        return None
    if found[1] is None:
        return found[2].lower().removesuffix(".")
    try:
        return str(ip_address(found[1]))
    except ValueError:
        return None


def is_loopback(address: str) -> bool:
    """Whether an address is one of this machine's loopback."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None)
    return (mapped or ip).is_loopback


def _checked_host(text: str) -> str:
    plain = text.strip().lower()
    bare = plain[1:-1] if plain.startswith("[") and plain.endswith("]") else plain
    name = name_of(f"[{bare}]" if ":" in bare else bare)
    if name is None:
        raise ValueError(
            f"{text!r} is no name of a host; give it without scheme and port, as in --allow-host chat.test"
        )
    return name


def _checked_origin(text: str) -> str:
    origin = text.strip().lower().removesuffix("/")
    if not re.fullmatch(_ORIGIN, origin, re.IGNORECASE):
        raise ValueError(
            f"{text!r} is no origin; give scheme, host and port, as in --allow-origin http://localhost:3000"
        )
    return origin
