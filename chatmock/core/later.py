"""A result that is not there yet: what to look at, and what to watch for the next look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from chatmock.core.errors import Refusal

Unwatch = Callable[[], None]


class Feed(msgspec.Struct):
    """A result that goes on as long as its reader listens.

    ``take`` gives the bytes to send now, empty as long as there are none, None at the end. The reader's pace decides how
    often it is asked: whoever makes a feed keeps what waits within bounds.
    """

    take: Callable[[], bytes | None]
    content_type: str


class Later(msgspec.Struct):
    """An operation's result that has to be waited for, without the core waiting.

    ``look`` gives the result, or None as long as there is none. ``watch`` calls its argument whenever another look may
    help and gives back how to stop that. After ``timeout`` seconds ``late`` says what is refused then. Where there is a
    ``feed``, that is the result: a server sends it, and whoever is no server gets what ``late`` says.
    """

    look: Callable[[], Any]
    watch: Callable[[Callable[[], None]], Unwatch]
    timeout: float
    late: Callable[[], Refusal]
    feed: Feed | None = None
