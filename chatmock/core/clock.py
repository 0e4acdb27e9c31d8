"""A tenant's time: the only module that reads the machine's clocks."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import count

SECOND = 1000
_QUOTED = 100
"""Characters of a wrong time that a message quotes."""
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
LAST = 253_402_300_799_999
"""The last millisecond of the year 9999: no calendar here goes further."""

# The real clocks, kept before any test replaces them: what drives event loops must run on while a test's time stands still.
monotonic = time.monotonic
perf_counter = time.perf_counter


def machine_time(read: Callable[[], float] = time.time) -> float:
    """The machine's time in seconds since 1970, also where a test has replaced ``time.time``: a certificate's dates."""
    return read()


@dataclass(order=True, slots=True)
class Timer:
    """Something to do at an instant of the tenant's time (milliseconds); earlier ones first, equal ones in order of making."""

    at: int
    turn: int
    action: Callable[[], None] = field(compare=False)
    cancelled: bool = field(default=False, compare=False)
    what: str = field(default="", compare=False)
    """What happens then, for people."""


_SPARE = 64
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def _nothing() -> None:
    """What a cancelled timer does: it holds on to nothing."""


class Clock:
    """Milliseconds since 1970, as one tenant sees them.

    Real time until it is frozen, set or advanced. ``time.time()`` is looked up at each reading, so tools that replace
    it in a test (freezegun, time-machine) move this clock too.
    """

    __slots__ = ("_cancelled", "_frozen", "_last", "_offset", "_timers", "_turns", "on_fire", "on_timer")

    def __init__(self) -> None:
        self._frozen: int | None = None
        self._offset = 0
        self._last = 0
        self._timers: list[Timer] = []
        self._cancelled = 0  # at the most so many of them, which are swept out when they are many
        self._turns = count()
        self.on_timer: Callable[[], None] | None = None
        """Called when the next instant of work may have changed; the server sets its alarm by it."""
        self.on_fire: Callable[[], None] | None = None
        """Called before each timer's action."""

    def __repr__(self) -> str:
        state = "frozen at" if self.frozen else "real" if not self._offset else "moved to"
        return f"<Clock {state} {iso(self.now())}>"

    @property
    def frozen(self) -> bool:
        return self._frozen is not None

    @property
    def offset(self) -> int:
        """How far ahead of real time this clock is, in milliseconds."""
        return self._offset

    def now(self) -> int:
        """The tenant's time in milliseconds."""
        if self._frozen is not None:
            return self._frozen
        return int(time.time() * 1000) + self._offset

    def stamp(self) -> int:
        """A time in milliseconds later than every stamp before it: what is ordered by it never ties."""
        now = self.now()
        last = self._last
        self._last = now = now if now > last else last + 1
        return now

    def after(self, stamp: int) -> None:
        """Give no stamp up to this one any more: something loaded has it."""
        self._last = max(self._last, stamp)

    def present(self) -> int:
        """Now, but not before the last stamp: the instant up to which everything stamped has happened."""
        return max(self.now(), self._last)

    def seconds(self) -> int:
        """The tenant's time in whole seconds."""
        return self.now() // SECOND

    # --- moving it ---

    def freeze(self, at: int | datetime | str | None = None) -> None:
        """Stand still: at the present, or at the given time (milliseconds, a datetime or ISO 8601 text)."""
        target = self.now() if at is None else instant(at)
        self._move_to(target)
        self._frozen, self._offset = target, 0
        self._changed()

    def set(self, to: int | datetime | str) -> None:
        """Jump to a time; a frozen clock stays frozen there, a real one runs on from there."""
        self._move_to(instant(to))
        self._changed()

    def advance(self, by: timedelta | None = None, **parts: float) -> None:
        """Go forward, as in ``advance(hours=1)``. Timers that become due fire in order, each at its own instant."""
        step = by if by is not None else length(**parts)
        if step < timedelta(0):
            raise ValueError("a clock only goes forward: advance by a positive time, or set() it")
        milliseconds = round(step.total_seconds() * 1000)
        ahead = self._offset + milliseconds
        self._move_to(self.now() + milliseconds)
        if self._frozen is None:  # the machine's time went on meanwhile
            self._offset = max(self._offset, ahead)
        self._changed()

    def real(self) -> None:
        """Back to the machine's time."""
        self._frozen = None
        self._offset = 0
        self._changed()

    def _move_to(self, target: int) -> None:
        check_calendar(target)
        while self._timers and self._timers[0].at <= target:
            timer = heapq.heappop(self._timers)
            if not timer.cancelled:
                self._jump(max(timer.at, self.now()))
                self._fire(timer)
        self._jump(target)

    def _jump(self, to: int) -> None:
        if self._frozen is not None:
            self._frozen = to
        else:
            self._offset += to - self.now()

    # --- timers ---

    def call_at(self, at: int, action: Callable[[], None], what: str = "") -> Timer:
        """Run ``action`` once the tenant's time reaches ``at`` (milliseconds); ``what`` it is, for people."""
        timer = Timer(at, next(self._turns), action, what=what)
        heapq.heappush(self._timers, timer)
        self._changed()
        return timer

    def cancel(self, timer: Timer) -> None:
        timer.cancelled, timer.action = True, _nothing
        self._cancelled += 1
        if self._cancelled > _SPARE and 2 * self._cancelled > len(self._timers):
            self._timers[:] = [timer for timer in self._timers if not timer.cancelled]
            heapq.heapify(self._timers)
            self._cancelled = 0

    def next_timer(self) -> int | None:
        """When the next timer is due, or None."""
        while self._timers and self._timers[0].cancelled:
            heapq.heappop(self._timers)
        return self._timers[0].at if self._timers else None

    def run_due(self) -> None:
        """Fire what is due by now; the server calls it when its alarm rings."""
        now = self.now()
        while self._timers and self._timers[0].at <= now:
            timer = heapq.heappop(self._timers)
            if not timer.cancelled:
                self._fire(timer)

    def _fire(self, timer: Timer) -> None:
        if self.on_fire is not None:
            self.on_fire()
        timer.action()

    def due(self, count: int) -> list[Timer]:
        """The timers that are due next, so many at the most."""
        return [timer for timer in heapq.nsmallest(count + self._cancelled, self._timers) if not timer.cancelled][
            :count
        ]

    def close(self) -> None:
        """Drop every timer: nothing of a replaced tenant happens any more."""
        self._timers.clear()
        self.on_timer = None

    def _changed(self) -> None:
        if self.on_timer is not None:
            self.on_timer()

    # --- keeping it ---

    def follow(self, other: Clock) -> None:
        """Stand where another clock stands, frozen if it is, or run on as far ahead as it is."""
        self._frozen, self._offset = other._frozen, other._offset
        self._changed()

    def saved(self) -> dict[str, int]:
        """What a snapshot keeps: where the clock stands and the last stamp it gave."""
        return {
            "last": self._last,
            **({"frozen": self._frozen} if self._frozen is not None else {}),
            **({"offset": self._offset} if self._offset else {}),
        }

    def restore(self, saved: dict[str, int]) -> None:
        self._last = saved.get("last", 0)
        self._frozen = saved.get("frozen")
        self._offset = saved.get("offset", 0)
        self._changed()


