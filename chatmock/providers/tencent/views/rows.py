"""Messages as frames show them: with who sent them, and with what the web SDK makes its ids of."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent.model import RECALLED_C2C, RECALLED_GROUP, App, Group, Message, Pair

Row = dict[str, Any]
_OF_TOPICS = 2
"""What marks communities that have topics (client)."""
SYSTEM = "@TIM#SYSTEM"
"""Who sends tips and notices."""


def _sender(app: App, user_id: str) -> Row:
    account = app.accounts.get(user_id)
    return {
        "TinyId": account.tiny_id if account is not None else "",
        "From_AccountNick": account.nick if account is not None else "",
        "From_AccountHeadurl": account.face_url if account is not None else "",
    }


def _common(message: Message) -> Row:
    row: Row = {
        "From_Account": message.sender,
        "MsgSeq": message.seq,
        "MsgRandom": message.random,
        "MsgTimeStamp": message.time,
        "MsgClientTime": message.client_time,
        "MsgBody": message.body,
        "CloudCustomData": message.cloud_custom_data,
        "MsgVersion": message.version,
        "SupportMessageExtension": int(message.extensible),
    }
    if message.control:
        row["SendMsgControl"] = {name: 1 for name in message.control if name in ("NoUnread", "NoLastMsg")}
    if message.recalled:
        row["RevokerInfo"] = {"Revoker_Account": message.recaller, "Reason": message.reason}
    return row


def row_of_two(app: App, message: Message, pair: Pair | None = None) -> Row:
    """A message between two; with the pair it is said whether it was read."""
    row = {**_common(message), **_sender(app, message.sender), "To_Account": message.target}
    row |= {"IsNeedReadReceipt": int(message.wants_receipt), "MsgKey": message.key}
    if message.online_only:
        row["MsgLifeTime"] = 0
    if message.recalled:
        row["MsgFlagBits"] = RECALLED_C2C
    if pair is not None:
        row["IsPeerRead"] = int(message.number <= pair.sides[message.target].read)
    return row


def row_of_group(app: App, group: Group, message: Message) -> Row:
    """A message in a group."""
    sender = _sender(app, message.sender)
    member = group.members.get(message.sender)
    row = {
        **_common(message),
        "TinyId": sender["TinyId"],
        "ToGroupId": group.ids["GroupId"],
        "ClientSeq": message.random,
        "MsgPriority": message.priority,
        "OnlineOnlyFlag": int(message.online_only),
        "NeedReadReceipt": int(message.wants_receipt),
        "GroupInfo": {
            **info_of_group(group),
            "From_AccountNick": sender["From_AccountNick"],
            "From_AccountHeadurl": sender["From_AccountHeadurl"],
            "MsgFrom_AccountExtraInfo": {"NameCard": member.name_card if member is not None else ""},
        },
        "IsPlaceMsg": RECALLED_GROUP if message.recalled else 0,
        "IsSystemMsg": 0,
    }
    if message.mentions:
        row["GroupAtInfo"] = [
            {"GroupAtAllFlag": 1} if one == "*" else {"GroupAtAllFlag": 0, "GroupAt_Account": one}
            for one in message.mentions
        ]
    if message.recipients:
        row["To_Account"] = list(message.recipients)
    return row


def info_of_group(group: Group) -> Row:
    """What rows say of their group."""
    return {
        **group.ids,
        **({"MillionGroupFlag": _OF_TOPICS} if group.community or group.supports_topics else {}),
        "GroupName": group.name,
        "GroupType": group.kind,
        "GroupFaceUrl": group.face_url,
    }
