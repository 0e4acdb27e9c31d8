"""Topics of communities: made, changed, listed, deleted."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.groups.rights import inside, managing
from chatmock.providers.tencent.model import App, Caller, Given, Group, Member

_FIELDS = {
    "TopicName": "name",
    "CustomString": "custom_text",
    "FaceUrl": "face_url",
    "Notification": "notification",
    "Introduction": "introduction",
}
_LONGEST_NAME = 150
"""Bytes."""


def _check_community(group: Group) -> None:
    if group.kind != "Community" or not group.supports_topics:
        raise errors.no_right(reason="the group has no topics")


def _values(given: Given) -> dict[str, Any]:
    values = {own: given[name] for name, own in _FIELDS.items() if name in given}
    if not 0 < len(values.get("name", "x").encode()) <= _LONGEST_NAME:
        raise errors.bad_group_value(field="TopicName")
    if "ShutUpAllMember" in given:
        if given["ShutUpAllMember"] not in ("On", "Off"):
            raise errors.bad_group_value(field="ShutUpAllMember")
        values["muted"] = given["ShutUpAllMember"] == "On"
    return values


@api.command("million_group_open_http_svc.create_topic", accepts="frame.million_group_open_http_svc.create_topic")
def make_topic(app: App, caller: Caller, given: Given) -> Given:
    """Make a topic of a community, as owner or admin."""
    group, _ = managing(app, caller, given)
    _check_community(group)
    topic_id = given.get("TopicId", "")
    if topic_id and (not topic_id.startswith(f"{group.group_id}@TOPIC#_") or topic_id in group.topics):
        raise errors.bad_group_id()
    return {"TopicId": app.topics.add(group, topic_id, caller, **_values(given)).group_id}


@api.command("million_group_open_http_svc.modify_topic", accepts="frame.million_group_open_http_svc.modify_topic")
def change_topic(app: App, caller: Caller, given: Given) -> None:
    """Change a topic, as owner or admin."""
    group, _ = managing(app, caller, given)
    topic = group.topics.get(given["TopicId"])
    if topic is None:
        raise errors.group_gone(group_id=given["TopicId"])
    app.topics.change(group, topic, _values(given), caller)


@api.command("million_group_open_http_svc.destroy_topic", accepts="frame.million_group_open_http_svc.destroy_topic")
def drop_topics(app: App, caller: Caller, given: Given) -> Given:
    """Delete topics, as owner or admin; each has a result of its own."""
    group, _ = managing(app, caller, given)
    named = dict.fromkeys(given["TopicIdList"])
    app.topics.drop(group, [group.topics[one] for one in named if one in group.topics], caller)
    rows = []
    for topic_id in named:
        rows.append({"TopicId": topic_id, "ErrorCode": 0, "ErrorInfo": ""})
    return {"DestroyResultItem": rows}


@api.command("million_group_open_http_svc.get_topic", accepts="frame.million_group_open_http_svc.get_topic")
def list_topics(app: App, caller: Caller, given: Given) -> Given:
    """Give the topics of a community, or some of them, and what the caller has of each."""
    group, member = inside(app, caller, given)
    wanted = given.get("TopicIdList") or list(group.topics)
    return {"TopicAndSelfInfo": [_show(group, member, one) for one in dict.fromkeys(wanted)]}


def _show(group: Group, member: Member, topic_id: str) -> dict[str, Any]:
    topic = group.topics.get(topic_id)
    if topic is None:
        refusal = errors.group_gone(group_id=topic_id)
        info = {"TopicId": topic_id, "GroupID": group.group_id}
        return {"TopicInfo": info, "ErrorCode": refusal.error.code, "ErrorInfo": refusal.message()}
    shown = {
        "TopicId": topic_id,
        "GroupID": group.group_id,
        "TopicName": topic.name,
        "FaceUrl": topic.face_url,
        "Notification": topic.notification,
        "Introduction": topic.introduction,
        "CustomString": topic.custom_text,
        "CreateTime": topic.created,
        "ShutUpAllFlag": "On" if topic.muted else "Off",
        "NextMsgSeq": topic.history.last_seq + 1,
        "LastMsgTime": topic.history.last_time,
        "LastMsgSeq": topic.history.last_seq,
    }
    own = {"MsgSeq": topic.read_seq(member.user_id), "ShutUpTime": member.muted_until, "MsgFlag": member.msg_flag}
    return {"TopicInfo": shown, "SelfInfo": own, "ErrorCode": 0, "ErrorInfo": ""}
