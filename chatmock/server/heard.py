"""What a client says over a WebSocket is dealt with where its bytes arrive.

aiohttp puts messages into a queue and wakes a task, which takes them out through three coroutines: half of what reading a
short message costs. Providers do not wait, so there is nothing to queue but what aiohttp itself answers: pings, the close.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web
from aiohttp._websocket.reader import WebSocketDataQueue, WebSocketReader

_LIMIT = 64 * 1024
"""Bytes of pings that wait before no more is read."""
_TEXT, _BINARY, _CLOSE = WSMsgType.TEXT, WSMsgType.BINARY, WSMsgType.CLOSE


class Heard(WebSocketDataQueue):
    """aiohttp's queue of one socket, past which its messages go: ``take`` gets them in the moment they are whole."""

    def __init__(self, protocol: Any, take: Callable[[str | bytes], None]) -> None:
        super().__init__(protocol, _LIMIT, loop=asyncio.get_running_loop())
        self._take = take
        self._over = False
        """The client has said goodbye: what comes behind that is not heard (RFC 6455, 5.5.1)."""

    def feed_data(self, data: Any, size: int) -> None:
        kind = data.type
        if kind is not _TEXT and kind is not _BINARY:
            self._over = self._over or kind is _CLOSE
            super().feed_data(data, size)
        elif not self._over:
            self._take(data.data)


class Hearing(web.WebSocketResponse):
    """aiohttp's side of a WebSocket whose messages are heard at once: ``receive`` gives its end alone."""

    take: Callable[[str | bytes], None]
    """What each message is handed to."""

    def __init__(self, longest: int, **details: Any) -> None:
        """``longest`` are the bytes of a message at the most."""
        super().__init__(max_msg_size=longest, compress=False, **details)

    def reader(self, protocol: Any) -> WebSocketReader:
        """What reads the bytes of its connection, in place of the reader that aiohttp has made."""
        heard = self._reader = Heard(protocol, self.take)
        try:
            self._parser = WebSocketReader(heard, self._max_msg_size, False, True)
        except TypeError:  # an older aiohttp, in which messages of text are always texts
            self._parser = WebSocketReader(heard, self._max_msg_size, False)  # type: ignore[call-arg]
        return self._parser
