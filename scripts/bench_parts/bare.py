"""What everything is compared with: an aiohttp application that parses requests and answers given JSON, and does no more.

Run as ``python -m scripts.bench_parts.bare FILE PORT_FILE LOOP``; FILE has the answers, ``{"GET /path": [status, value]}``,
LOOP is asyncio or uvloop.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiohttp import web

ROUTES = [
    ("GET", "/v3/users/{user_id}"),
    ("POST", "/v3/users"),
    ("GET", "/v3/users/{user_id}/my_group_channels"),
    ("GET", "/v3/{channel_type}/{channel_url}/messages"),
    ("POST", "/v3/{channel_type}/{channel_url}/messages"),
    ("GET", "/chat/Message"),
    ("POST", "/chat/Message"),
    ("POST", "/v4/{service}/{command}"),
]


def application(answers: dict[str, Any]) -> web.Application:
    """The same answers as chatmock's, made with the standard library's json at each request."""

    async def answer(request: web.Request) -> web.Response:
        if request.method == "POST":
            await request.json()
        status, value = answers[f"{request.method} {request.path}"]
        return web.json_response(value, status=status)

    app = web.Application()
    for method, path in ROUTES:
        app.router.add_route(method, path, answer)
    return app


async def serve(app: web.Application, port_file: Path) -> None:
    """Serve for good; the port is in the file once it listens."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    part = port_file.with_suffix(".part")
    part.write_text(f"{runner.addresses[0][1]}\n")
    part.replace(port_file)
    await asyncio.Event().wait()


def main(application: Callable[[dict[str, Any]], web.Application]) -> None:
    given, port_file, loop = sys.argv[1:]
    factory = None
    if loop == "uvloop":
        import uvloop

        factory = uvloop.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(serve(application(json.loads(Path(given).read_bytes())), Path(port_file)))


if __name__ == "__main__":
    main(application)
