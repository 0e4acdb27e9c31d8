"""Times and ids as ConnectyCube writes them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Protocol

from chatmock.core.clock import LAST, SECOND
from chatmock.core.ids import Ids

_MOST_OF_AN_ID = 0xFFFFFFFF
"""Seconds that an id has room for, which are over in 2106."""


class Emit(Protocol):
    """Publishes an event by its name, with its facts."""

    def __call__(self, event: str, /, **facts: object) -> None: ...


def iso(ms: int) -> str:
    """A time in milliseconds as ``2026-11-21T19:38:18Z``."""
    return _iso(ms // SECOND)


def _moment(seconds: int) -> datetime:
    """A time as a calendar has it; what is beyond its end is its end."""
    return datetime.fromtimestamp(min(seconds, LAST // SECOND), UTC)


@lru_cache(maxsize=64)
def _iso(seconds: int) -> str:
    return f"{_moment(seconds):%Y-%m-%dT%H:%M:%SZ}"


@lru_cache(maxsize=64)
def expiry(seconds: int) -> str:
    """A time in seconds as ``2026-11-21 19:38:18 UTC``."""
    return f"{_moment(seconds):%Y-%m-%d %H:%M:%S UTC}"


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
    return f"{min(seconds, _MOST_OF_AN_ID):08x}{ids.serial():016x}"
