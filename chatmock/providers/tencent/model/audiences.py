"""Which members of groups are online, and which of them have a mark: for the groups of which somebody asks it."""

from __future__ import annotations

from collections.abc import Container, Mapping

from chatmock.providers.tencent.model.group import Group, Member
from chatmock.providers.tencent.model.serial_order import SerialOrder

EVERYBODY = -1
"""What stands for no mark."""


class Audiences:
    """Those who are online, by GroupId and by mark."""

    def __init__(self, online: Container[str]) -> None:
        self._online = online
        self._orders: dict[str, dict[int, SerialOrder[Member]]] = {}

    def of(self, group: Group, mark: int = EVERYBODY) -> SerialOrder[Member]:
        """The members of a group who are online, or those of them with a mark."""
        own = self._orders.get(group.group_id)
        if own is None:
            there = (one for one in group.members.values() if one.user_id in self._online)
            own = self._orders[group.group_id] = {EVERYBODY: SerialOrder(there)}
        found = own.get(mark)
        if found is None:
            found = SerialOrder(one for one in own[EVERYBODY] if mark in one.marks)
            if len(found):  # anybody may ask for any number
                own[mark] = found
        return found

    def note(self, group: Group, member: Member) -> None:
        """Somebody has come into a group, has other marks, or is online or not any more."""
        own = self._orders.get(group.group_id)
        if own is None:
            return
        here = member.user_id in self._online
        for mark, order in own.items():
            if here and (mark == EVERYBODY or mark in member.marks):
                order.add(member)
            else:
                order.remove(member)

    def move(self, user_id: str, groups: Mapping[str, Group]) -> None:
        """Somebody is online, or not any more; ``groups`` are those of the account."""
        few = self._orders if len(self._orders) < len(groups) else groups
        for group in [groups[one] for one in few if one in groups and one in self._orders]:
            self.note(group, group.members[user_id])

    def leave(self, group: Group, member: Member) -> None:
        """Somebody is a member no more."""
        for order in self._orders.get(group.group_id, {}).values():
            order.remove(member)

    def drop(self, group: Group) -> None:
        """A group is no more."""
        self._orders.pop(group.group_id, None)
