"""What happens to groups and their members, as it is pushed."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent.groups.joining import authentication
from chatmock.providers.tencent.model import (
    ADMIN,
    APPLIES,
    INVITED,
    App,
    Caller,
    Group,
    JoinRequest,
    Member,
    Message,
)
from chatmock.providers.tencent.socket import tips
from chatmock.providers.tencent.socket.tips import notice, tip
from chatmock.providers.tencent.views.rows import row_of_group

APPLIED, ACCEPTED, REFUSED, REMOVED, DISMISSED, CREATED, BROUGHT_IN, QUIT, MADE_ADMIN, NO_ADMIN = range(1, 11)
ASKED, FOLLOWED, DECLINED = 12, 13, 14
TOPIC_CREATED, TOPICS_GONE = 17, 18
OPTION, BANNED, BY_APPLICATION = 20, 21, 255
"""Kinds of notices (ReportType)."""
_OPTIONS = {"AcceptAndNotify": "AcceptAndNotify", "AcceptNotNotify": "AcceptNotNotify", "Discard": "Discard"}
_KINDS = {"set": 1, "modify": 2, "clear": 3, "delete": 4}
"""How attributes were written, as a number (client)."""


def listen(app: App) -> None:
    """Push what happens to groups."""
    pushes = GroupPushes(app)
    app.bus.follow(
        {
            "group.created": pushes.created,
            "group.destroyed": pushes.destroyed,
            "group.tipped": pushes.tipped,
            "group.asked": pushes.asked,
            "group.answered": pushes.answered,
            "group.notified": pushes.notified,
            "group.banned": pushes.banned,
            "group.attributes": pushes.attributes,
            "group.counters": pushes.counters,
            "group.pinned": pushes.pinned,
            "topic.created": pushes.topic_created,
            "topic.destroyed": pushes.topic_destroyed,
            "topic.member_changed": pushes.topic_member_changed,
            "member.joined": pushes.joined,
            "member.left": pushes.left,
            "member.changed": pushes.member_changed,
        }
    )


class GroupPushes:
    """Groups and members."""

    def __init__(self, app: App) -> None:
        self._app = app

    def created(self, group: Group, by: Caller, **_: Any) -> None:
        if group.owner:
            notice(self._app, group, by, CREATED, [group.owner])
        others = [one for one in group.members if one != group.owner]
        if others:
            notice(self._app, group, by, BROUGHT_IN, others)

    def destroyed(self, group: Group, members: list[Member], by: Caller, **_: Any) -> None:
        notice(self._app, group, by, DISMISSED, [one.user_id for one in members if one.user_id != by.user_id])

    def tipped(self, message: Message, group: Group, by: Caller, **_: Any) -> None:
        """A tip that stands among the messages of the group."""
        tips.push(self._app, group, message)

    # --- joining and leaving ---

    def asked(self, group: Group, request: JoinRequest, by: Caller, **_: Any) -> None:
        if request.kind == INVITED:
            to, kind = [request.user_id], ASKED
        else:
            to, kind = list(group.managers), APPLIED
        shown: dict[str, Any] = {
            "RemarkInfo": request.message,
            "UserDefinedField": request.data,
            "MsgKey": request.time,
        }
        if request.kind != APPLIES:
            shown["MemberList_Account"] = [request.user_id]
        notice(self._app, group, by, kind, to, Authentication=authentication(request), **shown)

    def answered(self, group: Group, request: JoinRequest, agreed: bool, message: str, by: Caller, **_: Any) -> None:
        if request.kind == INVITED:
            notice(self._app, group, by, FOLLOWED if agreed else DECLINED, [request.asker], RemarkInfo=message)
        else:
            notice(self._app, group, by, ACCEPTED if agreed else REFUSED, [request.asker], RemarkInfo=message)

    def joined(self, group: Group, members: list[Member], how: str, by: Caller, **_: Any) -> None:
        if how == "Invited":
            people = [one.user_id for one in members]
            notice(self._app, group, by, BROUGHT_IN, [one for one in people if one != by.user_id])

    def left(self, group: Group, members: list[Member], how: str, reason: str, by: Caller, **_: Any) -> None:
        people = [one.user_id for one in members]
        if how == "Quit":
            notice(self._app, group, by, QUIT, people)
        elif how == "Kicked":
            notice(self._app, group, by, REMOVED, people, RemarkInfo=reason)

    def banned(self, group: Group, user_ids: list[str], until: int, reason: str, by: Caller, **_: Any) -> None:
        seconds = until - self._app.clock.seconds()
        more: dict[str, Any] = {"BanDuration": seconds, "BanDescription": reason}
        notice(self._app, group, by, BANNED, [one for one in user_ids if one in group.members], **more)

    def member_changed(self, group: Group, member: Member, changes: dict[str, Any], by: Caller, **_: Any) -> None:
        app, people = self._app, [member.user_id]
        if "role" in changes:
            made = changes["role"] == ADMIN
            notice(app, group, by, MADE_ADMIN if made else NO_ADMIN, people)
        if "msg_flag" in changes:
            notice(app, group, by, OPTION, people, MsgFlag=member.msg_flag)

    def notified(self, group: Group, user_ids: list[str], content: str, by: Caller, **_: Any) -> None:
        notice(self._app, group, by, BY_APPLICATION, user_ids, UserDefinedField=content)

    # --- topics ---

    def topic_created(self, group: Group, topic_id: str, by: Caller, **_: Any) -> None:
        notice(self._app, group, by, TOPIC_CREATED, list(group.members), topic_id=topic_id, TopicIdArray=[topic_id])

    def topic_destroyed(self, group: Group, topic_ids: list[str], by: Caller, **_: Any) -> None:
        notice(self._app, group, by, TOPICS_GONE, list(group.members), TopicIdArray=topic_ids)

    def topic_member_changed(
        self, group: Group, topic_id: str, user_id: str, changes: dict[str, Any], by: Caller, **_: Any
    ) -> None:
        if "msg_flag" in changes:
            notice(self._app, group, by, OPTION, [user_id], topic_id=topic_id, MsgFlag=changes["msg_flag"])

    # --- attributes, counters, pins ---

    def attributes(self, group: Group, kind: str, changes: dict[str, str], by: Caller, **_: Any) -> None:
        seqs = group.attribute_seqs
        rows = [{"key": key, "value": value, "seq": seqs.get(key, 0)} for key, value in changes.items()]
        option = {
            "OpType": _KINDS[kind],
            "GroupAttrSeq": group.attributes_seq,
            "PushChangedAttrValFlag": 1,
            "GroupAttrInfo": rows,
            "BytesChangedKeys": list(changes),
        }
        tip(self._app, group, by, tips.CHANGED, MsgGroupNewInfo={"GroupAttrOption": option})

    def counters(self, group: Group, kind: str, changes: dict[str, int], by: Caller, **_: Any) -> None:
        rows = [{"Key": key, "Value": value} for key, value in changes.items()]
        info = [
            {"Type": 1 if kind == "delete" else 0, "GroupCounterSeq": self._app.clock.stamp(), "GroupCounter": rows}
        ]
        tip(self._app, group, by, tips.CHANGED, GroupCounterInfo=info)

    def pinned(self, group: Group, message: Message, pinned: bool, by: Caller, **_: Any) -> None:
        app = self._app
        row = row_of_group(app, group, message)
        if pinned:
            tip(app, group, by, tips.PINNED, topic_id=message.topic, PinnedMessage=row)
            return
        info = {
            "SenderTinyId": row["TinyId"],
            "ClientTime": message.client_time,
            "Random": message.random,
            "ServerTime": message.time,
            "Sequence": message.seq,
        }
        tip(app, group, by, tips.UNPINNED, topic_id=message.topic, UnPinnedMessageInfo=info)
