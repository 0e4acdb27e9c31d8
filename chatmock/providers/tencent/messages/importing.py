"""Messages of groups that are taken over of another system (docs, 2024)."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of, group_of, topic_named
from chatmock.providers.tencent.messages import bodies
from chatmock.providers.tencent.model import App, Caller, Given, Group, Message

MOST = 7
"""Messages of one call."""


@api.post("/group_open_http_svc/import_group_msg")
def import_group_msg(app: App, caller: Caller, given: Given) -> Given:
    """Take over up to 7 messages, the oldest first: none earlier than what is there, and all earlier than now.

    Everybody has read them, and all before them. For RecentContactFlag 0 they do not stand in conversation lists.
    """
    group = group_of(app, given["GroupId"])
    topic = topic_named(group, given)
    if not group.type.keeps_history:
        raise errors.no_right(reason="a live group keeps nothing")
    if not 0 < len(given["MsgList"]) <= MOST:
        raise errors.bad_group_value(field="MsgList")
    history = group.history if topic is None else topic.history
    _check_order(app, given, max(history.last_time, group.created if topic is None else topic.created))
    messages = [_message(app, group, given, row) for row in given["MsgList"]]
    app.groups.take(group, messages, topic, caller)
    rows = [{"MsgSeq": one.seq, "MsgTime": one.time, "Result": 0} for one in messages]
    return {"ImportMsgResult": rows}


def _check_order(app: App, given: Given, earliest: int) -> None:
    """Errors: bad_group_value."""
    times = [row["SendTime"] for row in given["MsgList"]]
    if times != sorted(times) or times[0] < earliest or times[-1] >= app.clock.seconds():
        raise errors.bad_group_value(field="SendTime")


def _message(app: App, group: Group, given: Given, row: Given) -> Message:
    """Errors: no_group_account, bad_group_value, group_message_too_big."""
    sender = account_of(app, row["From_Account"], errors.no_group_account).user_id
    elements = bodies.check(row["MsgBody"], bad=errors.bad_group_value, too_big=errors.group_message_too_big)
    time, random = row["SendTime"], row.get("Random", 0)
    message = Message(
        sender, group.group_id, 0, random, time, elements, client_time=time, topic=given.get("TopicId", "")
    )
    if given.get("RecentContactFlag", 1) == 0:
        message.control = ("NoLastMsg",)
    return message
