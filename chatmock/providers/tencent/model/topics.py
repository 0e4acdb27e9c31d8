"""Topics of communities, and the one door for changes of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chatmock.core.clock import Clock
from chatmock.core.ids import Ids
from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.group import Group
from chatmock.providers.tencent.model.values import Emit


class Topics:
    """The topics of all communities; each community keeps its own."""

    def __init__(self, clock: Clock, ids: Ids, emit: Emit) -> None:
        self._clock = clock
        self._ids = ids
        self._emit = emit

    def add(self, community: Group, topic_id: str, by: Caller, **values: Any) -> Group:
        """Make a topic of a community. Emits topic.created."""
        topic_id = topic_id or f"{community.group_id}@TOPIC#_{self._ids.hex(10).upper()}"
        now = self._clock.seconds()
        known = {"created": now, "info_changed": now, **values, "members": community.members}
        topic = Group(topic_id, self._ids.serial(), community.kind, community=community.group_id, **known)
        community.topics[topic_id] = topic
        self._emit("topic.created", group=community, topic=topic, by=by)
        return topic

    def change(self, community: Group, topic: Group, values: Mapping[str, Any], by: Caller) -> None:
        """Change fields of a topic. Emits topic.changed with those that are others now."""
        changes = {name: value for name, value in values.items() if getattr(topic, name) != value}
        for name, value in changes.items():
            setattr(topic, name, value)
        if changes:
            self._emit("topic.changed", group=community, topic=topic, changes=changes, by=by)

    def drop(self, community: Group, topics: list[Group], by: Caller) -> None:
        """Topics are no more. Emits topic.destroyed."""
        for topic in topics:
            del community.topics[topic.group_id]
        if topics:
            self._emit("topic.destroyed", group=community, topics=topics, by=by)
