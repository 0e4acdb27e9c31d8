"""Messages of groups: sent, pulled, recalled, modified, deleted."""

from __future__ import annotations

from typing import Any

from chatmock.core.errors import Refusal
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import group_of, history_named, sender_of, topic_named
from chatmock.providers.tencent.messages import bodies
from chatmock.providers.tencent.model import MEMBER, App, Caller, Given, Group, Message, Topic
from chatmock.providers.tencent.views.messages import show_of_group
from chatmock.providers.tencent.webhooks.asking import ALLOWED, Verdict
from chatmock.providers.tencent.webhooks.before import ask_before_saying

BEFORE = "Group.CallbackBeforeSendMsg"
_MOST = 20
_MOST_RECIPIENTS = 50
_LAST = 1000
"""Messages of a group among which those of a sender are recalled."""
_PRIORITIES = ("High", "Normal", "Low", "Lowest")


def _check_sender(app: App, caller: Caller, group: Group, topic: Topic | None, user_id: str) -> None:
    """Refuse somebody who may not speak in a group, or in a topic of it. Errors: no_right, muted."""
    if not caller.is_admin and app.accounts.rows[user_id].group_silent_until > app.clock.seconds():
        raise errors.muted()
    member = group.members.get(user_id)
    if member is None:
        if group.kind == "AVChatRoom" or app.is_admin(user_id):
            return
        raise errors.no_right(reason=f"{user_id} is no member")
    now, silent, until = app.clock.seconds(), group.muted, member.muted_until
    if topic is not None:
        silent, until = silent or topic.muted, max(until, topic.side_of(user_id).muted_until)
    if until > now or (silent and member.role == MEMBER):
        raise errors.muted()


def _count_pace(app: App, group: Group) -> None:
    """Refuse a message where too many came in the second. Errors: group_too_fast."""
    most, now = app.settings.group_messages_a_second, app.clock.seconds()
    if most is not None:
        if not group.pace.allows(now, most):
            raise errors.group_too_fast()
        group.pace.count(now)


def _message(app: App, group: Group, sender: str, given: Given) -> Message:
    """The message that the fields of a command say. Errors: bad_group_value, group_message_too_big."""
    data = given.get("CloudCustomData", "")
    elements = bodies.check(given["MsgBody"], data, bad=errors.bad_group_value, too_big=errors.group_message_too_big)
    recipients = tuple(dict.fromkeys(given.get("To_Account", ())))
    if len(recipients) > _MOST_RECIPIENTS:
        raise errors.bad_group_value(field="To_Account")
    if given.get("MsgPriority", "Normal") not in _PRIORITIES:
        raise errors.bad_group_value(field="MsgPriority")
    now = app.clock.seconds()
    return Message(
        sender,
        group.group_id,
        0,
        given["Random"],
        now,
        elements,
        cloud_custom_data=data,
        client_time=given.get("MsgClientTime", now),
        control=tuple(given.get("SendMsgControl", ())),
        online_only=given.get("OnlineOnlyFlag") == 1,
        wants_receipt=given.get("NeedReadReceipt") == 1,
        audience=_audience(app, group, sender, recipients) if given.get("NeedReadReceipt") == 1 else None,
        topic=given.get("TopicId", ""),
        extensible=given.get("SupportMessageExtension") == 1,
        priority=given.get("MsgPriority", "Normal"),
        mentions=_mentions(given),
        recipients=recipients,
    )


def _audience(app: App, group: Group, sender: str, recipients: tuple[str, ...]) -> tuple[str, ...] | None:
    """Whose receipts are counted; None in groups that have none, or are too large for them."""
    if not group.type.receipts or len(group.members) > app.settings.receipts_up_to:
        return None
    inside = group.members if not recipients else (one for one in recipients if one in group.members)
    return tuple(one for one in inside if one != sender)


def _mentions(given: Given) -> tuple[str, ...]:
    rows = given.get("GroupAtInfo", ())
    return tuple("*" if row.get("GroupAtAllFlag") == 1 else str(row.get("GroupAt_Account", "")) for row in rows)


def _check_new(app: App, caller: Caller, given: Given, *, again: bool = True) -> tuple[Group, Message]:
    """A message that may be sent, and its group. One that may not is told to the application's server.

    Errors: those of ``group_of``, no_group_account, and those of ``_check_sender``, ``_message`` and ``_count_pace``.
    """
    group = app.groups.get(given["GroupId"])
    try:
        group = group_of(app, given["GroupId"])
        sender = sender_of(app, caller, given, errors.no_group_account).user_id
        _check_sender(app, caller, group, topic_named(group, given), sender)
        message = _message(app, group, sender, given)
        if not again:
            _count_pace(app, group)
        return group, message
    except Refusal as reason:
        app.emit("group.unsent", given=given, kind=group.kind if group is not None else "", reason=reason, by=caller)
        raise


