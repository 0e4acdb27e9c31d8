"""What a message of the chat is compared with: an aiohttp application that reads XML by the standard library and echoes it.

It stores, marks and routes nothing. Run as bare.py.
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from aiohttp import web

from scripts.bench_parts.bare import main


def application(given: dict[str, Any]) -> web.Application:
    """Every element comes back, read and written."""

    async def echo(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=("xmpp",), compress=False)
        await socket.prepare(request)
        async for message in socket:
            await socket.send_str(ElementTree.tostring(ElementTree.fromstring(message.data), "unicode"))
        return socket

    app = web.Application()
    app.router.add_get("/{path:.*}", echo)
    return app


if __name__ == "__main__":
    main(application)
