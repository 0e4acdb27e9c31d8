"""What is written into a group beside its messages: attributes, counters, marks of members; and the one door for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.group import Group, Member
from chatmock.providers.tencent.model.values import Emit


class GroupValues:
    """Changes attributes, counters and marks; each stands in its group."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit

    # --- attributes ---

    def set_attributes(self, group: Group, values: Mapping[str, str], by: Caller) -> None:
        """Have these attributes and no others. Emits attributes.changed."""
        group.attributes.replace(values)
        self._tell(group, "set", values, by)

    def modify_attributes(self, group: Group, values: Mapping[str, str], by: Caller) -> None:
        """Have these attributes beside the others. Emits attributes.changed."""
        group.attributes.put(values)
        self._tell(group, "modify", values, by)

    def delete_attributes(self, group: Group, keys: Iterable[str], by: Caller) -> None:
        """Take attributes away. Emits attributes.changed with the values they had."""
        had = group.attributes.plain()
        values = {key: had[key] for key in keys}
        group.attributes.take(values)
        self._tell(group, "delete", values, by)

    def clear_attributes(self, group: Group, by: Caller) -> None:
        """Take all attributes away. Emits attributes.changed."""
        group.attributes.clear()
        self._tell(group, "clear", {}, by)

    def _tell(self, group: Group, how: str, values: Mapping[str, str], by: Caller) -> None:
        self._emit("attributes.changed", group=group, how=how, values=dict(values), by=by)

    # --- counters ---

    def count(self, group: Group, values: Mapping[str, int], by: Caller) -> None:
        """Have counters at these values. Emits counters.changed with those that are others now."""
        changes = {key: value for key, value in values.items() if group.counters.get(key) != value}
        group.counters |= values
        if changes:
            self._emit("counters.changed", group=group, values=changes, by=by)

    def delete_counters(self, group: Group, keys: Iterable[str], by: Caller) -> None:
        """Take counters away. Emits counters.deleted with those that were there."""
        gone = [key for key in keys if group.counters.pop(key, None) is not None]
        if gone:
            self._emit("counters.deleted", group=group, keys=gone, by=by)

    # --- marks ---

    def mark(self, group: Group, marks: Mapping[str, tuple[int, ...]], by: Caller) -> None:
        """Give members of a live group their marks. Emits member.changed for each whose marks are others now."""
        for user_id, own in marks.items():
            member: Member = group.members[user_id]
            if member.marks != own:
                member.marks = own
                self._emit("member.changed", group=group, member=member, changes={"marks": own}, by=by)
