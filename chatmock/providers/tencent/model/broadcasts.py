"""What the application's server says in all live groups at once. Such messages have numbers of their own."""

from __future__ import annotations

from collections import deque

from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.message import Message
from chatmock.providers.tencent.model.values import Emit

MOST = 100
"""How many are kept for those who come later."""


class Broadcasts:
    """The newest messages to all live groups, and the one door for new ones."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self.last_seq = 0
        """The MsgSeq of the newest one."""
        self.rows: deque[Message] = deque(maxlen=MOST)
        """The oldest first."""

    def send(self, message: Message, by: Caller) -> Message:
        """Say something in all live groups. Emits broadcast.sent."""
        message.seq = self.last_seq + 1
        self.add(message)
        self._emit("broadcast.sent", message=message, by=by)
        return message

    def add(self, message: Message) -> None:
        """Take in a new one, or one of a seed."""
        self.last_seq = max(self.last_seq, message.seq)
        self.rows.append(message)
