"""What an event loop reports: that no more connections can be taken is said once in a while, not with each traceback."""

from __future__ import annotations

import asyncio
import errno
import logging
from typing import Any

log = logging.getLogger("chatmock")

_EXHAUSTED = frozenset((errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM))
_QUIET = 60.0
"""Seconds between two such reports."""
_said: dict[int, float] = {}


def say(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Report what an event loop could not do; asyncio's own way for all but a want of descriptors or memory."""
    failure = context.get("exception")
    if not (isinstance(failure, OSError) and failure.errno in _EXHAUSTED):
        loop.default_exception_handler(context)
        return
    now, before = loop.time(), _said.get(failure.errno or 0)
    if before is None or now - before >= _QUIET or now < before:
        _said[failure.errno or 0] = now
        log.warning("no more connections can be taken: %s; chatmock goes on when some are closed", failure.strerror)
