"""Frames to clients: each is written once, in as many forms as there are among its receivers."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import orjson

from chatmock.core.connection import Connection
from chatmock.core.faults import Fault
from chatmock.core.frame import Frame
from chatmock.core.frames import push
from chatmock.core.jsontext import exact
from chatmock.providers.tencent.model import App
from chatmock.providers.tencent.socket.client import Client
from chatmock.providers.tencent.socket.pushes import SCHEMAS, check

MESSAGE = "im_open_push.msg_push"
_PUSHED = b'{"head":{"ver":"v4","servcmd":"im_open_push.msg_push","seq":0},"body":'
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
        form = client.binary, client.packs
        found = self._made.get(form)
        if found is None:
            found = self._made[form] = form_of(self._text, client)
        return found


def form_of(text: bytes, client: Client) -> Frame:
    """A frame as one client takes it."""
    if client.binary and client.packs and len(text) >= _WORTH:
        return Frame(_PACKED + zlib.compress(text), binary=True)
    return Frame(text, client.binary)


def send(app: App, head: dict[str, Any], body: Any, to: Sequence[Connection], fault: Fault | None = None) -> None:
    """Send a frame: an answer, or something that was not asked for."""
    if to:
        start = b'{"head":' + orjson.dumps({"ver": "v4", **head}) + b',"body":'
        _send(app, str(head["servcmd"]), start, body, to, fault)


def answer(app: App, servcmd: str, seq: int, body: Any, to: Connection, fault: Fault | None = None) -> None:
    """Send the answer to a command."""
    _send(app, servcmd, b'%b%d},"body":' % (_start(servcmd), seq), body, (to,), fault)


@lru_cache(maxsize=256)
def _start(servcmd: str) -> bytes:
    """The beginning of an answer, up to its number."""
    return orjson.dumps({"head": {"ver": "v4", "servcmd": servcmd, "seq": 0}}).removesuffix(b"0}}")


def _send(
    app: App, servcmd: str, start: bytes, body: Any, to: Sequence[Connection], fault: Fault | None = None
) -> None:
    said = orjson.dumps(body)
    text = b"%b%b}" % (start, said)
    push(app, servcmd, exact(said), to, Forms(text) if len(to) > 1 else form_of(text, to[0].state), fault)


def tell(app: App, to: Sequence[Connection], number: int, array: str, rows: Any, **more: Any) -> None:
    """Push one event; ``array`` is the name of its rows."""
    if not to:
        return
    event = {"Event": number, array: rows, **more}
    if app.report is not None:
        check(app, SCHEMAS[number], event)
    _send(app, MESSAGE, _PUSHED, {"EventArray": [event], "NeedAck": 0}, to)
