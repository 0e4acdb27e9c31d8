"""Messages between two: sent to one or to many, and taken over of another system."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of, sender_of
from chatmock.providers.tencent.messages import bodies
from chatmock.providers.tencent.model import App, Caller, Given, Message, key_of
from chatmock.providers.tencent.webhooks.asking import ALLOWED, Verdict
from chatmock.providers.tencent.webhooks.before import ask_before_sending

SEVEN_DAYS = 604_800
BEFORE = "C2C.CallbackBeforeSendMsg"
NO_WEBHOOKS = ("ForbidBeforeSendMsgCallback", "ForbidAfterSendMsgCallback")
REAL_TIME, HISTORY = (1, 5), 2
"""What SyncFromOldSystem says of a message that is taken over: it comes now, or it was read long ago."""


def check_message(given: Given) -> bytes:
    """The elements of a message that may be sent, as JSON. Errors: bad_sync, kept_too_long, bad_element, too_big."""
    if given.get("SyncOtherMachine", 1) not in (1, 2):
        raise errors.bad_sync()
    if given.get("MsgLifeTime", 0) > SEVEN_DAYS:
        raise errors.kept_too_long()
    return bodies.check(given["MsgBody"], given.get("CloudCustomData", ""))


def message_from(given: Given, elements: bytes, sender: str, target: str, seq: int, time: int) -> Message:
    """The message that the fields of a command say, with its checked elements."""
    return Message(
        sender,
        target,
        seq,
        given["MsgRandom"],
        time,
        elements,
        cloud_custom_data=given.get("CloudCustomData", ""),
        client_time=given.get("MsgClientTime", time),
        control=tuple(given.get("SendMsgControl", ())),
        online_only=given.get("MsgLifeTime") == 0 or given.get("OnlineOnlyFlag") == 1,
        wants_receipt=given.get("IsNeedReadReceipt") == 1,
        extensible=given.get("SupportMessageExtension") == 1,
    )


def next_seq(app: App, sender: str, target: str, random: int, time: int, least: int = 1) -> int:
    """The number of a message whose sender gives none: behind those before it, and with a MsgKey that no other has.

    Where a sender gave that number, random number and second already, the message would count as that one again.
    """
    pair = app.c2c.get(sender, target)
    if pair is None:
        return least
    seq = max(least, pair.numbers + 1)
    while pair.get(key_of(seq, random, time)) is not None:
        seq += 1
    return seq


def _next_seq_of_all(app: App, sender: str, targets: Iterable[str], random: int, time: int) -> int:
    """The number of one message to several accounts."""
    seq, before = 1, 0
    while seq != before:
        before = seq
        for target in targets:
            seq = next_seq(app, sender, target, random, time, seq)
    return seq


def say(app: App, caller: Caller, message: Message, given: Given) -> Any:
    """Send a checked message once the application's server has nothing against it; gives the sender's answer.

    One that repeats another was sent already: nobody is asked.
    """
    quiet = tuple(given.get("ForbidCallbackControl", ()))
    to_sender = given.get("SyncOtherMachine", 1) == 1
    if not app.webhook.wants(BEFORE):
        return _sent(app.c2c.send(message, caller, to_sender=to_sender, quiet=quiet))

    def send(verdict: Verdict) -> Given:
        sent = message
        if not verdict.drops:
            if verdict.answer:
                bodies.replace(app, message, BEFORE, verdict)
            sent = app.c2c.send(message, caller, to_sender=to_sender, quiet=quiet)
        return _sent(sent)

    def again() -> None:
        account_of(app, message.sender, errors.bad_sender)
        account_of(app, message.target, errors.recipient_not_imported)

    if (pair := app.c2c.get(message.sender, message.target)) is not None and pair.get(message.key) is not None:
        return send(ALLOWED)
    return ask_before_sending(app, caller, message, quiet, send, again)


def _sent(message: Message) -> Given:
    return {"MsgTime": message.time, "MsgKey": message.key}


@api.post("/openim/sendmsg")
def sendmsg(app: App, caller: Caller, given: Given) -> Any:
    """Send a message to one account, as somebody or as the administrator."""
    sender = sender_of(app, caller, given).user_id
    target = account_of(app, given["To_Account"], errors.recipient_not_imported).user_id
    return send_between(app, caller, sender, target, given)


def send_between(app: App, caller: Caller, sender: str, target: str, given: Given) -> Any:
    """Send a message from one account to another; both are there."""
    elements, now = check_message(given), app.clock.seconds()
    seq = given.get("MsgSeq") or next_seq(app, sender, target, given["MsgRandom"], now)
    return say(app, caller, message_from(given, elements, sender, target, seq, now), given)


@api.post("/openim/batchsendmsg")
def batchsendmsg(app: App, caller: Caller, given: Given) -> Given:
    """Send a message to up to 500 accounts; those that do not exist are told apart. It has no webhooks (docs, 2024)."""
    sender = sender_of(app, caller, given).user_id
    elements = check_message(given)
    targets = dict.fromkeys(given["To_Account"])
    if not targets:
        raise errors.bad_recipient()
    now = app.clock.seconds()
    seq = given.get("MsgSeq") or _next_seq_of_all(app, sender, targets, given["MsgRandom"], now)
    for target in targets:
        if target in app.accounts:
            message = message_from(given, elements, sender, target, seq, now)
            app.c2c.send(message, caller, to_sender=given.get("SyncOtherMachine", 1) == 1, quiet=NO_WEBHOOKS)
    key = key_of(seq, given["MsgRandom"], now)
    missing = [{"To_Account": target, "ErrorCode": 70107} for target in targets if target not in app.accounts]
    return {"ActionStatus": "SomeError", "MsgKey": key, "ErrorList": missing} if missing else {"MsgKey": key}


@api.post("/openim/importmsg")
def importmsg(app: App, caller: Caller, given: Given) -> None:
    """Take over a message of another system; one that is there already is passed over."""
    sender = account_of(app, given["From_Account"], errors.bad_sender).user_id
    target = account_of(app, given["To_Account"], errors.recipient_not_imported).user_id
    mode: Any = given["SyncFromOldSystem"]
    if mode not in (*REAL_TIME, HISTORY):
        raise errors.bad_message_json(field="SyncFromOldSystem")
    if given["MsgTimeStamp"] > app.clock.seconds():
        raise errors.bad_timestamp()
    elements = check_message(given)
    random, time = given["MsgRandom"], given["MsgTimeStamp"]
    seq = given.get("MsgSeq") or next_seq(app, sender, target, random, time)
    message = message_from(given, elements, sender, target, seq, time)
    app.c2c.take(message, caller, read=mode == HISTORY)
