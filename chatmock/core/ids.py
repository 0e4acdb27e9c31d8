"""A tenant's identifiers: the only module that draws random-looking values, all of them from the tenant's seed."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b


class Ids:
    """Identifiers of one tenant. The same seed and the same calls give the same values, run after run."""

    __slots__ = ("_drawn", "_key", "_serial")

    def __init__(self, seed: str) -> None:
        self._key, first = _begun(seed)
        self._drawn = 1
        self._serial = 100_000_000 + _number(first, 400_000_000)

    def _draw(self) -> bytes:
        self._drawn += 1
        return _drawn(self._key, self._drawn)

    def serial(self) -> int:
        """The next positive integer of nine digits, greater than all before it."""
        self._serial += 1
        return self._serial

    def after(self, serial: int) -> None:
        """Give no serial up to this one any more: a loaded row has it."""
        self._serial = max(self._serial, serial)

    def hex(self, digits: int = 40) -> str:
        """Lower-case hexadecimal characters, 128 at the most."""
        return self._draw().hex()[:digits]

    def number(self, below: int) -> int:
        """A number from 0 up to, not including, ``below``."""
        return _number(self._draw(), below)

    def secret(self) -> bytes:
        """The tenant's own key for sealing page tokens; always the same one."""
        return _secret(self._key)

    def saved(self) -> dict[str, int]:
        """What a snapshot keeps: how far both sources have come."""
        return {"serial": self._serial, "drawn": self._drawn}

    def restore(self, saved: dict[str, int]) -> None:
        self._serial, self._drawn = saved["serial"], saved["drawn"]


@lru_cache(maxsize=64)
def _begun(seed: str) -> tuple[bytes, bytes]:
    """The key of a seed, and its first draw: most tenants have the same seed."""
    key = blake2b(seed.encode(), digest_size=32).digest()
    return key, _drawn(key, 1)


@lru_cache(maxsize=64)
def _secret(key: bytes) -> bytes:
    return blake2b(b"secret", key=key).digest()


def _drawn(key: bytes, number: int) -> bytes:
    return blake2b(number.to_bytes(8, "big"), key=key).digest()


def _number(drawn: bytes, below: int) -> int:
    return int.from_bytes(drawn[:16], "big") % below


def fraction(seed: str, number: int) -> float:
    """The ``number``-th of a seed's draws: from 0 up to, not including, 1, the same in each run."""
    drawn = blake2b(number.to_bytes(8, "big"), key=blake2b(seed.encode(), digest_size=32).digest(), digest_size=8)
    return int.from_bytes(drawn.digest()[:6], "big") / 2**48
