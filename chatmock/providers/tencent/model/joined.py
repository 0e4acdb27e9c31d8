"""The groups that accounts are in, in the order of their joining; on lists by sort for those who read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from chatmock.providers.tencent.model.group import Group
from chatmock.providers.tencent.model.serial_order import SerialOrder

_FEW = 16
"""Groups of an account that are looked through each time."""


class Place(NamedTuple):
    """A group on the list of somebody who is in it."""

    serial: int
    """The number of its member."""
    group: Group


class _Own:
    """The groups of one account."""

    __slots__ = ("orders", "rows")

    def __init__(self) -> None:
        self.rows: dict[str, Group] = {}
        self.orders: dict[frozenset[str], SerialOrder[Place]] = {}


class Joined:
    """The groups of each account."""

    def __init__(self) -> None:
        self._own: dict[str, _Own] = {}

    def of(self, user_id: str) -> Mapping[str, Group]:
        """The groups that an account is in, by GroupId."""
        own = self._own.get(user_id)
        return own.rows if own is not None else {}

    def order(self, user_id: str, sorts: Iterable[str]) -> SerialOrder[Place]:
        """Those of some sorts, for pages and for counting."""
        own, wanted = self._own.get(user_id), frozenset(sorts)
        if own is None:
            return SerialOrder(())
        found = own.orders.get(wanted)
        if found is None:
            rows = (one for one in own.rows.values() if one.sort in wanted)
            found = SerialOrder(Place(one.members[user_id].serial, one) for one in rows)
            if len(own.rows) > _FEW:
                own.orders[wanted] = found
        return found

    def add(self, user_id: str, group: Group) -> None:
        """An account is a member of a group."""
        own = self._own.get(user_id)
        if own is None:
            own = self._own[user_id] = _Own()
        own.rows[group.group_id] = group
        for sorts, order in own.orders.items():
            if group.sort in sorts:
                order.add(Place(group.members[user_id].serial, group))

    def remove(self, user_id: str, serial: int, group: Group) -> None:
        """An account is a member no more; ``serial`` is the number it had as one."""
        own = self._own[user_id]
        del own.rows[group.group_id]
        for order in own.orders.values():
            order.remove(Place(serial, group))
        if not own.rows:
            del self._own[user_id]
