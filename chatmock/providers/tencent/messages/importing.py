"""Messages of groups that are taken over of another system (docs, 2024)."""

from __future__ import annotations

from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.finders import account_of, group_of, topic_named
from chatmock.providers.tencent.messages import bodies
from chatmock.providers.tencent.model import App, Caller, Given, Message

MOST = 7
"""Messages of one call."""


@api.post("/group_open_http_svc/import_group_msg")
def import_group_msg(app: App, caller: Caller, given: Given) -> Given:
    """Take over up to 7 messages, the oldest first: each later than what is there, and earlier than now.

    Everybody has read them, and all before them. One with RecentContactFlag 0 does not stand in conversation lists.
    """
    group, now = group_of(app, given["GroupId"]), app.clock.seconds()
    topic = topic_named(group, given)
    if not group.type.keeps_history:
        raise errors.no_right(reason="a live group keeps nothing")
    if not 0 < len(given["MsgList"]) <= MOST:
        raise errors.bad_group_value(field="MsgList")
    history = group.history if topic is None else topic.history
    last, messages = max(history.last_time, group.created if topic is None else topic.created), []
    for row in given["MsgList"]:
        sender = account_of(app, row["From_Account"], errors.no_group_account).user_id
        bodies.check(row["MsgBody"], bad=errors.bad_group_value, too_big=errors.group_message_too_big)
        if not last <= row["SendTime"] < now:
            raise errors.bad_group_value(field="SendTime")
        last = row["SendTime"]
        control = ("NoLastMsg",) if given.get("RecentContactFlag", 1) == 0 else ()
        random = row.get("Random", 0)
        messages.append(
            Message(
                sender,
                group.group_id,
                0,
                random,
                last,
                row["MsgBody"],
                client_time=last,
                control=control,
                topic=given.get("TopicId", ""),
            )
        )
    app.groups.take(group, messages, topic, caller)
    rows = [{"MsgSeq": one.seq, "MsgTime": one.time, "Result": 0} for one in messages]
    return {"ImportMsgResult": rows}
