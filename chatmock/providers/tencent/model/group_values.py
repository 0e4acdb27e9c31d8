"""What groups have beside members and messages: requests, attributes, counters, pins; part of the one door for groups."""

from __future__ import annotations

from collections.abc import Mapping

from chatmock.core.clock import Clock
from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.group import Group
from chatmock.providers.tencent.model.join_request import JoinRequest
from chatmock.providers.tencent.model.message import Message
from chatmock.providers.tencent.model.pending import Pending
from chatmock.providers.tencent.model.recents import Recents
from chatmock.providers.tencent.model.values import Emit


class GroupValues:
    """Changes what a group has beside members and messages."""

    def __init__(self, clock: Clock, recents: Recents, emit: Emit) -> None:
        self._clock = clock
        self._recents = recents
        self._emit = emit
        self.pending = Pending()

    # --- requests ---

    def ask(self, group: Group, request: JoinRequest, by: Caller) -> None:
        """Ask for somebody to be let in; asking again takes the place of the earlier one. Emits group.asked."""
        self._withdraw(group, request.key)
        if group.requests:
            request.time = max(request.time, next(reversed(group.requests.values())).time + 1)
        self.put_request(group, request)
        self._emit("group.asked", group=group, request=request, by=by)

    def put_request(self, group: Group, request: JoinRequest) -> None:
        """Take a request in: a new one, or one of a seed."""
        group.requests[request.key] = request
        self.pending.add(group, request)

    def _withdraw(self, group: Group, key: str) -> None:
        """Have a request no more, if there is one."""
        if (request := group.requests.pop(key, None)) is not None:
            self.pending.remove(group, request)

    def answer(self, group: Group, request: JoinRequest, by: Caller, *, agreed: bool, message: str = "") -> None:
        """Answer a request; who asks lets somebody in by ``join``. Emits group.answered."""
        self._withdraw(group, request.key)
        self._emit("group.answered", group=group, request=request, agreed=agreed, message=message, by=by)

    def notify(self, group: Group, user_ids: list[str], content: str, by: Caller) -> None:
        """Tell members something in the name of the group. Emits group.notified."""
        self._emit("group.notified", group=group, user_ids=user_ids, content=content, by=by)

    # --- attributes, counters, pins ---

    def write_attributes(self, group: Group, kind: str, values: Mapping[str, str], by: Caller) -> None:
        """Write attributes: ``kind`` is set, modify, delete or clear, as webhooks call it. Emits group.attributes."""
        if kind in ("set", "clear"):
            group.attributes.clear()
            group.attribute_seqs.clear()
        for key, value in values.items():
            if kind == "delete":
                group.attributes.pop(key, None)
                group.attribute_seqs.pop(key, None)
            elif kind != "clear":
                group.attributes[key] = value
                group.attribute_seqs[key] = group.attribute_seqs.get(key, 0) + 1
        group.attributes_seq += 1
        self._emit("group.attributes", group=group, kind=kind, changes=dict(values), by=by)

    def count(self, group: Group, kind: str, values: Mapping[str, int], by: Caller) -> None:
        """Set counters: ``kind`` is set or delete. Emits group.counters."""
        for key, value in values.items():
            if kind == "delete":
                group.counters.pop(key, None)
            else:
                group.counters[key] = value
        self._emit("group.counters", group=group, kind=kind, changes=dict(values), by=by)

    def pin(self, group: Group, message: Message, by: Caller, *, pinned: bool) -> None:
        """Pin a message, or let it go. Emits group.pinned."""
        pins = group.pins_of(message.topic)
        if pinned:
            pins[message.seq] = by.user_id
        else:
            del pins[message.seq]
        self._emit("group.pinned", group=group, message=message, pinned=pinned, by=by)
