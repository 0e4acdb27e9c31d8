"""Messages as frames show them: with who sent them, and with what the web SDK makes its ids of."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent.model import RECALLED_C2C, RECALLED_GROUP, App, Group, Member, Message, Pair

Row = dict[str, Any]
_OF_TOPICS = 2
"""What marks communities that have topics (client)."""
SYSTEM = "@TIM#SYSTEM"
"""Who sends tips and notices."""
_ROLES = {"Owner": 400, "Admin": 300, "Member": 200}


def _sender(app: App, user_id: str) -> tuple[str, str, str]:
    """The TinyId of who sent a message, the nickname and the picture: empty where there is no such account any more."""
    account = app.accounts.get(user_id)
    if account is None:
        return "", "", ""
    return (account.tiny_id, account.nick, account.face_url) if account.profile else (account.tiny_id, "", "")


def _add_rare(row: Row, message: Message) -> None:
    """What the row of a message has seldom."""
    if message.control:
        row["SendMsgControl"] = {name: 1 for name in message.control if name in ("NoUnread", "NoLastMsg")}
    if message.recalled:
        row["RevokerInfo"] = {"Revoker_Account": message.recaller, "Reason": message.reason}


def row_of_two(app: App, message: Message, pair: Pair | None = None) -> Row:
    """A message between two; with the pair it is said whether it was read."""
    tiny_id, nick, face_url = _sender(app, message.sender)
    row: Row = {  # in one piece, as each message between two comes by here
        "From_Account": message.sender,
        "To_Account": message.target,
        "MsgSeq": message.seq,
        "MsgRandom": message.random,
        "MsgTimeStamp": message.time,
        "MsgClientTime": message.client_time,
        "MsgKey": message.key,
        "MsgBody": message.shown_body,
        "CloudCustomData": message.cloud_custom_data,
        "MsgVersion": message.version,
        "SupportMessageExtension": 1 if message.extensible else 0,
        "IsNeedReadReceipt": 1 if message.wants_receipt else 0,
        "TinyId": tiny_id,
        "From_AccountNick": nick,
        "From_AccountHeadurl": face_url,
    }
    if message.control or message.recalled:
        _add_rare(row, message)
    if message.online_only:
        row["MsgLifeTime"] = 0
    if message.recalled:
        row["MsgFlagBits"] = RECALLED_C2C
    if pair is not None:
        row["IsPeerRead"] = int(message.number <= pair.sides[message.target].read)
    return row


def row_of_group(app: App, group: Group, message: Message) -> Row:
    """A message in a group."""
    tiny_id, nick, face_url = _sender(app, message.sender)
    member = group.members.get(message.sender)
    row = {
        "From_Account": message.sender,
        "MsgSeq": message.seq,
        "MsgRandom": message.random,
        "MsgTimeStamp": message.time,
        "MsgClientTime": message.client_time,
        "MsgBody": message.shown_body,
        "CloudCustomData": message.cloud_custom_data,
        "MsgVersion": message.version,
        "SupportMessageExtension": int(message.extensible),
        "TinyId": tiny_id,
        "ToGroupId": group.group_id,
        "ClientSeq": message.random,
        "MsgPriority": message.priority,
        "OnlineOnlyFlag": int(message.online_only),
        "NeedReadReceipt": int(message.wants_receipt),
        "GroupInfo": {
            **info_of_group(group, message.topic),
            "From_AccountNick": nick,
            "From_AccountHeadurl": face_url,
            "MsgFrom_AccountExtraInfo": {"NameCard": member.name_card if member is not None else ""},
        },
        "IsPlaceMsg": RECALLED_GROUP if message.recalled else 0,
        "IsSystemMsg": int(message.tip is not None),
    }
    _add_rare(row, message)
    if message.tip is not None:
        row["MsgBody"] = _tip_of(app, group, message.tip)
    if message.topic:
        row["TopicId"] = row["ToTopicId"] = message.topic
    if message.mentions:
        row["GroupAtInfo"] = [
            {"GroupAtAllFlag": 1} if one == "*" else {"GroupAtAllFlag": 0, "GroupAt_Account": one}
            for one in message.mentions
        ]
    if message.recipients:
        row["To_Account"] = list(message.recipients)
    return row


def ids_of(group: Group, topic_id: str = "") -> Row:
    """The ids by which frames name a group, or a topic of it."""
    return {"GroupId": group.group_id, **({"TopicId": topic_id} if topic_id else {})}


def info_of_group(group: Group, topic_id: str = "") -> Row:
    """What rows say of their group, and of their topic in its place."""
    named = group.topics.get(topic_id, group)
    return {
        **ids_of(group, topic_id),
        **({"MillionGroupFlag": _OF_TOPICS} if group.supports_topics else {}),
        "GroupName": named.name,
        "GroupType": group.kind,
        "GroupFaceUrl": named.face_url,
    }


def person(app: App, user_id: str, member: Member | None = None) -> Row:
    """Who somebody is, in tips."""
    account = app.accounts.get(user_id)
    shown: Row = {
        "UserId": user_id,
        "NickName": account.nick if account is not None else "",
        "ImageUrl": account.face_url if account is not None else "",
    }
    return shown if member is None else {**shown, "NameCard": member.name_card, "Role": _ROLES[member.role]}


def _tip_of(app: App, group: Group, tip: Row) -> Row:
    """What a tip says, with who it is about."""
    people, operator = tip.get("List_Account", ()), tip["Operator_Account"]
    return {
        **tip,
        "MsgMemberExtraInfo": [person(app, one, group.members.get(one)) for one in people],
        "MsgOperatorMemberExtraInfo": person(app, operator, group.members.get(operator)),
    }
