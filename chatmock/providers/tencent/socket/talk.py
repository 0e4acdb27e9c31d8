"""What comes over a socket: frames are read, their commands carried out and answered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import orjson

from chatmock.core.address import address_of
from chatmock.core.connection import Connection
from chatmock.core.errors import Refusal, Refused
from chatmock.core.exchange import Request
from chatmock.core.frames import Outcome, carry_out, note, spoil
from chatmock.core.hub import Hub
from chatmock.core.jsontext import exact, parse
from chatmock.core.operation import Call
from chatmock.providers.tencent import errors, limits
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.later import Held
from chatmock.providers.tencent.model import App, Caller
from chatmock.providers.tencent.reading import respell
from chatmock.providers.tencent.socket import login
from chatmock.providers.tencent.socket.answers import answer_of
from chatmock.providers.tencent.socket.client import Client, platform_of
from chatmock.providers.tencent.socket.post import answer, form_of, send
from chatmock.providers.tencent.tickets import callers

PATHS = ("/binfo", "/info")
"""Where sockets are opened: for binary frames, and for text."""
UNREADABLE = "frame"
"""How the journal calls a frame that names no command."""
SILENT = frozenset(("openim.ws_msg_push_ack",))
"""Commands that nobody waits to have answered."""
_OPEN = frozenset(
    (
        "heartbeat.alive",
        "im_open_status.wslogin",
        "im_open_status.wslogout",
        "imopenstat.tim_web_report_v2",
        "group_open_http_noauth_svc.apply_join_group",
        "group_open_long_polling_http_noauth_svc.get_msg",
    )
)
"""Commands that need no login."""
_COMMUNITIES = "million_group_open_http_svc."
_GROUPS = "group_open_http_svc."
_LONGEST_NAME = 100


def open_socket(hub: Hub, request: Request, connection: Connection) -> None:
    """A socket has been opened: its address says which application it is for, and which frames it takes."""
    values = callers.query_of(request.query)
    client = connection.state = Client(
        request.path != "/info",
        values.get("compress") == "gzip",
        platform_of(values.get("platform", "")),
        request.peer or "127.0.0.1",
        address_of(request) or hub.url,
    )
    try:
        connection.application = callers.application_of(Call(hub, request), values)
    except Refusal as refusal:
        client.problem = refusal


def receive(hub: Hub, connection: Connection, data: str | bytes) -> None:
    """Deal with one frame."""
    app: App = connection.application
    client: Client = connection.state
    try:
        frame = parse(data)
        head, body = (frame.get("head"), frame.get("body", {})) if isinstance(frame, dict) else (None, None)
    except ValueError:
        head = body = None
    if not _is_head(head) or not isinstance(body, dict):
        _refuse(app, connection, head if isinstance(head, dict) else {}, errors.bad_json(reason="it is no frame"))
        return
    assert isinstance(head, dict)
    if client.problem is not None:
        _refuse(None, connection, head, client.problem)
        return
    client.head = head
    name = client.command = known_name(head["servcmd"])
    operation = api.commands.get(name)
    if operation is not None and (schema := operation.accept) is not None:
        body = respell(body, schema)
    asked = exact(orjson.dumps(body))
    conclude = partial(_answer, app, connection, head, name)
    carry_out(hub, connection, name, asked, conclude, body, is_body=True)


def known_name(servcmd: str) -> str:
    """The name of a command: those of communities are those of other groups, but for the few of their own."""
    if servcmd.startswith(_COMMUNITIES) and servcmd not in api.commands:
        return _GROUPS + servcmd.removeprefix(_COMMUNITIES)
    return servcmd


def _is_head(head: Any) -> bool:
    if not isinstance(head, dict):
        return False
    name = head.get("servcmd")
    if type(name) is not str or type(head.get("seq")) is not int:
        return False
    return name in api.commands or (0 < len(name) <= _LONGEST_NAME and name.isprintable())


def caller_of(connection: Connection) -> Caller:
    """Who asks by a frame. Errors: those of ``take_up``, those for which a login has ended, and those of ``limits``."""
    client: Client = connection.state
    name = client.command
    limits.check_limits(connection.application, connection.who, name)
    if name not in _OPEN:
        if client.ended is not None:
            raise client.ended
        if client.instance is None:
            login.take_up(connection)
    return client.caller


def _answer(app: App, connection: Connection, head: Mapping[str, Any], name: str, outcome: Outcome) -> None:
    fault, refusal, result = outcome.fault, outcome.refusal, outcome.result
    if isinstance(result, Held):
        result.on_end(lambda rows: _answer(app, connection, head, name, Outcome(rows, fault=fault)))
        return
    if refusal is not None:
        _refuse(app, connection, head, refusal)
    elif fault is not None and fault.silences and fault.phase == "before":
        spoil(fault, connection)
    elif head["servcmd"] not in SILENT:
        answer(app, head["servcmd"], head["seq"], answer_of(app, name, result), connection, fault)


def _same(head: Mapping[str, Any]) -> dict[str, Any]:
    """What an answer has to have of its question."""
    return {name: head[name] for name in ("servcmd", "seq") if isinstance(head.get(name), str | int)}


def _refuse(app: App | None, connection: Connection, head: Mapping[str, Any], refusal: Refusal) -> None:
    body = errors.shape(refusal.error.code, refusal.message())
    if refusal.error is errors.kicked:
        body["KickType"] = refusal.values["kick_type"]
    elif refusal.error is errors.edit_conflict:
        body |= refusal.values.get("newer", {})
    known = _same(head)
    if app is not None and "servcmd" in known:
        send(app, known, body, [connection])
        return
    if app is not None:
        entry = note(app, UNREADABLE, "frame", direction="in", user=connection.who)
        entry.refusal = Refused(refusal.error.code, refusal.message())
    text = orjson.dumps({"head": {"ver": "v4", **known}, "body": body})
    connection.send(form_of(text, connection.state))


def fail(connection: Connection, refusal: Refusal) -> None:
    """chatmock itself has failed: the client is told so."""
    client: Client | None = connection.state
    if client is not None:
        _refuse(connection.application, connection, client.head, refusal)
