"""Topics of communities: made, taken over, looked at, changed, removed (docs, 2024)."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import actor_of, group_for, is_group_id, topic_of
from chatmock.providers.tencent.model import TOPIC_PREFIX, App, Caller, Given, Group, Topic
from chatmock.providers.tencent.views.topics import show_topic_of
from chatmock.providers.tencent.webhooks.before import ask_before_topic

MOST = 200
"""How many topics a community has at the most (docs, 2024)."""
_NAMES = {
    "TopicName": "name",
    "FaceUrl": "face_url",
    "Introduction": "introduction",
    "Notification": "notification",
    "CustomString": "custom_string",
}
"""Fields on the wire, and in the model."""
_LONGEST_NAME, _LONGEST_CUSTOM = 150, 3000
"""Bytes."""


def community(app: App, caller: Caller, given: Given, *, by_manager: bool = False) -> Group:
    """A community that has topics. Errors: those of ``group_for``, no_communities, no_right."""
    if not app.settings.communities:
        raise errors.no_communities()
    group = group_for(app, caller, given, by_manager=by_manager)
    if group.kind != "Community" or not group.supports_topics:
        raise errors.no_right(reason="topics are for communities that were made with SupportTopic 1")
    return group


def _values(given: Given) -> dict[str, Any]:
    """The fields of a topic that are given. Errors: bad_group_value."""
    values = {own: given[name] for name, own in _NAMES.items() if name in given}
    if not 0 < len(values.get("name", "x").encode()) <= _LONGEST_NAME:
        raise errors.bad_group_value(field="TopicName")
    if len(values.get("custom_string", "").encode()) > _LONGEST_CUSTOM:
        raise errors.bad_group_value(field="CustomString")
    if "MuteAllMember" in given:
        if given["MuteAllMember"] not in ("On", "Off"):
            raise errors.bad_group_value(field="MuteAllMember")
        values["muted"] = given["MuteAllMember"] == "On"
    return values


def _check_new(app: App, caller: Caller, given: Given) -> tuple[Group, dict[str, Any]]:
    """The community of a new topic, and its fields. Errors: those of ``community``, too_many_groups, group_id_own."""
    group, topic_id = community(app, caller, given, by_manager=True), given.get("TopicId", "")
    values = _values(given)
    if len(group.topics) >= MOST:
        raise errors.too_many_groups()
    if topic_id and not (topic_id.startswith(f"{group.group_id}{TOPIC_PREFIX}") and is_group_id(topic_id)):
        raise errors.bad_group_id()
    if topic_id in group.topics:
        raise errors.group_id_own()
    return group, {"topic_id": topic_id, **values}


@api.command(
    "million_group_open_http_svc.create_topic",
    accepts="frame.million_group_open_http_svc.create_topic",
    returns="million_group_open_http_svc.create_topic.answer",
)
@api.post("/million_group_open_http_svc/create_topic")
def create_topic(app: App, caller: Caller, given: Given) -> Any:
    """Make a topic in a community."""
    by = actor_of(app, caller, given)
    group, values = _check_new(app, caller, given)
    return ask_before_topic(
        app,
        by,
        group,
        values["name"],
        lambda: {"TopicId": app.topics.create(group, by=by, **values).topic_id},
        lambda: _check_new(app, caller, given),
    )


@api.post("/group_open_http_svc/import_topic")
def import_topic(app: App, caller: Caller, given: Given) -> Given:
    """Take over a topic of another system, with the time it was made; no webhook asks."""
    group, values = _check_new(app, caller, given)
    now = app.clock.seconds()
    if given.get("Type", "Community") != "Community" or given.get("CreateTime", now) > now:
        raise errors.bad_group_value(field="Type or CreateTime")
    topic = app.topics.create(group, by=actor_of(app, caller, given), **values, created=given.get("CreateTime") or now)
    return {"TopicId": topic.topic_id}


@api.command(
    "million_group_open_http_svc.get_topic",
    accepts="frame.million_group_open_http_svc.get_topic",
    returns="frame.million_group_open_http_svc.get_topic.answer",
)
@api.post("/million_group_open_http_svc/get_topic")
def get_topic(app: App, caller: Caller, given: Given) -> Given:
    """Give topics with what one account has of them: those that are named, or all."""
    group = community(app, caller, given)
    user_id = str(given.get("From_Account", "")) if caller.is_admin else caller.user_id
    named = dict.fromkeys(given.get("TopicIdList", ())) or list(group.topics)
    names = given.get("ResponseFilter") or None
    return {"TopicAndSelfInfo": [_show_topic(group, topic_id, user_id, names) for topic_id in named]}


def _show_topic(group: Group, topic_id: str, user_id: str, names: list[str] | None) -> Given:
    topic = group.topics.get(topic_id)
    if topic is None:
        refusal = errors.no_topic(topic_id=topic_id)
        found = {"ErrorCode": refusal.error.code, "ErrorInfo": refusal.message()}
        return {**found, "TopicInfo": {"TopicId": topic_id, "GroupID": group.group_id}}
    return {"ErrorCode": 0, "ErrorInfo": "", **show_topic_of(group, topic, user_id, names)}


@api.command(
    "million_group_open_http_svc.modify_topic",
    accepts="frame.million_group_open_http_svc.modify_topic",
    returns="million_group_open_http_svc.modify_topic.answer",
)
@api.post("/million_group_open_http_svc/modify_topic")
def modify_topic(app: App, caller: Caller, given: Given) -> None:
    """Change the profile of a topic."""
    group = community(app, caller, given, by_manager=True)
    topic: Topic = topic_of(group, given["TopicId"])
    app.topics.change(group, topic, _values(given), actor_of(app, caller, given))


@api.command(
    "million_group_open_http_svc.destroy_topic",
    accepts="frame.million_group_open_http_svc.destroy_topic",
    returns="million_group_open_http_svc.destroy_topic.answer",
)
@api.post("/million_group_open_http_svc/destroy_topic")
def destroy_topic(app: App, caller: Caller, given: Given) -> Given:
    """Remove topics and what was said in them; each has a result of its own."""
    group = community(app, caller, given, by_manager=True)
    named = dict.fromkeys(given["TopicIdList"])
    rows = []
    for topic_id in named:
        refusal = None if topic_id in group.topics else errors.no_topic(topic_id=topic_id)
        told = {"ErrorCode": 0, "ErrorInfo": ""}
        if refusal is not None:
            told = {"ErrorCode": refusal.error.code, "ErrorInfo": refusal.message()}
        rows.append({"TopicId": topic_id, **told})
    app.topics.destroy(group, [one for one in named if one in group.topics], caller)
    return {"DestroyResultItem": rows}
