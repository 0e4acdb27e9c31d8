"""The members of a group in the order of their joining, paged at a cost that does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from chatmock.core.timeline import Timeline


class Joined(Protocol):
    """Somebody in a group."""

    serial: int


M = TypeVar("M", bound=Joined)


class MemberOrder(Generic[M]):
    """Made for pages that somebody reads."""

    __slots__ = ("_places", "_rows")

    def __init__(self, members: Iterable[M]) -> None:
        self._places = Timeline()
        self._rows: dict[int, M] = {}
        for member in members:
            self.add(member)

    def add(self, member: M) -> None:
        """Have a member in it."""
        if member.serial not in self._rows:
            self._rows[member.serial] = member
            self._places.add(member.serial, member.serial)

    def remove(self, member: M) -> None:
        """Have a member not in it."""
        if self._rows.pop(member.serial, None) is not None:
            self._places.remove(member.serial, member.serial)

    def page(self, offset: int, count: int) -> list[M]:
        """Up to so many members, behind so many others."""
        if offset >= len(self._places) or count <= 0:
            return []
        return [self._rows[serial] for serial in self._places.serials_up(self._places.at(offset), count)]
