"""What stands on a group for all its members: attributes, counters, pinned messages. The one door for changes of it."""

from __future__ import annotations

from collections.abc import Mapping

from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.group import Group
from chatmock.providers.tencent.model.message import Message
from chatmock.providers.tencent.model.values import Emit


class Boards:
    """The attributes, counters and pins of all groups; each group keeps its own."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit

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
        if pinned:
            group.pins[message.seq] = by.user_id
        else:
            del group.pins[message.seq]
        self._emit("group.pinned", group=group, message=message, pinned=pinned, by=by)