def instant(value: int | datetime | str) -> int:
    """Milliseconds of a time given as milliseconds, a datetime (naive ones are UTC) or ISO 8601 text.

    Raises ValueError with a sentence for people.
    """
    if isinstance(value, bool):
        raise TypeError("a time is milliseconds, a datetime or ISO 8601 text, not a boolean")
    if isinstance(value, int):
        return value
    try:
        when = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError(f"{str(value)[:_QUOTED]!r} is no time; write it like 2016-12-19T12:00:00Z") from None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return round((when - _BEGINNING) / timedelta(milliseconds=1))


def check_calendar(ms: int) -> None:
    """Refuse a time, by ValueError, at which no clock may stand."""
    if not 0 <= ms <= LAST:
        raise ValueError("a clock stands between 1970 and 9999; write a time in between")


_PARTS = ("weeks", "days", "hours", "minutes", "seconds", "milliseconds", "microseconds")


def length(**parts: float) -> timedelta:
    """A length of time, as of ``hours=1``; raises ValueError with a sentence for people."""
    for name, number in parts.items():
        if name not in _PARTS:
            near = f"{name}s" if f"{name}s" in _PARTS else ""
            hint = f"did you mean {near}?" if near else f"there are: {', '.join(_PARTS)}"
            raise ValueError(f"a clock knows no {name!r}; {hint}")
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise ValueError(f"{name} has to be a number, not {str(number)[:_QUOTED]!r}; write {name}=1")
    try:
        return timedelta(**parts)
    except (ValueError, OverflowError):
        raise ValueError("that is further than a calendar goes; go less far") from None


def iso(ms: int) -> str:
    """ISO 8601 text of a time in milliseconds, in UTC."""
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds")


def day(ms: int) -> str:
    """The date (UTC, YYYY-MM-DD) of a time in milliseconds."""
    return _date(ms // DAY)


@lru_cache(maxsize=64)
def _date(days: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=days)).isoformat()
