"""Frames to clients: each is written once, in as many forms as there are among its receivers."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import orjson

from chatmock.core.connection import Connection
from chatmock.core.faults import Fault
from chatmock.core.frame import Frame
from chatmock.core.frames import push
from chatmock.core.jsontext import exact
from chatmock.providers.tencent.model import App
from chatmock.providers.tencent.socket.client import Client

MESSAGE = "im_open_push.msg_push"
_PACKED = b"COMP"
_WORTH = 1024
"""Bytes from which a frame is packed for those who understand it."""


class Forms:
    """One frame in each form that it is needed in: text, binary, packed."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._made: dict[tuple[bool, bool], Frame] = {}

    def __call__(self, connection: Connection) -> Frame:
        """The frame as a client takes it."""
        client: Client = connection.state
        packed = client.binary and client.packs and len(self._text) >= _WORTH
        found = self._made.get((client.binary, packed))
        if found is None:
            text = _PACKED + zlib.compress(self._text) if packed else self._text
            found = self._made[client.binary, packed] = Frame(text, client.binary)
        return found


def send(app: App, head: dict[str, Any], body: Any, to: Sequence[Connection], fault: Fault | None = None) -> None:
    """Send a frame: an answer, or something that was not asked for."""
    if not to:
        return
    data = exact(orjson.dumps(body))
    text = b'{"head":' + orjson.dumps({"ver": "v4", **head}) + b',"body":' + data + b"}"
    push(app, str(head["servcmd"]), data, to, Forms(text), fault)


def tell(app: App, to: Sequence[Connection], number: int, array: str, rows: Any, **more: Any) -> None:
    """Push one event; ``array`` is the name of its rows."""
    if not to:
        return
    body = {"EventArray": [{"Event": number, array: rows, **more}], "NeedAck": 0}
    send(app, {"servcmd": MESSAGE, "seq": 0}, body, to)
