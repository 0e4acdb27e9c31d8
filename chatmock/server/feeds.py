"""Answers that go on: sent piece by piece, at the pace of whoever reads them."""

from __future__ import annotations

import asyncio

from aiohttp import web

from chatmock.core.exchange import Answer

_PAUSE = 0.03
"""Seconds between two pieces: what happens in them goes together."""
_BEAT = 0.25
"""Seconds after which a feed is asked though nothing was said of it, and a reader that went away is noticed."""


class Feeds:
    """All answers of a server that go on at present."""

    def __init__(self) -> None:
        self._changed: set[asyncio.Event] = set()
        self._stopped = asyncio.Event()

    def __len__(self) -> int:
        return len(self._changed)

    def stop(self) -> None:
        """End them all."""
        self._stopped.set()
        for changed in self._changed:
            changed.set()

    async def send(self, request: web.BaseRequest, answer: Answer) -> web.StreamResponse:
        """Send a feed until its reader goes away, it is at its end, or the server stops."""
        later = answer.later
        assert later is not None
        assert later.feed is not None
        kind = {"Content-Type": later.feed.content_type, "Cache-Control": "no-store"}
        response = web.StreamResponse(headers={**answer.headers, **kind})
        changed = asyncio.Event()
        self._changed.add(changed)
        unwatch = later.watch(changed.set)
        try:
            await response.prepare(request)
            while not self._stopped.is_set() and (data := later.feed.take()) is not None:
                if data:
                    await response.write(data)  # which waits for a reader that is behind
                elif request.transport is None or request.transport.is_closing():
                    break
                await _wait(changed)
        except ConnectionError:  # nobody reads it any more
            pass
        finally:
            unwatch()
            self._changed.discard(changed)
        return response


async def _wait(changed: asyncio.Event) -> None:
    """Pause, then wait until there may be more to send, but not for long."""
    await asyncio.sleep(_PAUSE)
    try:
        async with asyncio.timeout(_BEAT):
            await changed.wait()
    except TimeoutError:
        pass
    changed.clear()
