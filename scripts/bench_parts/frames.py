"""Messages over Tencent Chat's web socket: between two beside a bare echo of JSON, to a group beside writing each frame."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import count, repeat
from pathlib import Path
from typing import Any

import orjson

from chatmock.core.connection import Connection
from chatmock.core.exchange import Request
from chatmock.core.frame import Frame
from chatmock.core.hub import Hub
from chatmock.providers.tencent import Tencent
from chatmock.providers.tencent.model import App
from chatmock.providers.tencent.socket import post
from scripts.bench_parts import fan_out, servers, tencent_jobs
from scripts.bench_parts.options import Options
from scripts.bench_parts.raw_socket import Side, Socket, compare
from scripts.bench_parts.rows import Row, Target
from scripts.bench_parts.servers import Process

PRIVATE = "a C2C message between two web sockets"
GROUP = "one group message to 1,000 web sockets"
_ROOM = "@TGS#bench"
QUERY = f"sdkappid={tencent_jobs.APP}&platform=7"
_LOGIN = "im_open_status.wslogin"
_HEAD = {"a2": "a" * 64, "tinyid": "144115000141896594", "status_instid": 141896595}
"""What stands in the heads of frames behind a login."""
_numbers = count(1)


def frame(servcmd: str, body: dict[str, Any], **head: Any) -> str:
    """A frame as the web SDK sends it."""
    known = {
        "ver": "v4",
        "platform": 7,
        "websdkappid": 537_048_168,
        "sdkappid": tencent_jobs.APP,
        "contenttype": "json",
        "reqtime": tencent_jobs.BEGUN,
        "servcmd": servcmd,
        "seq": next(_numbers),
    }
    return json.dumps({"head": {**known, **head}, "body": body})


def login(user_id: str) -> str:
    return frame(_LOGIN, {"State": "Online"}, identifier=user_id, usersig=tencent_jobs.user_sig(user_id))


def message(head: dict[str, Any]) -> str:
    """One to bob."""
    number = next(_numbers)
    body = {**tencent_jobs.BETWEEN, "MsgSeq": number, "MsgRandom": number, "MsgBody": tencent_jobs.BODY}
    return frame("openim.sendmsg", {**body, "MsgTimeStamp": tencent_jobs.BEGUN, "CloudCustomData": ""}, **head)


def message_in(group_id: str) -> str:
    """One to a group."""
    number = next(_numbers)
    body = {"GroupId": group_id, "Random": number, "MsgBody": tencent_jobs.BODY, "CloudCustomData": ""}
    return frame("group_open_http_svc.send_group_msg", body)


def measure(options: Options, core: int | None, say: Callable[[str], None]) -> list[Row]:
    """Both rows."""
    return [_private(options, core, say), _group(options, say)]


def _private(options: Options, core: int | None, say: Callable[[str], None]) -> Row:
    with ExitStack() as stack:
        folder = stack.enter_context(servers.folder())
        given = servers.bare(folder, core, {}, uvloop=options.uvloop, module="bare_frames")
        bare = stack.enter_context(servers.running(given))
        one, other = (stack.enter_context(closing(Socket(bare.url, "/info"))) for _ in range(2))
        own = servers.chatmock(folder, core, uvloop=options.uvloop, seed=seed(folder))
        sides = (two_talking(stack, stack.enter_context(servers.running(own))), (bare, one, [one, other]))
        return compare(PRIVATE, sides, messages(), Target("ratio", 0.8), options, say)


def two_talking(stack: ExitStack, server: Process) -> Side:
    """Log two accounts in, ann who speaks and bob."""
    ann, bob = (stack.enter_context(closing(Socket(server.url, f"/info?{QUERY}"))) for _ in range(2))
    for one, user_id in ((ann, "ann"), (bob, "bob")):
        one.say(login(user_id))
        one.hear(1)
    return server, ann, [ann, bob]


def messages() -> Iterator[str]:
    """Messages of ann to bob."""
    return map(message, repeat(_HEAD))


def seed(folder: Path) -> Path:
    """A seed with the two accounts."""
    file = folder / "people.json"
    file.write_text(json.dumps({"chatmock": 1, "provider": "tencent", "accounts": ["ann", "bob"]}))
    return file


# --- to a group ---


def _group(options: Options, say: Callable[[str], None]) -> Row:
    say(GROUP)
    app, sender = _application(options.members)

    def one() -> float:
        text = message_in(_ROOM)
        began = time.perf_counter()
        app.provider.received(None, sender, text)
        took = time.perf_counter() - began
        for each in app.connections:
            assert each.outgoing, "somebody has heard nothing"
            each.outgoing.clear()
            each.size = 0
        return took

    return fan_out.compare(GROUP, post, "Forms", Each, one, options.samples)


class Each(post.Forms):
    """A frame that is written anew for each receiver."""

    def __init__(self, text: bytes) -> None:
        super().__init__(text)
        self._frame = orjson.loads(text)

    def __call__(self, connection: Connection) -> Frame:
        return Frame(orjson.dumps(self._frame), connection.state.binary)


def _application(members: int) -> tuple[App, Connection]:
    """An application with a group of so many people, each of whom is connected; and the connection of the first."""
    hub = Hub([Tencent()])
    app = hub.make("tencent", {"app_id": tencent_jobs.APP, "secret_key": tencent_jobs.KEY, "admin": tencent_jobs.ADMIN})
    assert isinstance(app, App)
    group = app.groups.create("Public", "Bench", group_id=_ROOM, max_members=members)
    for number in range(members):
        connection = Connection()
        app.provider.connect(hub, Request("GET", "/info", QUERY), connection)
        app.provider.received(hub, connection, login(f"user-{number}"))
        app.groups.new_member(group, f"user-{number}")
        connection.outgoing.clear()
        connection.size = 0
    return app, app.connections.of("user-0")[0]
