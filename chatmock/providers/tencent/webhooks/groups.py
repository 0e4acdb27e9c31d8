"""What is told of groups, their members, topics and attributes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from chatmock.core.bus import Listener
from chatmock.core.clock import DAY
from chatmock.providers.tencent.model import OWNER, Account, App, Caller, Group, Instance, Member
from chatmock.providers.tencent.views.groups import pairs_of
from chatmock.providers.tencent.webhooks.posting import event_time, post

LIVE = "AVChatRoom"
STATE = "Group.CallbackOnMemberStateChange"
QUOTA = "Group.CallbackOnDailyGroupQuotaAlarm"
ALARM = 70
"""Percent of the groups of a day from which on the application is told (docs, 2024)."""
PROFILE = {"name": "Name", "introduction": "Introduction", "notification": "Notification", "face_url": "FaceUrl"}
"""Fields of groups and topics whose change is told, by the model's names."""
MEMBER = {"role": "Role", "name_card": "NameCard"}
"""The same of members."""


def _people(user_ids: Iterable[str]) -> list[dict[str, str]]:
    return [{"Member_Account": user_id} for user_id in user_ids]


def _tell(app: App, command: str, group: Group, by: Caller, **more: Any) -> None:
    if app.webhook.wants(command):
        body = {"GroupId": group.group_id, "Type": group.kind, **more, "EventTime": str(event_time(app))}
        post(app, command, by, body, group.group_id)


def tell_of_group(app: App, *, group: Group, by: Caller) -> None:
    """A group was made."""
    facts = {
        "Operator_Account": by.user_id,
        "Owner_Account": group.owner,
        "Name": group.name,
        "MemberList": _people(group.members),
        "UserDefinedDataList": pairs_of(group.custom),
    }
    _tell(app, "Group.CallbackAfterCreateGroup", group, by, **facts)
    _tell_of_quota(app, group, by)


