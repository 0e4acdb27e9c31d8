"""Heads of requests that were read before: whoever asks again in the same words is understood at once.

Programs ask the same thing over and over, byte by byte, and reading a head costs more than most answers.
"""

from __future__ import annotations

from typing import NamedTuple, TypeGuard

from aiohttp import hdrs
from aiohttp.http import HttpVersion11
from aiohttp.http_parser import RawRequestMessage

from chatmock.core.exchange import FAULT

LONGEST = 2 * 1024
"""Bytes of a head that is kept."""
MOST = 512
"""Heads that are kept; where there are more, all are forgotten."""
_FAULT = type(hdrs.ORIGIN)(FAULT)
_USUAL = frozenset({hdrs.METH_GET, hdrs.METH_POST, hdrs.METH_PUT, hdrs.METH_DELETE})
END = b"\r\n\r\n"


class Head(NamedTuple):
    """A head, as aiohttp read it, and how many bytes of a body follow it."""

    message: RawRequestMessage
    length: int


class Heads:
    """The heads that were read, by their bytes, those of all connections of a server together."""

    def __init__(self) -> None:
        self._known: dict[bytes, Head] = {}
        self._once: set[int] = set()
        """Hashes of heads that were read a single time: most of them do not come again."""
        self.get = self._known.get

    def __repr__(self) -> str:
        return f"<Heads: {len(self._known)}>"

    def __len__(self) -> int:
        return len(self._known)

    def note(self, data: bytes, message: RawRequestMessage, length: int) -> None:
        """A head of these bytes was read; it is kept from its second time on, unless it is a long one."""
        mark = hash(data)
        if mark not in self._once:
            if len(self._once) >= MOST:
                self._once.clear()
            self._once.add(mark)
        elif len(data) <= LONGEST:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[data] = Head(message, length)


def length_of_body(message: object) -> int | None:
    """How many bytes follow a head; None where it does not say, or where no further request may follow them."""
    if not isinstance(message, RawRequestMessage) or message.upgrade or message.method == hdrs.METH_CONNECT:
        return None
    length = message.headers.get(hdrs.CONTENT_LENGTH, "" if message.chunked else "0")
    return int(length) if length.isdecimal() else None


def is_plain(message: object) -> TypeGuard[RawRequestMessage]:
    """Whether a request asks nothing special of its connection."""
    if not isinstance(message, RawRequestMessage) or message.should_close or message.upgrade:
        return False
    headers = message.headers
    return (
        message.version == HttpVersion11
        and message.method in _USUAL
        and message.path[0] == "/"
        and message.path[1:2] not in ("", "?")
        and hdrs.ORIGIN not in headers
        and hdrs.EXPECT not in headers
        and hdrs.UPGRADE not in headers
        and hdrs.CONTENT_ENCODING not in headers
        and _FAULT not in headers
        and not headers.get(hdrs.CONTENT_TYPE, "").lower().startswith("multipart/")
    )
