"""The one door for keys and values of messages."""

from __future__ import annotations

from chatmock.providers.tencent.model.caller import Caller
from chatmock.providers.tencent.model.extension import Extension
from chatmock.providers.tencent.model.message import Message
from chatmock.providers.tencent.model.values import Emit

SET, DELETE, CLEAR = 1, 2, 3
"""What is done (OperateType)."""


class Extensions:
    """The door for keys and values of messages."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit

    def put(self, message: Message, values: dict[str, str], by: Caller) -> None:
        """Set keys of a message. Emits message.extended."""
        _of(message).put(values)
        self._tell(message, SET, list(values), by)

    def take(self, message: Message, keys: list[str], by: Caller) -> None:
        """Take keys of a message away. Emits message.extended."""
        _of(message).take(keys)
        self._tell(message, DELETE, keys, by)

    def clear(self, message: Message, by: Caller) -> None:
        """Take all keys of a message away. Emits message.extended."""
        extension = _of(message)
        keys = list(extension.values)
        extension.clear()
        self._tell(message, CLEAR, keys, by)

    def _tell(self, message: Message, operation: int, keys: list[str], by: Caller) -> None:
        self._emit("message.extended", message=message, operation=operation, keys=keys, by=by)


def _of(message: Message) -> Extension:
    """The keys of a message; it has some from its first one on."""
    if message.extension is None:
        message.extension = Extension()
    return message.extension