def say_in(app: App, caller: Caller, group: Group, message: Message, given: Given) -> Any:
    """Send a checked message once the application's server has nothing against it; gives the sender's answer.

    One that repeats another was sent already: nobody is asked. One that is dropped has no number (ruled).
    """
    quiet = tuple(given.get("ForbidCallbackControl", ()))

    def send(verdict: Verdict) -> Given:
        sent = message
        if not verdict.drops:
            if verdict.answer:
                bodies.replace(app, message, BEFORE, verdict)
            sent = app.groups.send(group, message, caller, quiet=quiet)
        return {"MsgTime": sent.time, "MsgSeq": sent.seq, "MsgDropReason": ""}

    if group.history_of(message.topic).find_repeated(message.sender, message.random, message.time) is not None:
        return send(ALLOWED)
    return ask_before_saying(app, caller, group, message, quiet, send, lambda: _check_new(app, caller, given))


@api.command(
    "group_open_http_svc.send_group_msg",
    accepts="frame.group_open_http_svc.send_group_msg",
    returns="group_open_http_svc.send_group_msg.answer",
)
@api.post("/group_open_http_svc/send_group_msg")
def send_group_msg(app: App, caller: Caller, given: Given) -> Any:
    """Say something in a group, as somebody or as the administrator."""
    return say_in(app, caller, *_check_new(app, caller, given, again=False), given)


@api.post("/group_open_http_svc/group_msg_get_simple")
def group_msg_get_simple(app: App, given: Given) -> Given:
    """Give up to 20 messages of a group, the newest first: of all, or of those up to a MsgSeq."""
    group = group_of(app, given["GroupId"])
    history, count = history_named(group, given), min(given["ReqMsgNumber"], _MOST)
    top = given.get("ReqMsgSeq") or history.last_seq
    found = history.back(top, count)
    recalled = given.get("WithRecalledMsg") == 1
    return {
        "GroupId": group.group_id,
        "IsFinished": 2 if min(top, history.last_seq) <= count else 1,
        "RspMsgList": [show_of_group(one) for one in found if recalled or not one.recalled],
    }


@api.post("/group_open_http_svc/group_msg_recall")
def group_msg_recall(app: App, caller: Caller, given: Given) -> Given:
    """Recall messages of a group, however old they are; each has a result of its own."""
    group = group_of(app, given["GroupId"])
    history = history_named(group, given)
    seqs = dict.fromkeys(row["MsgSeq"] for row in given["MsgSeqList"])
    found = {seq: history.get(seq) for seq in seqs}
    good = [one for one in found.values() if one is not None and not one.recalled and one.tip is None]
    app.groups.recall(group, good, caller, given.get("Reason", ""))
    results = {seq: 10030 if one is None else 0 if one in good else 10032 for seq, one in found.items()}
    return {"RecallRetList": [{"MsgSeq": seq, "RetCode": code} for seq, code in results.items()]}


@api.post("/group_open_http_svc/delete_group_msg_by_sender")
def delete_group_msg_by_sender(app: App, caller: Caller, given: Given) -> None:
    """Recall what somebody has said among the last 1,000 messages of a group; clients see it when they pull (docs, 2024)."""
    group = group_of(app, given["GroupId"])
    history = history_named(group, given)
    said = history.of_sender(given["Sender_Account"], history.last_seq - _LAST + 1)
    app.groups.recall(group, said, caller, silent=True)


@api.post("/openim/modify_group_msg")
def modify_group_msg(app: App, caller: Caller, given: Given) -> None:
    """Give a message of a group other elements, or other data."""
    group = group_of(app, given["GroupId"])
    message = history_named(group, given).get(given["MsgSeq"])
    if message is None or message.recalled or message.tip is not None:
        raise errors.no_group_message()
    if "MsgBody" not in given and "CloudCustomData" not in given:
        raise errors.bad_message_body(reason="neither it nor CloudCustomData is there")
    data = given.get("CloudCustomData")
    elements = bodies.check(given.get("MsgBody", message.body), message.cloud_custom_data if data is None else data)
    app.groups.modify(group, message, caller, elements=elements, data=data)
