"""What is put beside messages, as it is pushed: receipts, reactions, extensions."""

from __future__ import annotations

from typing import Any

from chatmock.providers.tencent.messages.extensions import extension_of
from chatmock.providers.tencent.messages.reactions import summary
from chatmock.providers.tencent.messages.receipts import counts_of
from chatmock.providers.tencent.model import App, Caller, Group, Message, Pair
from chatmock.providers.tencent.socket.messages import NOTICE
from chatmock.providers.tencent.socket.post import tell
from chatmock.providers.tencent.socket.receivers import of_group, of_users
from chatmock.providers.tencent.socket.tips import row_of
from chatmock.providers.tencent.views.rows import ids_of, row_of_two

RECEIPT, REACTION, EXTENSION = 16, 21, 20
_SHOWN = 10
_KINDS = {"set": 1, "delete": 2, "clear": 3}
_NAMES = {"set": "SetKVInfo", "delete": "DeleteKVInfo", "clear": "ClearKVInfo"}


def listen(app: App) -> None:
    """Push what is put beside messages."""
    pushes = DetailPushes(app)
    app.bus.follow(
        {
            "c2c.receipted": pushes.receipted,
            "c2c.reacted": pushes.reacted,
            "c2c.extended": pushes.extended,
            "group.receipted": pushes.receipted_in,
            "group.reacted": pushes.reacted_in,
            "group.extended": pushes.extended_in,
        }
    )


class DetailPushes:
    """Receipts, reactions and extensions."""

    def __init__(self, app: App) -> None:
        self._app = app

    # --- between two ---

    def receipted(self, messages: list[Message], time: int, by: Caller, **_: Any) -> None:
        app = self._app
        rows = [{**row_of_two(app, one), "ReadTime": time, "MsgTime": one.time} for one in messages]
        to = of_users(app, (messages[0].sender,))
        tell(app, to, RECEIPT, "C2cMsgInfo", rows, Peer_Account=by.user_id, PeerReadTime=time)

    def reacted(self, pair: Pair, message: Message, **_: Any) -> None:
        row = {"C2CMsgInfo": self._info(message), "MsgReactionSummary": summary(message, _SHOWN)}
        tell(self._app, of_users(self._app, pair.people), REACTION, "MsgReactionNotifyList", [row])

    def extended(self, pair: Pair, message: Message, kind: str, keys: list[str], **_: Any) -> None:
        row = {"ExtensionC2cMsgInfo": self._info(message), **self._written(message, kind, keys)}
        tell(self._app, of_users(self._app, pair.people), EXTENSION, "MsgExtensionNotify", row)

    # --- in groups ---

    def receipted_in(self, group: Group, messages: list[Message], by: Caller, **_: Any) -> None:
        app, topic_id = self._app, messages[0].topic
        for sender in dict.fromkeys(one.sender for one in messages):
            rows = [
                {**self._info(one), "MsgSeq": one.seq, "MsgTime": one.time, **counts_of(one)}
                for one in messages
                if one.sender == sender
            ]
            body = {"GroupMsgReceiptList": rows, **ids_of(group, topic_id)}
            tell(app, of_users(app, (sender,)), NOTICE, "GroupTips", [row_of(app, group, body, sender, topic_id)])

    def reacted_in(self, group: Group, message: Message, **_: Any) -> None:
        row = {"GroupMsgInfo": self._info(message), "MsgReactionSummary": summary(message, _SHOWN)}
        tell(self._app, of_group(self._app, group, message), REACTION, "MsgReactionNotifyList", [row])

    def extended_in(self, group: Group, message: Message, kind: str, keys: list[str], **_: Any) -> None:
        row = {"ExtensionGroupMsgInfo": self._info(message), **self._written(message, kind, keys)}
        tell(self._app, of_group(self._app, group, message), EXTENSION, "MsgExtensionNotify", row)

    def _info(self, message: Message) -> dict[str, Any]:
        """What the web SDK makes the id of a message of."""
        sender = self._app.accounts.get(message.sender)
        return {
            "TinyId": sender.tiny_id if sender is not None else "",
            "MsgClientTime": message.client_time,
            "MsgRandom": message.random,
            "MsgSeq": message.seq,
        }

    def _written(self, message: Message, kind: str, keys: list[str]) -> dict[str, Any]:
        rows = [{"MsgKeyValue": [extension_of(message, key) for key in keys], "ClearMsgSeq": message.extension_clear}]
        return {
            "MsgOptType": _KINDS[kind],
            _NAMES[kind]: rows,
            "MsgLastSeq": message.extension_seq,
            "TinyId": self._info(message)["TinyId"],
        }
