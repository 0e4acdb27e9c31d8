"""Messages of groups: sent, pulled, recalled, modified, deleted."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import group_of, place_of, sender_of
from chatmock.providers.tencent.messages import bodies
from chatmock.providers.tencent.model import MEMBER, App, Caller, Given, Group, Message
from chatmock.providers.tencent.views.messages import show_of_group

_MOST = 20
_MOST_RECIPIENTS = 50
_PRIORITIES = ("High", "Normal", "Low", "Lowest")


def _refuse_topics(given: Given) -> None:
    """Errors: not_served."""
    if "TopicId" in given:
        raise errors.not_served()


def _check_sender(app: App, group: Group, user_id: str) -> None:
    """Refuse somebody who may not speak in a group. Errors: no_right, muted."""
    member = group.members.get(user_id)
    if member is None:
        if group.kind == "AVChatRoom" or app.is_admin(user_id):
            return
        raise errors.no_right(reason=f"{user_id} is no member")
    if member.muted_until > app.clock.seconds() or (group.muted and member.role == MEMBER):
        raise errors.muted()


def _message(app: App, group: Group, sender: str, given: Given) -> Message:
    """The message that the fields of a command say. Errors: bad_group_value, group_message_too_big."""
    data = given.get("CloudCustomData", "")
    bodies.check(given["MsgBody"], data, bad=errors.bad_group_value, too_big=errors.group_message_too_big)
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
        given["MsgBody"],
        cloud_custom_data=data,
        client_time=given.get("MsgClientTime", now),
        control=tuple(given.get("SendMsgControl", ())),
        online_only=given.get("OnlineOnlyFlag") == 1,
        wants_receipt=given.get("NeedReadReceipt") == 1,
        extensible=given.get("SupportMessageExtension") == 1,
        priority=given.get("MsgPriority", "Normal"),
        mentions=_mentions(given),
        recipients=recipients,
    )


def _mentions(given: Given) -> tuple[str, ...]:
    rows = given.get("GroupAtInfo", ())
    return tuple("*" if row.get("GroupAtAllFlag") == 1 else str(row.get("GroupAt_Account", "")) for row in rows)


def say_in(app: App, caller: Caller, group: Group, message: Message, given: Given) -> Message:
    """Send a checked message: a webhook that may refuse it has its place here."""
    return app.groups.send(group, message, caller, quiet=tuple(given.get("ForbidCallbackControl", ())))


@api.command("group_open_http_svc.send_group_msg", accepts="frame.group_open_http_svc.send_group_msg")
@api.post("/group_open_http_svc/send_group_msg")
def send_group_msg(app: App, caller: Caller, given: Given) -> Given:
    """Say something in a group, as somebody or as the administrator."""
    group = place_of(app, given)
    sender = sender_of(app, caller, given, errors.no_group_account).user_id
    _check_sender(app, group, sender)
    message = say_in(app, caller, group, _message(app, group, sender, given), given)
    return {"MsgTime": message.time, "MsgSeq": message.seq, "MsgDropReason": ""}


@api.post("/group_open_http_svc/group_msg_get_simple")
def group_msg_get_simple(app: App, given: Given) -> Given:
    """Give up to 20 messages of a group, the newest first: of all, or of those up to a MsgSeq."""
    _refuse_topics(given)
    group = group_of(app, given["GroupId"])
    count = min(given["ReqMsgNumber"], _MOST)
    top = given.get("ReqMsgSeq") or group.history.last_seq
    found = group.history.back(top, count)
    recalled = given.get("WithRecalledMsg") == 1
    return {
        "GroupId": group.group_id,
        "IsFinished": 2 if min(top, group.history.last_seq) <= count else 1,
        "RspMsgList": [show_of_group(one) for one in found if recalled or not one.recalled],
    }


@api.post("/group_open_http_svc/group_msg_recall")
def group_msg_recall(app: App, caller: Caller, given: Given) -> Given:
    """Recall messages of a group, however old they are; each has a result of its own."""
    _refuse_topics(given)
    group = group_of(app, given["GroupId"])
    seqs = dict.fromkeys(row["MsgSeq"] for row in given["MsgSeqList"])
    found = {seq: group.history.get(seq) for seq in seqs}
    good = [message for message in found.values() if message is not None and not message.recalled]
    app.groups.recall(group, good, caller, given.get("Reason", ""))
    results = {seq: 10030 if one is None else 0 if one in good else 10032 for seq, one in found.items()}
    return {"RecallRetList": [{"MsgSeq": seq, "RetCode": code} for seq, code in results.items()]}


@api.post("/group_open_http_svc/delete_group_msg_by_sender")
def delete_group_msg_by_sender(app: App, caller: Caller, given: Given) -> None:
    """Recall what somebody has said in a group."""
    _refuse_topics(given)
    group = group_of(app, given["GroupId"])
    app.groups.recall(group, group.history.of_sender(given["Sender_Account"]), caller)


@api.post("/openim/modify_group_msg")
def modify_group_msg(app: App, caller: Caller, given: Given) -> None:
    """Give a message of a group other elements, or other data."""
    _refuse_topics(given)
    group = group_of(app, given["GroupId"])
    message = group.history.get(given["MsgSeq"])
    if message is None or message.recalled:
        raise errors.no_group_message()
    if "MsgBody" not in given and "CloudCustomData" not in given:
        raise errors.bad_message_body(reason="neither it nor CloudCustomData is there")
    data = given.get("CloudCustomData")
    body = bodies.check(given.get("MsgBody", message.body), message.cloud_custom_data if data is None else data)
    app.groups.modify(group, message, caller, body=body, data=data)
