"""What is told of messages between two, and of those to robots."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from chatmock.core.bus import Listener
from chatmock.providers.tencent.model import ROBOT, App, Caller, Message, Pair
from chatmock.providers.tencent.webhooks.messages import facts_of_two
from chatmock.providers.tencent.webhooks.posting import event_time, post

QUIET = "ForbidAfterSendMsgCallback"
"""What a sender says who does not want a message to be told (ForbidCallbackControl)."""
SIGNAL = "Chatbot.OnC2CSignalMessage"


def _lane(pair: Pair) -> str:
    return " ".join(pair.people)


def tell_of_message(app: App, *, message: Message, pair: Pair, by: Caller, quiet: Collection[str], **_: Any) -> None:
    """A message was sent; one to a robot is told to whoever serves the robot, too."""
    if QUIET in quiet:
        return
    commands = ["C2C.CallbackAfterSendMsg"]
    if message.target.startswith(ROBOT):
        signal = _signal(message)
        if signal is None:
            commands.append("Bot.OnC2CMessage")
        elif app.webhook.wants(SIGNAL):
            post(app, SIGNAL, by, _signal_message(app, message, signal), _lane(pair))
    for command in commands:
        if app.webhook.wants(command):
            post(app, command, by, _message_body(app, message), _lane(pair))


def _message_body(app: App, message: Message) -> dict[str, Any]:
    told = {"SendMsgResult": 0, "ErrorInfo": "send msg succeed", "UnreadMsgNum": app.c2c.unread.total(message.target)}
    return {**facts_of_two(message), **told}


def _signal(message: Message) -> str | None:
    """The data that a message only passes to a robot: one custom element that nobody keeps (ruled)."""
    if not message.online_only:
        return None
    body = message.body
    if len(body) != 1 or body[0]["MsgType"] != "TIMCustomElem":
        return None
    data = body[0]["MsgContent"].get("Data", "")
    return data if isinstance(data, str) else None


def _signal_message(app: App, message: Message, data: str) -> dict[str, Any]:
    return {
        "From_Account": message.sender,
        "To_Account": message.target,
        "MsgSeq": message.seq,
        "MsgRandom": message.random,
        "MsgKey": message.key,
        "EventTime": event_time(app),
        "Data": data,
    }


def tell_of_reading(app: App, *, pair: Pair, user_id: str, time: int, by: Caller) -> None:
    """Somebody has read what another one sent."""
    command = "C2C.CallbackAfterMsgReport"
    if app.webhook.wants(command):
        body = {
            "Report_Account": user_id,
            "Peer_Account": pair.peer(user_id),
            "LastReadTime": time,
            "UnreadMsgNum": app.c2c.unread.total(user_id),
        }
        post(app, command, by, body, _lane(pair))


def tell_of_recall(app: App, *, message: Message, pair: Pair, by: Caller) -> None:
    """A message was recalled."""
    command = "C2C.CallbackAfterMsgWithDraw"
    if app.webhook.wants(command):
        body = {
            "From_Account": message.sender,
            "To_Account": message.target,
            "MsgKey": message.key,
            "UnreadMsgNum": app.c2c.unread.total(message.target),
        }
        post(app, command, by, body, _lane(pair))


LISTENERS: dict[str, Listener] = {
    "c2c.sent": tell_of_message,
    "c2c.read": tell_of_reading,
    "c2c.recalled": tell_of_recall,
}
"""Who is told what, by event."""
