"""One call as a fault looks at it: whom it concerns, which channel, and what is sent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import msgspec


class Naming(msgspec.Struct, frozen=True):
    """The names under which a platform sends the ids of users and of channels."""

    users: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    any_case: bool = False
    """Whether the id of a channel is the same in upper and lower case."""


class Sight:
    """What one call shows. ``who`` are the users known beforehand, ``place`` the values in its path by their names.

    ``read`` gives what is sent, and is asked once at the most. Where ``who`` is everybody, what is sent names no other.
    """

    __slots__ = ("_read", "_sent", "place", "who", "who_is_all")

    def __init__(
        self,
        who: Collection[str] = (),
        place: Mapping[str, Any] | None = None,
        read: Callable[[], Any] | None = None,
        *,
        who_is_all: bool = False,
    ) -> None:
        self.who = who
        self.place: Mapping[str, Any] = place or {}
        self.who_is_all = who_is_all
        self._read = read
        self._sent: Mapping[str, Any] | None = None

    @property
    def sent(self) -> Mapping[str, Any]:
        """The values that are sent; none where they cannot be read."""
        if self._sent is None:
            try:
                found = self._read() if self._read is not None else None
            except ValueError:
                found = None
            self._sent = found if isinstance(found, Mapping) else {}
        return self._sent

    def concerns(self, user_id: str, naming: Naming) -> bool:
        """Whether a user asks, hears it, or is named in it."""
        if user_id in self.who:
            return True
        return not self.who_is_all and user_id in _texts((self.place, self.sent), naming.users)

    def is_in(self, channel: str, naming: Naming) -> bool:
        """Whether it is about a channel."""
        texts = _texts((self.place, self.sent), naming.channels)
        return any(text.lower() == channel.lower() for text in texts) if naming.any_case else channel in texts


BLIND = Sight()
"""A call of which nothing is known but its name."""


def _texts(places: tuple[Mapping[str, Any], ...], names: frozenset[str]) -> Iterator[str]:
    """The texts that stand under some names, or one object deeper."""
    for place in places:
        for values in (place, *(value for value in place.values() if isinstance(value, Mapping))):
            for name in names:
                found = values.get(name)
                each = found if isinstance(found, list) else (found,)
                yield from (str(one) for one in each if type(one) in (str, int))  # of some platforms ids are numbers


def holds(wanted: Any, given: Any) -> bool:
    """Whether what is given has what is wanted: of objects the keys that are named, of all else the same value.

    A number or a boolean may be given as text, as forms and queries do.
    """
    if isinstance(wanted, dict):
        return isinstance(given, Mapping) and all(
            name in given and holds(value, given[name]) for name, value in wanted.items()
        )
    if isinstance(given, str) and isinstance(wanted, bool | int | float):
        return given == (str(wanted).lower() if isinstance(wanted, bool) else str(wanted))
    return bool(wanted == given) and isinstance(wanted, bool) == isinstance(given, bool)
