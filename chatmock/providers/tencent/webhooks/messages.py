"""What webhooks say of a message, before it is sent and after it."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent.model import App, Caller, Group, Message
from chatmock.providers.tencent.webhooks.posting import event_time


def facts_of_two(message: Message) -> dict[str, Any]:
    """Of a message between two."""
    return {
        "From_Account": message.sender,
        "To_Account": message.target,
        "MsgSeq": message.seq,
        "MsgRandom": message.random,
        "MsgTime": message.time,
        "MsgKey": message.key,
        "OnlineOnlyFlag": int(message.online_only),
        "MsgBody": message.shown_body,
        "CloudCustomData": message.cloud_custom_data,
    }


def facts_in_group(app: App, group: Group, message: Message, by: Caller) -> dict[str, Any]:
    """Of a message in a group."""
    return {
        "GroupId": group.group_id,
        "Type": group.kind,
        "From_Account": message.sender,
        "Operator_Account": by.user_id,
        "Random": message.random,
        "OnlineOnlyFlag": int(message.online_only),
        "MsgBody": message.shown_body,
        "CloudCustomData": message.cloud_custom_data,
        "EventTime": str(event_time(app)),
    }
