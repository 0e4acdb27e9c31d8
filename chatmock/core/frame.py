"""A message to a client, whatever carries it: made once, however many receive it."""

from __future__ import annotations

_FIN_TEXT = 0x81
_FIN_BINARY = 0x82
_SHORT = 125
_MIDDLE = 0xFFFF
_OWN_BYTES = 150
"""What a frame takes beside its payload, with its place in a queue."""


class Frame:
    """One message. The same object is queued for all its receivers.

    A stream carries the payload as it is. A WebSocket carries it as a text message, or as a binary one.
    """

    __slots__ = ("_bytes", "_start", "binary", "size")

    def __init__(self, payload: bytes, binary: bool = False) -> None:
        self.binary = binary
        self.size = len(payload) + _OWN_BYTES
        """What it takes in memory, about."""
        self._bytes = payload
        self._start = 0  # of the payload in it: the message takes its place once it is made, so that it is kept once

    def __repr__(self) -> str:
        return f"<Frame {self.payload[:40]!r}>"

    def __len__(self) -> int:
        return len(self._bytes) - self._start

    @property
    def payload(self) -> bytes:
        return self._bytes[self._start :] if self._start else self._bytes

    def message(self) -> bytes:
        """The message of a WebSocket, head and payload; made at first need, for all receivers."""
        if not self._start:
            head = _head(_FIN_BINARY if self.binary else _FIN_TEXT, len(self._bytes))
            self._bytes = head + self._bytes
            self._start = len(head)
        return self._bytes


def _head(kind: int, length: int) -> bytes:
    """What stands before the payload: frames from a server are not masked (RFC 6455, 5.2)."""
    if length <= _SHORT:
        return bytes((kind, length))
    if length <= _MIDDLE:
        return bytes((kind, 126)) + length.to_bytes(2, "big")
    return bytes((kind, 127)) + length.to_bytes(8, "big")
