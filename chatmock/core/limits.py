"""What a tenant puts up with: maintenance, latency, a quota and rate limits, all off until somebody sets them."""

from __future__ import annotations

import re

import msgspec

from chatmock.core.clock import SECOND
from chatmock.core.words import shown

SCOPES = ("application", "user", "operation")
_RATE = re.compile(r"([0-9]{1,9}) per ([0-9]{1,9})")


class Window(msgspec.Struct):
    """A rate limit's present window: when it began (milliseconds) and how many requests were let through in it."""

    start: int = 0
    count: int = 0


class Passage(msgspec.Struct):
    """What a rate limit said of one request."""

    allowed: bool
    count: int
    seconds: int
    left: int
    """Requests that are still let through in this window."""
    ends: int
    """When the window ends, in milliseconds."""


class Limits(msgspec.Struct):
    """The switches of one tenant."""

    maintenance: bool = False
    """Every request is answered as the platform does when it is down."""
    quota: int | None = None
    """How many things may be made."""
    latency: float = 0.0
    """Seconds of real time before each answer."""
    rates: dict[str, tuple[int, int]] = msgspec.field(default_factory=dict)
    """How many requests in how many seconds: of the whole ``application``, of each ``user``, of each ``operation``, or of
    the operation of that name."""
    windows: dict[str, Window] = msgspec.field(default_factory=dict)

    def passing(self, now: int, user: str, operation: str) -> Passage | None:
        """Let a request through, or not, by the strictest of the rates it comes under; None where there are none.

        A window is a fixed one: it begins with the first request after the last one's end. Requests that are refused
        do not count.
        """
        under = {
            "application": "application",
            "user": f"user {user}" if user else "",
            "operation": f"operation {operation}",
            operation: f"named {operation}",
        }
        found = [
            (self._window(key, now, seconds), count, seconds)
            for scope, key in under.items()
            if key and (rate := self.rates.get(scope)) is not None
            for count, seconds in (rate,)
        ]
        if not found:
            return None
        window, count, seconds = min(found, key=lambda row: row[1] - row[0].count)
        left = count - window.count
        if left > 0:
            for passed, _, _ in found:
                passed.count += 1
        return Passage(left > 0, count, seconds, max(0, left - 1), window.start + seconds * SECOND)

    def _window(self, key: str, now: int, seconds: int) -> Window:
        window = self.windows.setdefault(key, Window())
        if not window.start <= now < window.start + seconds * SECOND:
            window.start, window.count = now, 0
        return window


def rate(text: str) -> tuple[int, int]:
    """A rate written as ``10 per 1``: so many requests in so many seconds. ValueError where it is none."""
    found = _RATE.fullmatch(text.strip())
    if found is None or int(found[2]) == 0:
        raise ValueError(
            f"{shown(text)} is no rate; write it as '10 per 1': so many requests in so many seconds, nine digits each at the most"
        )
    return int(found[1]), int(found[2])


def words(rate: tuple[int, int]) -> str:
    """A rate as ``10 per 1``."""
    return f"{rate[0]} per {rate[1]}"
