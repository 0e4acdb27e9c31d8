"""Tips: what the server itself says in a group. Their fields are the web SDK's (client)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

SYSTEM = "@TIM#SYSTEM"
"""Who says them."""
JOINED, LEFT, KICKED, PROMOTED, DEMOTED, CHANGED, SILENCED, TOPIC = 1, 2, 3, 4, 5, 6, 7, 8
BANNED, UNBANNED = 10, 11
"""What has happened (OpType)."""
NEW_INFO = {
    "name": "GroupName",
    "introduction": "GroupIntroduction",
    "notification": "GroupNotification",
    "face_url": "GroupFaceUrl",
    "apply_option": "GroupApplyJoinOption",
    "owner": "Owner_Account",
    "muted": "MuteAllMembers",
    "invite_option": "InviteJoinOption",
}
"""Fields of a group whose change is told, by the model's names."""
_NEW_OF_TOPIC = {
    "name": "TopicName",
    "introduction": "TopicIntroduction",
    "notification": "TopicNotification",
    "face_url": "TopicFaceUrl",
    "custom_string": "CustomString",
}
"""Fields of a topic, the same way."""
_LEAVING = {"Quit": LEFT, "Kicked": KICKED}

Tip = dict[str, Any]


def of_members(kind: int, operator: str, user_ids: Iterable[str], member_num: int, **more: Any) -> Tip:
    """Something has happened to members."""
    return {
        "OpType": kind,
        "Operator_Account": operator,
        "List_Account": list(user_ids),
        "MemberNum": member_num,
        **more,
    }


def of_joining(how: str, operator: str, user_ids: Iterable[str], member_num: int) -> Tip:
    return of_members(JOINED, operator, user_ids, member_num, GroupJoinType=1 if how == "Apply" else 2)


def of_leaving(how: str, operator: str, user_ids: Iterable[str], member_num: int) -> Tip:
    return of_members(_LEAVING[how], operator, user_ids, member_num)


def of_profile(operator: str, changes: Mapping[str, Any], member_num: int) -> Tip | None:
    """The profile of a group is another; None where nobody is told of what changed."""
    shown: dict[str, Any] = {NEW_INFO[name]: value for name, value in changes.items() if name in NEW_INFO}
    if "muted" in changes:
        shown |= {"ShutupAll": int(changes["muted"]), "MuteAllMembers": int(changes["muted"])}
    if "custom" in changes:
        shown["MsgAppDefinedData"] = [{"Key": key, "Value": value} for key, value in changes["custom"].items()]
    if not shown:
        return None
    return {"OpType": CHANGED, "Operator_Account": operator, "MemberNum": member_num, "MsgGroupNewInfo": shown}


def of_topic(operator: str, changes: Mapping[str, Any], member_num: int) -> Tip:
    """The profile of a topic is another."""
    shown: dict[str, Any] = {_NEW_OF_TOPIC[name]: value for name, value in changes.items() if name in _NEW_OF_TOPIC}
    if "muted" in changes:
        shown["ShutupAll"] = int(changes["muted"])
    return {"OpType": TOPIC, "Operator_Account": operator, "MemberNum": member_num, "MsgTopicNewInfo": shown}


def of_role(operator: str, user_id: str, role: str, member_num: int) -> Tip:
    """A member is an admin now, or none any more."""
    return of_members(PROMOTED if role == "Admin" else DEMOTED, operator, [user_id], member_num)


def of_silence(operator: str, user_ids: Iterable[str], seconds: int, member_num: int) -> Tip:
    """Members may say nothing for some seconds; 0: they may speak again."""
    named = list(user_ids)
    rows = [{"UserId": user_id, "ShutupTime": seconds} for user_id in named]
    return of_members(SILENCED, operator, named, member_num, MsgMemberInfo=rows)
