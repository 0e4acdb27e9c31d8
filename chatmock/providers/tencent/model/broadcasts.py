"""What the application's server tells groups: notices to members, and messages to all live groups at once."""

from __future__ import annotations

from collections import deque

from chatmock.core.clock import Clock
from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.group import Group
from chatmock.providers.tencent.model.message import Message
from chatmock.providers.tencent.model.values import Emit

MOST_KEPT = 100
"""How many broadcasts are kept for those who come later."""


class Notices:
    """Broadcasts with their own numbers, and notices, which have none and which nobody keeps."""

    def __init__(self, clock: Clock, emit: Emit) -> None:
        self._clock = clock
        self._emit = emit
        self.last_seq = 0
        """The MsgSeq of the newest broadcast."""
        self.broadcasts: deque[Message] = deque(maxlen=MOST_KEPT)
        """The newest of them, the oldest first."""

    def broadcast(self, message: Message, by: Caller) -> Message:
        """Say something in all live groups. Emits broadcast.sent."""
        self.last_seq += 1
        message.seq = self.last_seq
        self.broadcasts.append(message)
        self._emit("broadcast.sent", message=message, by=by)
        return message

    def add(self, message: Message) -> None:
        """Take in a broadcast of a seed."""
        self.last_seq = max(self.last_seq, message.seq)
        self.broadcasts.append(message)

    def notify(self, group: Group, content: str, user_ids: tuple[str, ...], topic_id: str, by: Caller) -> None:
        """Tell members something, or all of them where none is named. Emits group.notified."""
        self._emit("group.notified", group=group, content=content, user_ids=user_ids, topic_id=topic_id, by=by)
