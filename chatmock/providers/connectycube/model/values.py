"""Times and ids as ConnectyCube writes them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Protocol

from chatmock.core.clock import SECOND
from chatmock.core.ids import Ids


class Emit(Protocol):
    """Publishes an event by its name, with its facts."""

    def __call__(self, event: str, /, **facts: object) -> None: ...


def iso(ms: int) -> str:
    """A time in milliseconds as ``2026-11-21T19:38:18Z``."""
    return _iso(ms // SECOND)


@lru_cache(maxsize=64)
def _iso(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


@lru_cache(maxsize=64)
def expiry(seconds: int) -> str:
    """A time in seconds as ``2026-11-21 19:38:18 UTC``."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S UTC}"


class Dated:
    """A thing that was made at a time, and changed at another."""

    __slots__ = ()
    created: int
    updated: int
    """Milliseconds."""

    @property
    def created_at(self) -> str:
        return iso(self.created)

    @property
    def updated_at(self) -> str:
        return iso(self.updated)


def object_id(ids: Ids, seconds: int) -> str:
    """A new id of 24 hexadecimal digits that grows: the time, then what is greater than in all ids before."""
    return f"{seconds:08x}{ids.serial():016x}"
