"""Answers spoiled on their way, as a fault asks for it."""

from __future__ import annotations

import asyncio

from aiohttp import web

from chatmock.core.exchange import Answer
from chatmock.server.ready import Ready


async def spoiled(request: web.BaseRequest, answer: Answer) -> web.StreamResponse:
    """The answer late, cut, broken, in drops or not at all."""
    fault = answer.fault
    assert fault is not None
    if fault.delay and (fault.phase == "after" or not fault.only_slows):
        await asyncio.sleep(fault.delay)
    body = answer.body[: len(answer.body) // 2] + b"<" if fault.broken_json else answer.body
    if not (fault.disconnect or fault.dribble or fault.truncate is not None):
        return Ready(answer.status, body, answer.headers, answer.content_type)
    response = web.StreamResponse(status=answer.status, headers={**answer.headers, "Content-Type": answer.content_type})
    response.content_length = len(body)
    if not fault.disconnect:
        await response.prepare(request)
        await _drip(response, body if fault.truncate is None else body[: fault.truncate], fault.dribble)
    if (fault.disconnect or fault.truncate is not None) and request.transport is not None:
        request.transport.abort() if fault.disconnect else request.transport.close()
        await asyncio.sleep(0)
    return response


async def _drip(response: web.StreamResponse, body: bytes, pause: float) -> None:
    """Write a body, byte by byte with a pause between where there is one."""
    if not pause:
        await response.write(body)
        return
    for byte in body:
        await response.write(bytes((byte,)))
        await asyncio.sleep(pause)
