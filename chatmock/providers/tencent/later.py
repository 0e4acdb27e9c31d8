"""An answer that is held back until there is something to say, or its time is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chatmock.core.clock import SECOND, Clock

Rows = dict[str, Any]


class Held:
    """What a handler of a servcmd gives that waits: ``look`` makes the answer once it is over."""

    def __init__(self, clock: Clock, seconds: int, look: Callable[[], Rows]) -> None:
        self._clock = clock
        self._look = look
        self.until = clock.now() + seconds * SECOND
        """When it is answered at the latest."""
        self._timer = clock.call_at(self.until, self.end, "an answer that waits is given")
        self._waiting: Callable[[Rows], None] | None = None
        self.over = False

    def on_end(self, notice: Callable[[Rows], None]) -> None:
        """Have the answer given to ``notice`` when it is there; at once where it is already."""
        if self.over:
            notice(self._look())
        else:
            self._waiting = notice

    def end(self) -> None:
        """Answer now."""
        if self.over:
            return
        self.over = True
        self._clock.cancel(self._timer)
        if self._waiting is not None:
            self._waiting(self._look())
