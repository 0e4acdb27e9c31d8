"""Attributes and tags of accounts, and the pushes that were made to those that have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.values import Emit


class Pushed(msgspec.Struct):
    """How often there were pushes."""

    day: str = ""
    """The last day of one, as YYYYMMDD."""
    count: int = 0
    """How many there were on that day."""
    last: int = 0
    """When the last one was, in milliseconds."""


class Pushing(msgspec.Struct, eq=False):
    """The one door for attributes and tags."""

    emit: Emit
    names: dict[str, str] = msgspec.field(default_factory=dict)
    """The application's attributes, by their numbers from 0 to 9."""
    attributes: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    """By UserID, then by name."""
    tags: dict[str, dict[str, None]] = msgspec.field(default_factory=dict)
    """By UserID."""
    tagged: dict[str, dict[str, None]] = msgspec.field(default_factory=dict)
    """Who has a tag."""
    pushed: Pushed = msgspec.field(default_factory=Pushed)

    def name(self, names: Mapping[str, str], by: Caller) -> None:
        """Give attributes their names. Emits push.attributes_named."""
        self.names |= names
        self.emit("push.attributes_named", names=names, by=by)

    def set_attributes(self, user_id: str, values: Mapping[str, str], by: Caller) -> None:
        """Emits push.attributes_changed."""
        self.attributes.setdefault(user_id, {}).update(values)
        self.emit("push.attributes_changed", user_id=user_id, by=by)

    def remove_attributes(self, user_id: str, names: Iterable[str], by: Caller) -> None:
        """Emits push.attributes_changed."""
        own = self.attributes.get(user_id, {})
        for name in names:
            own.pop(name, None)
        if not own:
            self.attributes.pop(user_id, None)
        self.emit("push.attributes_changed", user_id=user_id, by=by)

    def add_tags(self, user_id: str, tags: Iterable[str], by: Caller) -> None:
        """Emits push.tags_changed."""
        self.put_tags(user_id, tags)
        self.emit("push.tags_changed", user_id=user_id, by=by)

    def put_tags(self, user_id: str, tags: Iterable[str]) -> None:
        """Take tags in: new ones, or those of a seed."""
        for tag in tags:
            self.tags.setdefault(user_id, {})[tag] = None
            self.tagged.setdefault(tag, {})[user_id] = None

    def remove_tags(self, user_id: str, tags: Iterable[str], by: Caller) -> None:
        """Emits push.tags_changed."""
        for tag in list(tags):
            if tag in self.tags.get(user_id, ()):
                _take_out(self.tags, user_id, tag)
                _take_out(self.tagged, tag, user_id)
        self.emit("push.tags_changed", user_id=user_id, by=by)

    def push(self, task_id: str, sender: str, recipients: list[str], day: str, now: int, by: Caller) -> None:
        """A push was made. Emits push.made."""
        before = self.pushed.count if self.pushed.day == day else 0
        self.pushed = Pushed(day, before + 1, now)
        self.emit("push.made", task_id=task_id, sender=sender, recipients=recipients, by=by)

    def forget(self, user_id: str) -> None:
        """An account is no more."""
        self.attributes.pop(user_id, None)
        for tag in self.tags.pop(user_id, {}):
            _take_out(self.tagged, tag, user_id)


def _take_out(table: dict[str, dict[str, None]], key: str, inner: str) -> None:
    own = table[key]
    del own[inner]
    if not own:
        del table[key]
