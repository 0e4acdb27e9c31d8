"""Messages of groups as clients pull, recall, modify, read and delete them."""

from __future__ import annotations

from typing import Any

from chatmock.core.clock import SECOND
from chatmock.core.errors import Error
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import group_of, history_named, member_of, topic_named, topic_of
from chatmock.providers.tencent.messages import bodies
from chatmock.providers.tencent.messages.roaming import version_of
from chatmock.providers.tencent.model import (
    MEMBER,
    TOPIC_PREFIX,
    App,
    Caller,
    Given,
    Group,
    GroupHistory,
    Message,
    Topic,
)
from chatmock.providers.tencent.views.rows import ids_of, row_of_group

_MOST = 100
_MOST_NOTICES = 20
_EVER = 2**53


def own_group(app: App, caller: Caller, given: Given) -> Group:
    """The group that is named, of which the caller is a member. Errors: bad_group_id, group_gone, no_right."""
    group = group_of(app, given["GroupId"])
    member_of(group, caller.user_id)
    return group


def own_history(app: App, caller: Caller, given: Given) -> tuple[Group, GroupHistory]:
    """The same, with the messages of the topic that is named, or else of the group. Errors: those of ``own_group``."""
    group = own_group(app, caller, given)
    return group, history_named(group, given)


def sees(group: Group, message: Message, user_id: str) -> bool:
    """Whether a member sees a message: it was for it, and it has not deleted it for itself."""
    if user_id in message.hidden_from or (not message.topic and message.seq <= group.members[user_id].cleared_seq):
        return False
    return not message.recipients or user_id in message.recipients or user_id == message.sender


def message_in(group: Group, history: GroupHistory, caller: Caller, seq: int) -> Message:
    """A message by its MsgSeq that the caller sees. Errors: no_group_message."""
    found = history.get(seq)
    if found is None or not sees(group, found, caller.user_id):
        raise errors.no_group_message()
    return found


@api.command(
    "group_open_http_svc.group_msg_get",
    accepts="frame.group_open_http_svc.group_msg_get",
    returns="group_open_http_svc.group_msg_get.answer",
)
def group_msg_get(app: App, caller: Caller, given: Given) -> Given:
    """Give messages of a group, the newest first: up to a MsgSeq, or those of a list."""
    group, history = own_history(app, caller, given)
    count = max(1, min(given["ReqMsgNumber"], _MOST))
    top = min(given.get("ReqMsgSeq") or history.last_seq, history.last_seq)
    listed = given.get("ReqMsgSeqList")
    if listed:
        found = [one for seq in listed[:_MOST] if (one := history.get(seq)) is not None]
    else:
        found = history.back(top, count)
    recalled = given.get("WithRecalledMsg", 1) == 1
    shown = [one for one in found if sees(group, one, caller.user_id) and (recalled or not one.recalled)]
    below = max(0, top - count)
    return {
        **ids_of(group, given.get("TopicId", "")),
        "RspMsgList": [row_of_group(app, group, one) for one in shown],
        "InvisibleMsgSeq": [one.seq for one in found if not sees(group, one, caller.user_id)],
        "IsFinished": 2 if listed or not below else 1,
        "NextReqMsgSeq": 0 if listed else below,
        "ReqMsgSeq": top,
    }


@api.command(
    "group_open_http_svc.group_msg_recall",
    accepts="frame.group_open_http_svc.group_msg_recall",
    returns="group_open_http_svc.group_msg_recall.answer",
)
def recall_in_group(app: App, caller: Caller, given: Given) -> Given:
    """Recall messages: one's own for a while after they were sent, and anybody's as owner or admin.

    Where all are refused for one reason, that is the answer (client: one message is recalled at a time).
    """
    group, history = own_history(app, caller, given)
    found = {row["MsgSeq"]: history.get(row["MsgSeq"]) for row in given["MsgSeqList"]}
    codes = {seq: _why_not(app, group, caller, one) for seq, one in found.items()}
    good = [one for seq, one in found.items() if one is not None and codes[seq] is None]
    reasons = [why for why in codes.values() if why is not None]
    if reasons and not good:
        raise reasons[0]()
    app.groups.recall(group, good, caller, given.get("Reason", ""))
    rows = [{"MsgSeq": seq, "RetCode": 0 if why is None else why.code} for seq, why in codes.items()]
    return {"RecallRetList": rows}


def _why_not(app: App, group: Group, caller: Caller, message: Message | None) -> Error | None:
    if message is None or not sees(group, message, caller.user_id):
        return errors.no_group_message
    if message.recalled:
        return errors.recalled_group_message
    manages = group.members[caller.user_id].role != MEMBER
    if message.sender != caller.user_id and not manages:
        return errors.recall_not_own
    if app.clock.seconds() > message.time + app.settings.recall_seconds and not manages:
        return errors.group_recall_too_late
    return None