def _tell_of_quota(app: App, group: Group, by: Caller) -> None:
    """A group is the one by which most of the day's groups are made."""
    quota = app.settings.daily_groups
    if quota is None or not app.webhook.wants(QUOTA):
        return
    used = app.groups.made[app.clock.now() // DAY]
    if (used - 1) * 100 < ALARM * quota <= used * 100:
        body = {"QuotaUsed": used, "Quota": quota, "EventTime": str(event_time(app))}
        post(app, QUOTA, by, body, group.group_id)


def tell_of_end(app: App, *, group: Group, members: list[Member], by: Caller) -> None:
    """A group was dismissed."""
    owner = next((one.user_id for one in members if one.role == OWNER), "")
    facts = {"Owner_Account": owner, "Name": group.name, "MemberList": _people(one.user_id for one in members)}
    _tell(app, "Group.CallbackAfterGroupDestroyed", group, by, **facts)


def tell_of_change(app: App, *, group: Group, changes: Mapping[str, Any], by: Caller) -> None:
    """The profile of a group is another."""
    changed = {name: changes[own] for own, name in PROFILE.items() if own in changes}
    if changed:
        _tell(app, "Group.CallbackAfterGroupInfoChanged", group, by, Operator_Account=by.user_id, **changed)


def tell_of_owner(app: App, *, group: Group, before: str, by: Caller) -> None:
    """A group has another owner."""
    facts = {"Operator_Account": by.user_id, "OldOwner_Account": before, "NewOwner_Account": group.owner}
    _tell(app, "Group.CallbackAfterChangeGroupOwner", group, by, **facts)


# --- members ---


def tell_of_joining(app: App, *, group: Group, members: list[Member], how: str, by: Caller, **_: Any) -> None:
    """Members have joined; and the group is full, where it was not before."""
    facts = {
        "JoinType": how,
        "Operator_Account": by.user_id,
        "NewMemberList": _people(one.user_id for one in members),
    }
    _tell(app, "Group.CallbackAfterNewMemberJoin", group, by, **facts)
    full = "Group.CallbackAfterGroupFull"
    there = len(group.members)
    if there - len(members) < group.max_members <= there and app.webhook.wants(full):
        body = {"GroupId": group.group_id, "EventTime": str(event_time(app))}
        post(app, full, by, body, group.group_id)


def tell_of_leaving(app: App, *, group: Group, members: list[Member], how: str, by: Caller, **_: Any) -> None:
    """Members have left, or had to."""
    facts = {
        "ExitType": "Quit" if how == "Quit" else "Kicked",
        "Operator_Account": by.user_id,
        "ExitMemberList": _people(one.user_id for one in members),
    }
    _tell(app, "Group.CallbackAfterMemberExit", group, by, **facts)


def tell_of_member(app: App, *, group: Group, member: Member, changes: Mapping[str, Any], by: Caller) -> None:
    """A member's profile in a group is another. Either spelling of whose it is is there (client: doocs)."""
    changed = {name: changes[own] for own, name in MEMBER.items() if own in changes}
    if changed:
        whose = {"Member_Account": member.user_id, "Modified_Account": member.user_id}
        facts = {"Operator_Account": by.user_id, **whose, **changed}
        _tell(app, "Group.CallbackAfterMemberFieldChanged", group, by, **facts)


def tell_of_coming(app: App, *, account: Account, kicked: list[Instance], by: Caller, **_: Any) -> None:
    """Somebody who was away is online: live groups tell of it."""
    if len(account.instances) == 1 and not kicked:
        _tell_state(app, account, "Online", by)


def tell_of_going(app: App, *, account: Account, reason: str, by: Caller, **_: Any) -> None:
    """Somebody is online no more: live groups tell of it. One who had to go for another login of theirs stays."""
    if not account.instances and not (reason == "Kicked" and not by.is_admin):
        _tell_state(app, account, "Offline", by)


def _tell_state(app: App, account: Account, event: str, by: Caller) -> None:
    if app.webhook.wants(STATE):
        for place in app.groups.joined.order(account.user_id, {LIVE}):
            _tell(app, STATE, place.group, by, EventType=event, MemberList=_people([account.user_id]))


# --- topics and attributes ---


def tell_of_topic(app: App, *, group: Group, topic_id: str, name: str, custom: Mapping[str, str], by: Caller) -> None:
    """A topic was made."""
    command = "Group.CallbackAfterCreateTopic"
    if app.webhook.wants(command):
        body = {
            "GroupId": group.group_id,
            "TopicId": topic_id,
            "Operator_Account": by.user_id,
            "Owner_Account": group.owner,
            "Type": group.kind,
            "Name": name,
            "UserDefinedDataList": pairs_of(custom),
        }
        post(app, command, by, body, group.group_id)


def tell_of_topic_end(app: App, *, group: Group, topic_ids: Iterable[str], by: Caller) -> None:
    """Topics were removed."""
    command = "Group.CallbackAfterTopicDestroyed"
    if app.webhook.wants(command):
        body = {"GroupId": group.group_id, "Type": group.kind, "TopicIdList": list(topic_ids)}
        post(app, command, by, body, group.group_id)


def tell_of_topic_change(app: App, *, group: Group, topic_id: str, changes: Mapping[str, Any], by: Caller) -> None:
    """The profile of a topic is another."""
    command = "Group.CallbackAfterTopicInfoChanged"
    changed = {name: changes[own] for own, name in PROFILE.items() if own in changes}
    if changed and app.webhook.wants(command):
        whose = {"GroupId": group.group_id, "TopicId": topic_id, "Type": group.kind}
        post(app, command, by, {**whose, "Operator_Account": by.user_id, **changed}, group.group_id)


def tell_of_attributes(app: App, *, group: Group, kind: str, changes: Mapping[str, str], by: Caller) -> None:
    """Attributes of a group were set, modified, deleted or cleared."""
    pairs = [{"key": key, "value": value} for key, value in changes.items()]
    facts = {"Operator_Account": by.user_id, "OptionType": kind, "GroupAttr": pairs}
    _tell(app, "Group.CallbackAfterGroupAttrChanged", group, by, **facts)


LISTENERS: dict[str, Listener] = {
    "group.created": tell_of_group,
    "group.destroyed": tell_of_end,
    "group.changed": tell_of_change,
    "group.given": tell_of_owner,
    "member.joined": tell_of_joining,
    "member.left": tell_of_leaving,
    "member.changed": tell_of_member,
    "account.logged_in": tell_of_coming,
    "account.logged_out": tell_of_going,
    "topic.created": tell_of_topic,
    "topic.destroyed": tell_of_topic_end,
    "topic.changed": tell_of_topic_change,
    "group.attributes": tell_of_attributes,
}
"""Who is told what, by event."""
