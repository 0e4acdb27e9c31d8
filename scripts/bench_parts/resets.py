"""Whether a server grows while applications come and go: nothing stays of one that is gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from typing import Any

from scripts.bench_parts import crowd, servers
from scripts.bench_parts.options import Options
from scripts.bench_parts.rows import Row, at_most

_MIB = 1 << 20
_SLACK = 3
"""MiB that the allocator may need for gaps, however many applications have gone."""
_APP = "guest"
_TALK = 100
"""Messages that an application begins with."""

Ask = Callable[..., Any]


def measure(options: Options, core: int | None, say: Callable[[str], None]) -> list[Row]:
    """A server of its own for each way to go."""
    say("resets")
    return [_row(name, life, options, core) for name, life in _LIVES.items()]


def _row(name: str, life: Callable[[Ask], None], options: Options, core: int | None) -> Row:
    with servers.folder() as folder:
        seed = folder / "seed.json"
        seed.write_text(json.dumps(crowd.talk(_TALK)))
        process = servers.chatmock(folder, core, uvloop=options.uvloop, seed=seed)
        with (
            servers.running(process) as server,
            closing(HTTPConnection(server.url.partition("//")[2])) as connection,
        ):
            before = size = 0
            for number in range(options.resets):
                life(_asking(connection))
                size = server.memory()
                if number <= options.resets // 10:
                    before = size
            kib = (size - before) / 1024
    values = {"times": options.resets, "MiB": round(size / _MIB, 1), "more MiB": round(kib / 1024, 1)}
    return Row(name, values, (at_most("more MiB", _SLACK),))


def _asking(connection: HTTPConnection) -> Ask:
    def ask(method: str, path: str, body: Any = None, token: str = servers.TOKEN) -> Any:
        headers = {"Api-Token": token, "Content-Type": "application/json"}
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        told = json.loads(answer.read())
        if answer.status != 200:
            raise RuntimeError(f"{method} {path}: {told}")
        return told

    return ask


def _say(ask: Ask, token: str = servers.TOKEN) -> None:
    said = {"message_type": "MESG", "user_id": "user-0", "message": "Soup?", "mentioned_user_ids": ["user-1"]}
    ask("POST", f"/v3/group_channels/{crowd.CHANNEL}/messages", said, token)


def _reset(ask: Ask) -> None:
    ask("POST", "/_chatmock/actors/user-1/connect", {})
    _say(ask)
    ask("POST", "/_chatmock/reset", {})


def _restore(ask: Ask) -> None:
    ask("POST", "/_chatmock/snapshots/now", {})
    _say(ask)
    ask("POST", "/_chatmock/snapshots/now/restore", {})


def _remove(ask: Ask) -> None:
    """Webhooks wait for a receiver that is not there while the application goes."""
    made = ask("POST", "/_chatmock/applications", {"app_id": _APP, "state": crowd.talk(_TALK)})
    webhook = {"enabled": True, "url": "http://127.0.0.1:9/", "enabled_events": ["*"]}
    ask("PUT", "/v3/applications/settings/webhook", webhook, made["api_token"])
    _say(ask, made["api_token"])
    ask("DELETE", f"/_chatmock/applications/{_APP}")


_LIVES = {
    "an application with messages and a connection, reset": _reset,
    "an application with messages, marked and restored": _restore,
    "an application with messages and waiting webhooks, made and removed": _remove,
}
