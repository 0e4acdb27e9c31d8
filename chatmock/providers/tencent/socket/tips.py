"""Tips and notices: what members of a group are told of it, and what somebody alone is told."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from chatmock.providers.tencent.groups import live
from chatmock.providers.tencent.model import App, Caller, Group, Message
from chatmock.providers.tencent.socket.messages import NOTICE
from chatmock.providers.tencent.socket.post import tell
from chatmock.providers.tencent.socket.receivers import of_group, of_users
from chatmock.providers.tencent.views.rows import SYSTEM, info_of_group, person, row_of_group

Row = dict[str, Any]
KEPT, TIP = 4, 6
"""The events of tips that a history keeps, and of others."""
CHANGED = 6
PINNED, UNPINNED = 16, 17
"""Kinds of tips (OpType)."""
_RANDOM = 2**32


def tip(
    app: App, group: Group, by: Caller, kind: int, people: Collection[str] = (), *, topic_id: str = "", **more: Any
) -> None:
    """Tell all members of a group what has happened there, or in a topic of it."""
    if not app.connections and group.group_id not in app.live.logs:
        return
    body = {
        "OpType": kind,
        "Operator_Account": by.user_id,
        "List_Account": list(people),
        "MemberNum": len(group.members),
        "MsgMemberExtraInfo": [person(app, one, group.members.get(one)) for one in people],
        "MsgOperatorMemberExtraInfo": person(app, by.user_id, group.members.get(by.user_id)),
        **more,
    }
    row = row_of(app, group, body, topic_id=topic_id)
    if group.kind == "AVChatRoom":
        live.tell_pollers(app, group, TIP, row)
    else:
        tell(app, of_group(app, group), TIP, "GroupTips", [row])


def push(app: App, group: Group, message: Message) -> None:
    """Tell all members of a group a tip that stands among its messages."""
    if not app.connections and group.group_id not in app.live.logs:
        return
    row = row_of_group(app, group, message)
    if group.kind == "AVChatRoom":
        live.tell_pollers(app, group, TIP, row)
    else:
        tell(app, of_group(app, group), KEPT, "GroupTips", [row])


def row_of(app: App, group: Group, body: Row, to: str = "", topic_id: str = "") -> Row:
    """A row that the system says in a group, or to somebody about one."""
    number = app.ids.number(_RANDOM)
    now = app.clock.seconds()
    return {
        "From_Account": SYSTEM,
        "To_Account": to,
        "ToGroupId": group.group_id,
        "GroupInfo": {**info_of_group(group, topic_id), "To_Account": to},
        "MsgSeq": number,
        "ClientSeq": number,
        "MsgRandom": number,
        "MsgTimeStamp": now,
        "MsgClientTime": now,
        "MsgBody": body,
    }


def notice(
    app: App, group: Group, by: Caller, kind: int, user_ids: Collection[str], topic_id: str = "", **more: Any
) -> None:
    """Tell some accounts about a group; those who are away find it when they come."""
    for user_id in user_ids:
        body = {
            "ReportType": kind,
            "Operator_Account": by.user_id,
            "MsgOperatorMemberExtraInfo": person(app, by.user_id),
            **more,
        }
        row = row_of(app, group, body, user_id, topic_id)
        app.notices.keep(user_id, row)
        tell(app, of_users(app, (user_id,)), NOTICE, "GroupTips", [row])
