"""The topics of communities, and the one door for changes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from chatmock.core.clock import Clock
from chatmock.core.ids import Ids
from chatmock.providers.tencent.model import tips
from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.group import Group
from chatmock.providers.tencent.model.groups import Groups
from chatmock.providers.tencent.model.topic import Topic
from chatmock.providers.tencent.model.values import Emit

PREFIX = "@TOPIC#_"
"""How the part of a TopicId begins that stands behind the GroupId."""


class Topics:
    """Changes topics; each stands in its group."""

    def __init__(self, clock: Clock, ids: Ids, groups: Groups, emit: Emit) -> None:
        self._clock = clock
        self._ids = ids
        self._groups = groups
        self._emit = emit

    def create(self, group: Group, name: str, by: Caller, *, topic_id: str = "", **values: Any) -> Topic:
        """Make a topic; ``values`` are fields of ``Topic``. Emits topic.created."""
        topic_id = topic_id or f"{group.group_id}{PREFIX}{self._ids.hex(10).upper()}"
        known = {"created": self._clock.seconds(), **values}
        topic = Topic(topic_id, self._ids.serial(), name, **known)
        group.topics[topic_id] = topic
        self._emit("topic.created", group=group, topic_id=topic_id, name=name, custom={}, by=by)
        return topic

    def change(self, group: Group, topic: Topic, values: Mapping[str, Any], by: Caller) -> None:
        """Change fields of a topic, by their names in ``Topic``. Emits topic.changed with those that are others now."""
        changes = {name: value for name, value in values.items() if getattr(topic, name) != value}
        if not changes:
            return
        for name, value in changes.items():
            setattr(topic, name, value)
        self._emit("topic.changed", group=group, topic_id=topic.topic_id, changes=changes, by=by)
        self._groups.tip(group, tips.of_topic(by.user_id, changes, len(group.members)), by, topic.topic_id)

    def destroy(self, group: Group, topic_ids: Iterable[str], by: Caller) -> None:
        """Topics are no more, nor their messages. Emits topic.destroyed."""
        named = list(topic_ids)
        for topic_id in named:
            del group.topics[topic_id]
        if named:
            self._emit("topic.destroyed", group=group, topic_ids=named, by=by)

    def change_members(
        self, group: Group, topic: Topic, user_ids: Iterable[str], values: Mapping[str, Any], by: Caller
    ) -> None:
        """Change fields of members in a topic, by their names in ``TopicSide``.

        Emits topic.member_changed for each, with those that are others now.
        """
        silenced = []
        for user_id in user_ids:
            seen = topic.side_of(user_id)
            changes = {name: value for name, value in values.items() if getattr(seen, name) != value}
            if not changes:
                continue
            side = topic.own_side(user_id)
            for name, value in changes.items():
                setattr(side, name, value)
            if "muted_until" in changes:
                silenced.append(user_id)
                topic.note_silence(user_id)
            self._emit(
                "topic.member_changed",
                group=group,
                topic_id=topic.topic_id,
                user_id=user_id,
                changes=changes,
                by=by,
            )
        if silenced:
            seconds = max(0, values["muted_until"] - self._clock.seconds())
            self._groups.tip(
                group, tips.of_silence(by.user_id, silenced, seconds, len(group.members)), by, topic.topic_id
            )

    def read(self, group: Group, topic: Topic, user_id: str, seq: int, by: Caller) -> bool:
        """A member has read up to a MsgSeq of a topic; False where it had. Emits topic.read."""
        side, seq = topic.side_of(user_id), min(seq, topic.history.last_seq)
        if seq <= side.read_seq:
            return False
        topic.own_side(user_id).read_seq = seq
        self._emit("topic.read", group=group, topic_id=topic.topic_id, user_id=user_id, by=by)
        return True
