"""An operation that asks the application's own server first, and goes on once that has answered or its time is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chatmock.core.clock import SECOND, Clock
from chatmock.core.errors import Refusal
from chatmock.core.outbox import Delivery, Outbox


class Inquiry:
    """What a handler returns that has checked everything and changed nothing: a question, and how the operation goes on.

    ``then`` gets the body of the server's answer, or None where there was none in time (``patience`` seconds of the
    tenant's clock) or another status than 200. It is a handler's second half: it runs in one piece, checks again, for
    the world may be another by now, and then changes, and returns or refuses.
    """

    def __init__(self, delivery: Delivery, then: Callable[[bytes | None], Any], *, patience: float = 2.0) -> None:
        self.delivery = delivery
        self.patience = patience
        self.over = False
        self._then = then
        self._answer: bytes | None = None
        self._dropped: Refusal | None = None
        self._waiting: list[Callable[[], None]] = []

    def __repr__(self) -> str:
        return f"<Inquiry {self.delivery.name}{' answered' if self.over else ''}>"

    def ask(self, outbox: Outbox, clock: Clock) -> None:
        """Send the question. It is sent once, and waits for nothing else that is sent."""
        timer = clock.call_at(
            clock.now() + round(self.patience * SECOND),
            lambda: self._end(None),
            "a question to the application's server is given up",
        )
        self._waiting.append(lambda: clock.cancel(timer))
        delivery = self.delivery
        delivery.tries, delivery.lane = 1, f"inquiry {id(self)}"
        delivery.on_end = lambda status, answer: self._end(answer if status else None)
        outbox.post(delivery)

    def drop(self, reason: Refusal) -> None:
        """Its application is gone: the operation is refused instead of going on."""
        self._dropped = reason
        self._end(None)

    def on_end(self, notice: Callable[[], None]) -> None:
        """Call ``notice`` when the operation can go on; at once where it can already."""
        if self.over:
            notice()
        else:
            self._waiting.append(notice)

    def result(self) -> Any:
        """Go on: gives the operation's result, or raises its refusal."""
        if self._dropped is not None:
            raise self._dropped
        return self._then(self._answer)

    def _end(self, answer: bytes | None) -> None:
        if self.over:  # an answer after its time
            return
        self.over, self._answer = True, answer
        waiting, self._waiting = self._waiting, []
        for notice in waiting:
            notice()
