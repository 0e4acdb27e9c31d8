"""What a client says over a WebSocket has to be masked (RFC 6455, 5.1); aiohttp takes it either way."""

from __future__ import annotations

from aiohttp.http import WebSocketReader

_MASKED = 0x80
_MIDDLE, _LONG = 126, 127
_BROKEN = b"\xf1\x80\x00\x00\x00\x00"
"""A frame with bits that mean nothing: whoever reads it ends the connection with 1002."""


class Masked:
    """Hands a client's bytes on to a reader, as long as each frame in them is masked."""

    def __init__(self, reader: WebSocketReader) -> None:
        self._reader = reader
        self._rest = 0  # bytes of a frame that are still to come
        self._pending = b""  # the beginning of a frame's head

    def feed_eof(self) -> None:
        self._reader.feed_eof()

    def feed_data(self, data: bytes) -> tuple[bool, bytes]:
        if self._pending:
            data, self._pending = self._pending + data, b""
        at, size = self._rest, len(data)
        while at + 1 < size:
            if not data[at + 1] & _MASKED:
                if at:
                    self._reader.feed_data(data[:at])
                return self._reader.feed_data(_BROKEN)
            end = _end(data, at)
            if not end:
                break
            at = end
        if at >= size:
            self._rest = at - size
            return self._reader.feed_data(data)
        self._rest, self._pending = 0, bytes(data[at:])
        return self._reader.feed_data(data[:at]) if at else (False, b"")


def _end(data: bytes, at: int) -> int:
    """Where the masked frame that begins at a place ends; 0 where its length is not there yet."""
    length = data[at + 1] & ~_MASKED
    if length < _MIDDLE:
        return at + 6 + length
    head = 4 if length == _MIDDLE else 10
    if at + head > len(data):
        return 0
    return at + head + 4 + int.from_bytes(data[at + 2 : at + head], "big")
