"""Topics of communities, and the messages that they and groups have."""

from __future__ import annotations

from chatmock.core.filling import Values
from chatmock.core.seed_values import plain_values
from chatmock.core.seeds import Spot
from chatmock.providers.tencent.model import Group, GroupHistory, Topic, TopicSide
from chatmock.providers.tencent.seeds.loading import Loading, message_of
from chatmock.providers.tencent.seeds.values import dump_message

_OWN = ("id", "name", "serial", "created", "messages", "last_seq", "last_time", "sides", "pins")


def load_topic(loading: Loading, group: Group, values: Values, spot: Spot) -> None:
    """Fill in a topic of a community."""
    topic_id = loading.once((*spot, "id"), "topic", values["id"])
    if not group.supports_topics or not topic_id.startswith(f"{group.group_id}@TOPIC#_"):
        raise loading.wrong((*spot, "id"), "topics are for communities with supports_topics; ids begin GROUP@TOPIC#_")
    details = {name: value for name, value in values.items() if name not in _OWN}
    serial = loading.number(values, spot, "topic by serial", "serial")
    created = loading.seconds(values, spot, "created", group.created)
    topic = group.topics[topic_id] = Topic(topic_id, serial, values.get("name", topic_id), created, **details)
    topic.pins = {pin["seq"]: pin["by"] for pin in values.get("pins", ())}
    load_history(loading, group.group_id, topic.history, values, spot, topic_id)
    for user_id, row in values.get("sides", {}).items():
        side = topic.sides[loading.user_id((*spot, "sides", user_id), user_id)] = TopicSide(**row)
        if side.muted_until:
            topic.silent[user_id] = side


def load_history(
    loading: Loading, target: str, history: GroupHistory, values: Values, spot: Spot, topic_id: str = ""
) -> None:
    """Fill in the messages of a group, or of a topic."""
    for index, row in enumerate(values.get("messages", ())):
        here = (*spot, "messages", index)
        message = message_of(loading, row, here, target, history.last_seq + 1)
        message.topic = topic_id
        if history.get(message.seq) is not None or message.seq > values.get("last_seq", message.seq):
            raise loading.wrong((*here, "seq"), f"{message.seq} stands twice, or behind last_seq; leave it out")
        history.add(message)
    history.last_seq = max(history.last_seq, values.get("last_seq", 0))
    history.last_time = max(history.last_time, values.get("last_time", 0))


def dump_topic(topic: Topic) -> Values:
    values: Values = {
        "id": topic.topic_id,
        "created": topic.created * 1000,
        **plain_values(topic, "topic_id", "created", "history", "sides", "silent", "pins"),
        "last_seq": topic.history.last_seq,
        "last_time": topic.history.last_time,
        "pins": [{"seq": seq, "by": user_id} for seq, user_id in topic.pins.items()],
        "sides": {user_id: plain_values(side) for user_id, side in topic.sides.items()},
        "messages": [dump_message(message) for message in topic.history],
    }
    return {name: value for name, value in values.items() if value not in ([], {}, 0)}
