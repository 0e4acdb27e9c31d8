"""The requests to groups that owners and admins may answer, in the order of their times: for those who read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from chatmock.core.timeline import Timeline
from chatmock.providers.tencent.model.group import MEMBER, Group, Member
from chatmock.providers.tencent.model.join_request import INVITED, JoinRequest


class Pending:
    """The open requests, but for those that an invited account itself answers."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._rows: dict[int, tuple[Group, JoinRequest]] = {}
        self._orders: dict[tuple[str, bool], Timeline] = {}
        """By who may answer them, those of communities apart."""

    def order(self, user_id: str, groups: Iterable[Group], *, communities: bool) -> Timeline:
        """The times and numbers of the requests that an account may answer; ``groups`` are all it is in."""
        found = self._orders.get((user_id, communities))
        if found is None:
            found = self._orders[user_id, communities] = Timeline()
            for group in groups:
                if user_id in group.managers and group.is_community == communities:
                    _fill(found, group)
        return found

    def since(self, order: Timeline, time: int) -> Iterator[tuple[Group, JoinRequest]]:
        """The requests of an order from a time in milliseconds on."""
        return (self._rows[number] for _, number in order.up((time, 0)))

    def add(self, group: Group, request: JoinRequest) -> None:
        """A request is open."""
        if request.kind == INVITED:
            return
        request.number = next(self._numbers)
        self._rows[request.number] = group, request
        for order in self._orders_of(group):
            order.add(request.time, request.number)

    def remove(self, group: Group, request: JoinRequest) -> None:
        """A request is answered, or there is nothing to answer any more."""
        if self._rows.pop(request.number, None) is not None:
            for order in self._orders_of(group):
                order.remove(request.time, request.number)

    def note(self, group: Group, member: Member) -> None:
        """Somebody is an owner or admin of a group, or none any more."""
        order = self._orders.get((member.user_id, group.is_community))
        if order is not None:
            _empty(order, group)
            if member.role != MEMBER and member.user_id in group.members:
                _fill(order, group)

    def forget(self, user_id: str) -> None:
        """An account is no more."""
        for communities in (False, True):
            self._orders.pop((user_id, communities), None)

    def _orders_of(self, group: Group) -> Iterator[Timeline]:
        for user_id in group.managers:
            if (order := self._orders.get((user_id, group.is_community))) is not None:
                yield order


def _places(group: Group) -> Iterator[tuple[int, int]]:
    return ((one.time, one.number) for one in group.requests.values() if one.kind != INVITED)


def _fill(order: Timeline, group: Group) -> None:
    for place in _places(group):
        order.add(*place)


def _empty(order: Timeline, group: Group) -> None:
    for place in _places(group):
        if place in order:
            order.remove(*place)
