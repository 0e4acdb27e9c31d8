"""What a message of Tencent Chat's web socket is compared with: an aiohttp application that reads JSON and echoes it.

It stores, counts and routes nothing. Run as bare.py.
"""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from scripts.bench_parts.bare import main


def application(given: dict[str, Any]) -> web.Application:
    """Every frame comes back, read and written."""

    async def echo(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        async for message in socket:
            await socket.send_str(json.dumps(json.loads(message.data)))
        return socket

    app = web.Application()
    app.router.add_get("/{path:.*}", echo)
    return app


if __name__ == "__main__":
    main(application)
