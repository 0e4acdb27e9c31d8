"""Messages as they are pushed: new ones, recalls, changes, and how far somebody has read."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent.model import App, Group, Member, Message, Pair
from chatmock.providers.tencent.socket.post import tell
from chatmock.providers.tencent.socket.receivers import of_group, of_user, of_users
from chatmock.providers.tencent.views.rows import SYSTEM, ids_of, info_of_group, row_of_group, row_of_two

C2C, GROUP, TIP, NOTICE, C2C_NOTICE = 9, 3, 4, 5, 10
"""Numbers of events."""
C2C_MODIFIED, GROUP_MODIFIED = 17, 18


def listen(app: App) -> None:
    """Push what becomes of messages."""
    pushes = MessagePushes(app)
    app.bus.follow(
        {
            "c2c.sent": pushes.sent,
            "c2c.imported": pushes.imported,
            "c2c.recalled": pushes.recalled,
            "c2c.modified": pushes.modified,
            "c2c.read": pushes.read,
            "group.sent": pushes.sent_in,
            "group.recalled": pushes.recalled_in,
            "group.modified": pushes.modified_in,
            "group.read": pushes.read_in,
            "topic.read": pushes.read_topic,
        }
    )


class MessagePushes:
    """Messages between two, and in groups."""

    def __init__(self, app: App) -> None:
        self._app = app

    # --- between two ---

    def sent(self, message: Message, to_sender: bool = True, **_: Any) -> None:
        app, sender, target = self._app, message.sender, message.target
        to = of_user(app, target)
        own = of_user(app, sender) if to_sender and sender != target else []
        if not to and not own:
            return
        row = row_of_two(app, message)
        tell(app, to, C2C, "C2cMsgArray", [row])
        if own:  # the copy has the two exchanged (client)
            copy = {**row, "From_Account": target, "To_Account": sender, "IsSyncMsg": 1}
            tell(app, own, C2C, "C2cMsgArray", [copy])

    def imported(self, message: Message, read: bool, **_: Any) -> None:
        if not read:
            self.sent(message, to_sender=False)

    def recalled(self, message: Message, pair: Pair, **_: Any) -> None:
        row = row_of_two(self._app, message)
        rows = [{"WithdrawC2cMsgNotify": {"C2cWithdrawInfoArray": [row]}}]
        tell(self._app, of_users(self._app, pair.people), C2C_NOTICE, "C2cNotifyMsgArray", rows)

    def modified(self, message: Message, pair: Pair, **_: Any) -> None:
        row = {**row_of_two(self._app, message), "MsgTime": message.time}
        tell(self._app, of_users(self._app, pair.people), C2C_MODIFIED, "C2cMsgModNotifys", [row])

    def read(self, pair: Pair, user_id: str, time: int, **_: Any) -> None:
        app, peer = self._app, pair.peer(user_id)
        theirs = [{"C2cReadedReceipt": {"To_Account": user_id, "UinPairReadArray": [{"LastReadTime": time}]}}]
        tell(app, of_users(app, (peer,)), C2C_NOTICE, "C2cNotifyMsgArray", theirs)
        own = [{"ReadC2cMsgNotify": {"UinPairReadArray": [{"From_Account": peer, "LastReadTime": time}]}}]
        tell(app, of_users(app, (user_id,)), C2C_NOTICE, "C2cNotifyMsgArray", own)

    # --- in groups ---

    def sent_in(self, message: Message, group: Group, **_: Any) -> None:
        app = self._app
        if to := of_group(app, group, message):
            tell(app, to, GROUP, "GroupMsgArray", [row_of_group(app, group, message)])

    def recalled_in(self, group: Group, messages: list[Message], silent: bool, **_: Any) -> None:
        app = self._app
        if not silent and (to := of_group(app, group)):
            rows = [
                {**row_of_group(app, group, one), **ids_of(group, one.topic), "From_Account": one.sender}
                for one in messages
            ]
            tell(
                app, to, NOTICE, "GroupTips", [self._notice(group, {"GroupWithdrawInfoArray": rows}, messages[0].topic)]
            )

    def modified_in(self, message: Message, group: Group, **_: Any) -> None:
        app = self._app
        row = {**row_of_group(app, group, message), **ids_of(group, message.topic), "MsgTime": message.time}
        tell(app, of_group(app, group), GROUP_MODIFIED, "GroupMsgModNotifys", [row])

    def read_in(self, group: Group, member: Member, **_: Any) -> None:
        self._tell_read(group, member.user_id, member.read_seq)

    def read_topic(self, group: Group, topic_id: str, user_id: str, **_: Any) -> None:
        self._tell_read(group, user_id, group.topics[topic_id].side_of(user_id).read_seq, topic_id)

    def _tell_read(self, group: Group, user_id: str, seq: int, topic_id: str = "") -> None:
        rows = [{**ids_of(group, topic_id), "LastReadMsgSeq": seq}]
        notice = self._notice(group, {"GroupReadInfoArray": rows}, topic_id)
        tell(self._app, of_users(self._app, (user_id,)), NOTICE, "GroupTips", [notice])

    def _notice(self, group: Group, body: dict[str, Any], topic_id: str = "") -> dict[str, Any]:
        return {
            "From_Account": SYSTEM,
            "ToGroupId": group.group_id,
            "GroupInfo": info_of_group(group, topic_id),
            "MsgTimeStamp": self._app.clock.seconds(),
            "MsgBody": body,
        }
