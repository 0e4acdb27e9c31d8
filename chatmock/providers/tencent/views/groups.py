"""Groups and members as answers show them: old spellings beside the new ones."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from chatmock.providers.tencent.model import App, Group, Member

Shown = dict[str, Any]
OLD_NAMES = {
    "MuteAllMember": "ShutUpAllMember",
    "MuteUntil": "ShutUpUntil",
    "MuteTime": "ShutUpTime",
    "MutedAccountList": "ShuttedUinList",
    "MutedUntil": "ShuttedUntil",
}
"""New spellings, and the old ones that stand beside them."""
_NEW_NAMES = {old: new for new, old in OLD_NAMES.items()}


def with_old_names(shown: Shown) -> Shown:
    """The same, with each new spelling's old one beside it."""
    return {**shown, **{OLD_NAMES[name]: value for name, value in shown.items() if name in OLD_NAMES}}


def pick(shown: Shown, names: Collection[str] | None) -> Shown:
    """Of some values those that are asked for, in either spelling; all without a filter."""
    if not names:
        return with_old_names(shown)
    wanted = {_NEW_NAMES.get(name, name) for name in names}
    return with_old_names({name: value for name, value in shown.items() if name in wanted})


def pairs_of(values: Mapping[str, str], names: Collection[str] | None = None) -> list[Shown]:
    """Fields of the application as a list of keys and values."""
    return [{"Key": key, "Value": value} for key, value in values.items() if not names or key in names]


def show_group(app: App, group: Group, names: Collection[str] | None = None) -> Shown:
    """The profile of a group; ``names`` are those that are asked for."""
    history = group.history
    shown: Shown = {
        "Type": group.kind,
        "Name": group.name,
        "Appid": app.app_id,
        "Introduction": group.introduction,
        "Notification": group.notification,
        "FaceUrl": group.face_url,
        "Owner_Account": group.owner,
        "CreateTime": group.created,
        "InfoSeq": group.info_seq,
        "LastInfoTime": group.info_changed,
        "LastMsgTime": history.last_time,
        "NextMsgSeq": history.last_seq + 1,
        "MemberNum": len(group.members),
        "MaxMemberNum": group.max_members,
        "MaxMemberCount": group.max_members,
        "ApplyJoinOption": group.apply_option,
        "InviteJoinOption": group.invite_option,
        "MuteAllMember": "On" if group.muted else "Off",
        "SupportTopic": int(group.supports_topics),
        "DefaultPermission": group.default_permission,
        "EnablePermission": group.enable_permission,
    }
    return {"GroupId": group.group_id, **pick(shown, names)}


def show_member(member: Member, names: Collection[str] | None = None) -> Shown:
    """A member's profile in its group; ``names`` are those that are asked for."""
    shown: Shown = {
        "Role": member.role,
        "JoinTime": member.joined,
        "MsgSeq": member.read_seq,
        "MsgFlag": member.msg_flag,
        "LastSendMsgTime": member.last_sent,
        "MuteUntil": member.muted_until,
        "NameCard": member.name_card,
    }
    return {"Member_Account": member.user_id, **pick(shown, names)}
