"""What a tenant sends by itself, such as webhooks: in order, at least once, tried again by the tenant's clock."""

from __future__ import annotations

import heapq
import logging
from collections import deque
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from itertools import count
from typing import Any

import msgspec

from chatmock.core.clock import SECOND, Clock, Timer
from chatmock.core.delivery import ATTEMPTS as ATTEMPTS
from chatmock.core.delivery import Delivery as Delivery
from chatmock.core.faults import Fault, Faults, Phase
from chatmock.core.journal import Entry, Journal
from chatmock.core.jsontext import parse
from chatmock.core.printable import printable
from chatmock.core.sight import Sight

LONGEST_PAUSE = 60 * SECOND
LIMIT = 10_000
"""Deliveries that may wait in one tenant."""
LIMIT_BYTES = 32 * 1024 * 1024
"""Bytes they may hold."""

log = logging.getLogger("chatmock")


class Lane(msgspec.Struct, eq=False):
    """Deliveries one after the other: one may be in flight, the others wait behind it."""

    key: str
    waiting: deque[Delivery] = msgspec.field(default_factory=deque)
    size: int = 0
    sending: Delivery | None = None
    timer: Timer | None = None
    ready: bool = False


class Outbox:
    """The deliveries of one tenant. It sends nothing itself: a server asks for what is ready and reports how it went.

    A receiver has taken a delivery when it answers 200; anything else is tried again after 1, 2, 4, … up to 60 seconds.
    A fault on a delivery's name makes an attempt fail: ``before`` nothing is sent, ``after`` the receiver has got it
    and gets it again. One with only a delay holds the attempt back by the tenant's clock; a ``duplicate`` is sent twice.
    """

    def __init__(
        self,
        clock: Clock,
        journal: Journal,
        faults: Faults,
        *,
        limit: int = LIMIT,
        limit_bytes: int = LIMIT_BYTES,
    ) -> None:
        self.limit = limit
        self.limit_bytes = limit_bytes
        self.in_flight = 0
        """Deliveries a server is sending now."""
        self.waiting = 0
        """Deliveries that are ready, or that wait for the clock or for those before them."""
        self.on_ready: Callable[[], None] | None = None
        """Called when ``take`` may have something to give."""
        self._clock, self._journal, self._faults = clock, journal, faults
        self._lanes: dict[str, Lane] = {}
        self._ready: deque[Lane] = deque()
        self._size = 0
        self._turns = count()
        self._fullest: list[tuple[int, int, Lane]] = []  # a heap; for each lane one entry at least as heavy as it is
        self._overflowed = False  # said once; the journal has every delivery that was dropped
        self._closed = False

    def __repr__(self) -> str:
        return f"<Outbox with {self.pending} deliveries in {len(self._lanes)} lanes>"

    @property
    def pending(self) -> int:
        """Deliveries that have neither arrived nor been given up."""
        return self.waiting + self.in_flight

    @property
    def settled(self) -> bool:
        """Whether nothing more happens until the clock moves or something is posted; without a server nothing ever does."""
        return not self.in_flight and (not self._ready or self.on_ready is None)

    def post(self, delivery: Delivery) -> None:
        """Send a delivery once those before it in its lane are through."""
        if self._closed:
            return
        delivery.cause = delivery.cause or self._journal.cause
        lane = self._lanes.get(delivery.lane)
        if lane is None:
            lane = self._lanes[delivery.lane] = Lane(delivery.lane)
        lane.waiting.append(delivery)
        self._count(lane, delivery)
        if lane.sending is None and lane.timer is None:
            self._go_on(lane)
        self._keep_in_bounds()

    # --- for the server ---

    def take(self) -> Delivery | None:
        """The next delivery to send now, or None. Whoever takes it has to report it as done or failed."""
        while self._ready:
            lane = self._ready.popleft()
            lane.ready = False
            if not lane.waiting:  # what was ready has been dropped
                self._go_on(lane)
                continue
            delivery = lane.sending = self._pop(lane)
            delivery.attempts += 1
            self.in_flight += 1
            fault = self._strike(delivery, "before")
            if fault is not None and fault.duplicate:
                self.post(delivery.copy())
            if fault is None or (fault.only_slows and not fault.delay):
                return delivery
            if fault.only_slows:
                self._hold_back(delivery, round(fault.delay * SECOND))
                continue
            self._try_again(delivery, "an injected fault", fault.status or 0)
        return None

    def done(self, delivery: Delivery, status: int, answer: bytes = b"") -> None:
        """The receiver has answered."""
        fault = self._strike(delivery, "after")
        if fault is not None:
            reason = "an injected fault after it was received"
            self._try_again(delivery, reason, fault.status or status, answer, arrived=True)
        elif status != HTTPStatus.OK:
            self._try_again(delivery, f"the receiver answered {status}, not 200", status, answer, arrived=True)
        elif (lane := self._landed(delivery)) is not None:
            self._go_on(lane)
            self._end(delivery, "delivered", status=status, answer=answer)

    def failed(self, delivery: Delivery, reason: str) -> None:
        """There was no answer."""
        self._try_again(delivery, reason)

    def close(self) -> None:
        """The tenant is gone: whatever waits is dropped, and reports are ignored."""
        self._closed = True
        self._lanes.clear()
        self._ready.clear()
        self._fullest.clear()
        self.in_flight = self.waiting = self._size = 0
        self.on_ready = None

    # --- inside ---

    def _strike(self, delivery: Delivery, phase: Phase) -> Fault | None:
        if not self._faults:
            return None
        return self._faults.strike(delivery.name, phase, Sight(read=partial(parse, delivery.body)))

    def _landed(self, delivery: Delivery) -> Lane | None:
        """The lane of a delivery that is not in flight any more; None where nobody waits for it."""
        lane = self._lanes.get(delivery.lane)
        if lane is None or lane.sending is not delivery:
            return None
        lane.sending = None
        self.in_flight -= 1
        return lane

    def _try_again(
        self, delivery: Delivery, reason: str, status: int = 0, answer: bytes = b"", *, arrived: bool = False
    ) -> None:
        lane = self._landed(delivery)
        if lane is None:
            return
        if delivery.attempts >= delivery.tries:
            self._go_on(lane)
            self._end(delivery, "given up", reason, status, answer, arrived=arrived)
            return
        delivery.next_at = self._clock.now() + min(SECOND << delivery.attempts - 1, LONGEST_PAUSE)
        self._wait(lane, delivery)
        self._write(delivery, reason, status, answer, arrived=arrived)
        self._keep_in_bounds()

    def _hold_back(self, delivery: Delivery, pause: int) -> None:
        """Send a delivery some milliseconds later, in its place; that is no attempt."""
        lane = self._landed(delivery)
        if lane is None:
            return
        delivery.attempts -= 1
        delivery.next_at = self._clock.now() + pause
        self._wait(lane, delivery)

    def _wait(self, lane: Lane, delivery: Delivery) -> None:
        lane.waiting.appendleft(delivery)
        self._count(lane, delivery)
        lane.timer = self._clock.call_at(delivery.next_at, partial(self._wake, lane), "a delivery is tried again")

    def _wake(self, lane: Lane) -> None:
        lane.timer = None
        self._go_on(lane)

    def _go_on(self, lane: Lane) -> None:
        """Nothing holds the lane up: its next delivery is ready, or it is empty and ends."""
        if not lane.waiting:
            self._lanes.pop(lane.key, None)
        elif not lane.ready:
            lane.ready = True
            self._ready.append(lane)
            if self.on_ready is not None:
                self.on_ready()

    def _pop(self, lane: Lane) -> Delivery:
        delivery = lane.waiting.popleft()
        lane.size -= delivery.size
        self._size -= delivery.size
        self.waiting -= 1
        return delivery

    def _count(self, lane: Lane, delivery: Delivery) -> None:
        lane.size += delivery.size
        self._size += delivery.size
        self.waiting += 1
        heapq.heappush(self._fullest, self._weighed(lane))
        if len(self._fullest) > 4 * len(self._lanes) + 64:
            self._fullest = [self._weighed(lane) for lane in self._lanes.values()]
            heapq.heapify(self._fullest)

    def _weighed(self, lane: Lane) -> tuple[int, int, Lane]:
        return -lane.size, next(self._turns), lane

    def _keep_in_bounds(self) -> None:
        """Drop the oldest delivery of the fullest lane as long as there are too many: a dead receiver takes no more room."""
        while self.waiting > self.limit or self._size > self.limit_bytes:
            size, _, lane = self._fullest[0]
            if self._lanes.get(lane.key) is not lane or not lane.waiting:
                heapq.heappop(self._fullest)
            elif -size != lane.size:
                heapq.heapreplace(self._fullest, self._weighed(lane))
            else:
                delivery = self._pop(lane)
                if not lane.waiting and lane.sending is None:
                    self._forget(lane)
                self._end(delivery, "dropped", "too many deliveries wait")

    def _forget(self, lane: Lane) -> None:
        """A lane is empty and holds nothing up."""
        del self._lanes[lane.key]
        if lane.ready:
            self._ready.remove(lane)
        if lane.timer is not None:
            self._clock.cancel(lane.timer)

    def _end(
        self,
        delivery: Delivery,
        outcome: str,
        reason: str = "",
        status: int = 0,
        answer: bytes = b"",
        *,
        arrived: bool = False,
    ) -> None:
        delivery.outcome = outcome
        if outcome == "given up" or (outcome == "dropped" and not self._overflowed):
            self._overflowed |= outcome == "dropped"
            url = printable(self._journal.mask.in_path(delivery.url))
            log.warning("%s to %s was %s: %s", delivery.name, url, outcome, printable(reason))
        self._write(delivery, reason, status, answer, arrived=arrived)
        if delivery.on_end is not None:
            delivery.on_end(status if outcome == "delivered" else 0, answer)

    def _write(self, delivery: Delivery, reason: str, status: int, answer: bytes, *, arrived: bool) -> None:
        """Note an attempt; ``arrived`` is one that did, and has to be made again all the same."""
        outcome = delivery.outcome or "tried again"
        facts: dict[str, Any] = {"attempts": delivery.attempts, "outcome": outcome}
        if not delivery.outcome:
            facts["next_at"] = delivery.next_at
        if arrived:
            facts["arrived"] = True
        self._journal.add(
            Entry(
                "delivery",
                self._clock.now(),
                self._journal.next_number,
                operation=delivery.name,
                method=delivery.method,
                path=delivery.url,
                headers=delivery.headers,
                body=delivery.body,
                status=status,
                answer=answer,
                hint=f"{outcome}: {reason}" if reason else "",
                facts=facts,
                cause=delivery.cause,
            )
        )
