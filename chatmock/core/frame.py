"""A message to a socket: text once, and once ready for the wire, however many receive it."""

from __future__ import annotations

_FIN_TEXT = 0x81
_FIN_CLOSE = 0x88
_SHORT = 125
_MIDDLE = 0xFFFF


class Frame:
    """One text message of a WebSocket. The same object is queued for all its receivers."""

    __slots__ = ("text", "wire")

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.wire = _head(_FIN_TEXT, len(text)) + text

    def __repr__(self) -> str:
        return f"<Frame {self.text[:40]!r}>"

    def __len__(self) -> int:
        return len(self.wire)


def closing(code: int) -> bytes:
    """The frame that ends a connection, ready for the wire."""
    return _head(_FIN_CLOSE, 2) + code.to_bytes(2, "big")


def _head(kind: int, length: int) -> bytes:
    """What stands before the payload: frames from a server are not masked (RFC 6455, 5.2)."""
    if length <= _SHORT:
        return bytes((kind, length))
    if length <= _MIDDLE:
        return bytes((kind, 126)) + length.to_bytes(2, "big")
    return bytes((kind, 127)) + length.to_bytes(8, "big")
