"""Topics of communities as answers show them."""

from __future__ import annotations

from collections.abc import Collection

from chatmock.providers.tencent.model import Group, Topic
from chatmock.providers.tencent.views.groups import Shown, pick


def show_topic_of(group: Group, topic: Topic, user_id: str, names: Collection[str] | None = None) -> Shown:
    """The profile of a topic, and what one account has of it; ``names`` are the fields of it that are asked for."""
    side, history = topic.side_of(user_id), topic.history
    own = {"MsgSeq": side.read_seq, "MsgFlag": side.msg_flag, "MuteTime": side.muted_until}
    shown: Shown = {
        "TopicName": topic.name,
        "FaceUrl": topic.face_url,
        "NextMsgSeq": history.last_seq + 1,
        "Notification": topic.notification,
        "Introduction": topic.introduction,
        "CreateTime": topic.created,
        "LastMsgTime": history.last_time,
        "LastMsgSeq": history.last_seq,
        "MuteAllMember": "On" if topic.muted else "Off",
        "ShutUpAllFlag": int(topic.muted),
        "CustomString": topic.custom_string,
    }
    known = {"GroupID": group.group_id, "TopicId": topic.topic_id}
    return {"TopicInfo": {**known, **pick(shown, names)}, "SelfInfo": pick(own, None)}


def gross_of(group: Group, user_id: str) -> Shown:
    """What the topics of a community come to together: the next number, and the number that an account has read up to."""
    topics = group.topics.values()
    return {
        "GrossTopicNextMsgSeq": sum(topic.history.last_seq for topic in topics) + 1,
        "GrossTopicReadSeq": sum(topic.side_of(user_id).read_seq for topic in topics),
    }
