"""Page tokens: the position of the last row, sealed for one operation, tenant and set of filters, good for an hour."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

import orjson

from chatmock.core.clock import HOUR
from chatmock.core.timeline import Mark

LIFETIME = HOUR
_SEAL = 8


class Malformed(Exception):
    """The token is none of ours, or was given out for something else."""


class Expired(Exception):
    """The token is older than an hour on the tenant's clock."""


def seal(mark: Mark, *, at: int, secret: bytes, scope: str, filters: Mapping[str, Any]) -> str:
    """A token that continues after ``mark``; ``scope`` names the list it belongs to."""
    payload = b"".join(n.to_bytes(8, "big", signed=True) for n in (at, *mark))
    return b64encode(payload + _seal(payload, secret, scope, filters)).decode()


def unseal(token: str, *, at: int, secret: bytes, scope: str, filters: Mapping[str, Any]) -> Mark:
    """The mark inside a token; raises Malformed or Expired. Takes either base64 alphabet, ``~~`` as padding too."""
    plain = token.translate(_PLAIN)
    try:
        data = b64decode(plain.encode("ascii"), validate=True)
    except ValueError:
        raise Malformed from None
    if b64encode(data).decode() != plain:  # the last character has bits that mean nothing
        raise Malformed
    payload = data[:-_SEAL]
    if len(payload) != 24 or data[-_SEAL:] != _seal(payload, secret, scope, filters):
        raise Malformed
    issued, position, serial = (int.from_bytes(payload[i : i + 8], "big", signed=True) for i in (0, 8, 16))
    if at - issued > LIFETIME:
        raise Expired
    return position, serial


def url_safe(token: str) -> str:
    """The same token in the URL-safe alphabet, padding written as ``~``."""
    return token.translate(_SAFE)


_PLAIN = str.maketrans("-_~", "+/=")
_SAFE = str.maketrans("+/=", "-_~")


def _seal(payload: bytes, secret: bytes, scope: str, filters: Mapping[str, Any]) -> bytes:
    about = orjson.dumps([scope, filters], option=orjson.OPT_SORT_KEYS)
    return blake2b(payload + about, key=secret, digest_size=_SEAL).digest()
