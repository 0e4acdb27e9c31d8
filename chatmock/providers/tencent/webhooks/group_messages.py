"""What is told of messages in groups: sent, recalled, refused, read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from chatmock.core.bus import Listener
from chatmock.core.errors import Refusal
from chatmock.providers.tencent.model import ROBOT, App, Caller, Given, Group, Message
from chatmock.providers.tencent.webhooks.c2c import QUIET
from chatmock.providers.tencent.webhooks.messages import facts_in_group
from chatmock.providers.tencent.webhooks.posting import event_time, post


def tell_of_message(app: App, *, message: Message, group: Group, by: Caller, quiet: Collection[str]) -> None:
    """A message was sent; one that names robots of the group is told to whoever serves them, too."""
    if QUIET in quiet:
        return
    body = {**facts_in_group(app, group, message, by), "MsgSeq": message.seq, "MsgTime": message.time}
    sent, robot = "Group.CallbackAfterSendMsg", "Bot.OnGroupMessage"
    if app.webhook.wants(sent):
        post(app, sent, by, {**body, **_mentions(message)}, group.group_id)
    robots = [one for one in message.mentions if one.startswith(ROBOT) and one in group.members]
    if robots and app.webhook.wants(robot):
        named = {"AtRobots_Account": robots, "AtRobotAccount": robots, "IsPlaceMsg": 0}
        post(app, robot, by, {**body, **named}, group.group_id)
    if message.wants_receipt:
        tell_of_receipts(app, group=group, receipts=[(message.seq, 0, len(message.unread_by), ())], by=by)


def _mentions(message: Message) -> dict[str, Any]:
    if not message.mentions:
        return {}
    rows = [
        {"GroupAtAllFlag": 1} if one == "*" else {"GroupAtAllFlag": 0, "GroupAt_Account": one}
        for one in message.mentions
    ]
    return {"GroupAtInfo": rows}


def tell_of_recall(app: App, *, group: Group, messages: list[Message], by: Caller, **_: Any) -> None:
    """Messages were recalled."""
    command = "Group.CallbackAfterRecallMsg"
    if app.webhook.wants(command):
        body = {
            "Operator_Account": by.user_id,
            "Type": group.kind,
            "GroupId": group.group_id,
            "MsgSeqList": [{"MsgSeq": message.seq} for message in messages],
            "EventTime": str(event_time(app)),
        }
        post(app, command, by, body, group.group_id)


def tell_of_refusal(app: App, *, given: Given, kind: str, reason: Refusal, by: Caller) -> None:
    """A message was refused, for another reason than that the application's server said so."""
    command = "Group.CallbackSendMsgException"
    if app.webhook.wants(command):
        body = {
            "GroupId": given["GroupId"],
            "Type": kind,
            "From_Account": given.get("From_Account", by.user_id) if by.is_admin else by.user_id,
            "Operator_Account": by.user_id,
            "Random": given["Random"],
            "OnlineOnlyFlag": given.get("OnlineOnlyFlag", 0),
            "MsgBody": given["MsgBody"],
            "CloudCustomData": given.get("CloudCustomData", ""),
            "EventTime": str(event_time(app)),
            "ErrorCode": reason.error.code,
            "ErrorInfo": reason.message(),
        }
        post(app, command, by, body, given["GroupId"])


def tell_of_receipts(
    app: App, *, group: Group, receipts: list[tuple[int, int, int, Collection[str]]], by: Caller
) -> None:
    """Messages that ask for receipts: the MsgSeq of each, how many have read it and have not, and who has just done so."""
    command = "Group.CallbackAfterReadReceipt"
    if not app.webhook.wants(command):
        return
    rows = [
        {
            "MsgSeq": seq,
            "ReadNum": read,
            "UnreadNum": unread,
            "ReadReceiptMembers": [{"Member_Account": user_id} for user_id in readers],
        }
        for seq, read, unread, readers in receipts
    ]
    body = {"GroupId": group.group_id, "Type": group.kind, "GroupMsgReceiptList": rows}
    post(app, command, by, {**body, "EventTime": str(event_time(app))}, group.group_id)


def tell_of_reading(app: App, *, group: Group, messages: list[Message], by: Caller) -> None:
    """A member has read messages that ask for receipts."""
    counts = [(one, len(one.unread_by)) for one in messages]
    rows: list[tuple[int, int, int, Collection[str]]] = [
        (one.seq, len(one.audience or ()) - unread, unread, (by.user_id,)) for one, unread in counts
    ]
    tell_of_receipts(app, group=group, receipts=rows, by=by)


LISTENERS: dict[str, Listener] = {
    "group.sent": tell_of_message,
    "group.recalled": tell_of_recall,
    "group.unsent": tell_of_refusal,
    "group.receipted": tell_of_reading,
}
"""Who is told what, by event."""
