"""What fan-out is compared with: an aiohttp application that says what is posted to it to every open WebSocket.

The text is made with the standard library's json for each of them. Run as bare.py.
"""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from scripts.bench_parts.bare import main


def application(frame: dict[str, Any]) -> web.Application:
    """The frame is the same as chatmock's; only the text of the message is the one that was posted."""
    sockets: set[web.WebSocketResponse] = set()

    async def listen(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_str("LOGI{}\n")
        sockets.add(socket)
        try:
            async for _ in socket:
                pass
        finally:
            sockets.discard(socket)
        return socket

    async def say(request: web.Request) -> web.Response:
        said = frame | {"message": (await request.json())["message"]}
        for socket in list(sockets):
            await socket.send_str("MESG" + json.dumps(said) + "\n")
        return web.json_response(said)

    app = web.Application()
    app.router.add_get("/", listen)
    app.router.add_post("/v3/group_channels/{channel_url}/messages", say)
    return app


if __name__ == "__main__":
    main(application)