@api.command(
    "openim.modify_group_msg", accepts="frame.openim.modify_group_msg", returns="frame.openim.modify_group_msg.answer"
)
def modify_in_group(app: App, caller: Caller, given: Given) -> Given:
    """Give a message other elements, or other data; who has an older version than there is gets the newer one (20028)."""
    group, history = own_history(app, caller, given)
    message = message_in(group, history, caller, given["MsgSeq"])
    if message.recalled:
        raise errors.recalled_group_message()
    if given.get("MsgVersion", 0) < message.version:
        raise errors.edit_conflict(newer=version_of(message))
    data = given.get("CloudCustomData")
    elements = bodies.check(given.get("MsgBody", message.body), message.cloud_custom_data if data is None else data)
    app.groups.modify(group, message, caller, elements=elements, data=data)
    return version_of(message)


@api.command(
    "group_open_http_svc.msg_read_report", accepts="frame.group_open_http_svc.msg_read_report", returns="frame.done"
)
def report_read(app: App, caller: Caller, given: Given) -> None:
    """Say up to which message a group, or a topic of it, was read."""
    group = own_group(app, caller, given)
    _read(app, caller, group, topic_named(group, given), given["MsgReadedSeq"])


def _read(app: App, caller: Caller, group: Group, topic: Topic | None, seq: int) -> None:
    if topic is None:
        app.groups.read(group, group.members[caller.user_id], seq, caller)
    else:
        app.topics.read(group, topic, caller.user_id, seq, caller)


@api.command(
    "openim.read_all_unread_msg",
    accepts="frame.openim.read_all_unread_msg",
    returns="openim.read_all_unread_msg.answer",
)
def read_all(app: App, caller: Caller, given: Given) -> Given:
    """Read everything: of all others for C2CReadAllMsg 1, and of groups and topics up to a MsgSeq each."""
    rows = [_place_of(app, caller, row) for row in given.get("GroupReadInfo", [])]
    if given.get("C2CReadAllMsg") == 1:
        for peer in list(app.c2c.unread.of(caller.user_id)):
            app.c2c.read(app.c2c.between(caller.user_id, peer), caller.user_id, caller)
    shown = []
    for group, topic, seq in rows:
        _read(app, caller, group, topic, seq or (group.history if topic is None else topic.history).last_seq)
        side = group.members[caller.user_id] if topic is None else topic.side_of(caller.user_id)
        named = group.group_id if topic is None else topic.topic_id
        shown.append({"GroupId": named, "MsgSeq": side.read_seq, "RetCode": 0})
    return {"C2CReadAllMsg": given.get("C2CReadAllMsg", 0), "GroupReadInfoArray": shown}


def _place_of(app: App, caller: Caller, row: Given) -> tuple[Group, Topic | None, int]:
    """The group that a row names, or the topic where its GroupId is that of one; and up to where it was read."""
    group_id, mark, _ = str(row["GroupId"]).partition(TOPIC_PREFIX)
    group = own_group(app, caller, {"GroupId": group_id})
    return group, topic_of(group, row["GroupId"]) if mark else None, row.get("MsgSeq", 0)


@api.command(
    "group_open_http_svc.delete_group_ramble_msg_by_seq",
    accepts="frame.group_open_http_svc.delete_group_ramble_msg_by_seq",
    returns="frame.done",
)
def delete_in_group(app: App, caller: Caller, given: Given) -> None:
    """Delete messages of a group for the caller alone."""
    group, history = own_history(app, caller, given)
    app.groups.hide(group, [message_in(group, history, caller, seq) for seq in _numbers(given["Seqs"])], caller)


def _numbers(seqs: list[int | str]) -> list[int]:
    """MsgSeqs, which the SDK writes as texts here (client)."""
    texts = dict.fromkeys(str(seq) for seq in seqs)
    if not all(text.isascii() and text.isdecimal() and len(text) < 11 for text in texts):
        raise errors.bad_group_value(field="Seqs")
    return [int(text) for text in texts]


@api.command(
    "group_open_http_svc.batch_get_group_notify",
    accepts="frame.group_open_http_svc.batch_get_group_notify",
    returns="group_open_http_svc.batch_get_group_notify.answer",
)
def get_group_notices(app: App, caller: Caller, given: Given) -> Given:
    """Give what was recalled in groups between two times in milliseconds, for a client that was away."""
    return {"NotifyRspList": [_recalls_of(app, caller, asked) for asked in given["NotifyReqList"][:_MOST_NOTICES]]}


@api.command(
    "group_open_http_svc.get_group_notify",
    accepts="frame.group_open_http_svc.get_group_notify",
    returns="group_open_http_svc.get_group_notify.answer",
)
def get_notices_of_group(app: App, caller: Caller, given: Given) -> Given:
    """Give what was recalled in one group, as the older SDK asks for it."""
    return _recalls_of(app, caller, given)


def _recalls_of(app: App, caller: Caller, asked: dict[str, Any]) -> dict[str, Any]:
    group, history = own_history(app, caller, asked)
    begin, end = asked.get("BeginTime", 0) // SECOND, asked.get("EndTime", _EVER) // SECOND
    found = [one for one in history.recalls if begin <= one.recalled_at <= end and sees(group, one, caller.user_id)]
    return {
        **ids_of(group, asked.get("TopicId", "")),
        "NotifyMsgList": [row_of_group(app, group, one) for one in found],
        "NextMsgTime": 0,
    }
