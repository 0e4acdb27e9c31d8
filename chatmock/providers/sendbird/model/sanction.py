"""Bans and mutes: what keeps a user out of a channel, or silent in it, until the clock ends it."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import ClassVar, Generic, TypeVar

import msgspec

from chatmock.core.clock import SECOND, Clock
from chatmock.core.table import Table
from chatmock.providers.sendbird.model.user import User

LONGEST = 315_360_000
"""Seconds of a ban or mute without an end: ten years (recorded: end_at - start_at = 315360000000 ms)."""


class Sanction(msgspec.Struct, eq=False):
    """A ban or a mute of a user in a channel. Times are milliseconds."""

    user: User
    channel_url: str
    clock: Clock
    serial: int
    start_at: int
    end_at: int
    description: str = ""

    kept_in: ClassVar[str]
    """The attribute of channels and places that holds those of this kind."""

    @property
    def lasts(self) -> bool:
        return self.clock.now() < self.end_at

    @property
    def remaining_duration(self) -> int:
        """Milliseconds left; -1 where there is no end (client: the SDKs' realtime source)."""
        if self.end_at - self.start_at >= LONGEST * SECOND:
            return -1
        return max(0, self.end_at - self.clock.now())


S = TypeVar("S", bound=Sanction)


class Sanctions(Table[S], Generic[S]):
    """The bans or the mutes of a channel by user id, or of a user by channel address, the earliest first.

    One whose time is over is not found, and another of the same key takes its place. Only iterating shows all that are kept.
    Those of a channel find, too, what holds in all channels of its custom type.
    """

    __slots__ = ("of_type",)

    def __init__(self, key: Callable[[S], str], position: Callable[[S], int]) -> None:
        super().__init__(key, position)
        self.of_type: Sanctions[S] | None = None
        """Those of the custom type of the channel."""

    def get(self, key: str) -> S | None:
        return self.own(key) or (self.of_type.own(key) if self.of_type is not None else None)

    def own(self, key: str) -> S | None:
        """The one that is filed here."""
        found = self.rows.get(key)
        return found if found is not None and found.lasts else None

    def __contains__(self, key: str) -> bool:
        found = self.rows.get(key)
        return (found is not None and found.lasts) or (self.of_type is not None and key in self.of_type)

    def add(self, row: S) -> S:
        if (before := super().get(self._key(row))) is not None:
            self.remove(before)
        return super().add(row)


_start = attrgetter("start_at")
_user_id = attrgetter("user.user_id")
_channel_url = attrgetter("channel_url")


def by_user() -> Sanctions[S]:
    return Sanctions(_user_id, _start)


def by_channel() -> Sanctions[S]:
    return Sanctions(_channel_url, _start)


class Ban(Sanction, eq=False):
    """Keeps a user out of a channel."""

    kept_in = "bans"


class Mute(Sanction, eq=False):
    """Keeps a user from writing in a channel."""

    kept_in = "mutes"
