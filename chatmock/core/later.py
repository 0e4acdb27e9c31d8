"""A result that is not there yet: what to look at, and what to watch for the next look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from chatmock.core.errors import Refusal

Unwatch = Callable[[], None]


class Later(msgspec.Struct):
    """An operation's result that has to be waited for, without the core waiting.

    ``look`` gives the result, or None as long as there is none. ``watch`` calls its argument whenever another look may
    help and gives back how to stop that. After ``timeout`` seconds ``late`` says what is refused then.
    """

    look: Callable[[], Any]
    watch: Callable[[Callable[[], None]], Unwatch]
    timeout: float
    late: Callable[[], Refusal]
