"""What a message of Tencent Chat's web socket is compared with: an aiohttp application that reads JSON and echoes it.

A message between two is two frames, the sender's answer and the other's message: so each frame is written for both who are
there. Nothing is stored, counted or checked. Run as bare.py.
"""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from scripts.bench_parts.bare import main


def application(given: dict[str, Any]) -> web.Application:
    """Every frame goes to each socket, read and written."""
    sockets: list[web.WebSocketResponse] = []

    async def echo(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        sockets.append(socket)
        async for message in socket:
            frame = json.loads(message.data)
            for one in sockets:
                await one.send_str(json.dumps(frame))
        return socket

    app = web.Application()
    app.router.add_get("/{path:.*}", echo)
    return app


if __name__ == "__main__":
    main(application)
