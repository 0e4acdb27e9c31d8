"""What an application puts up with: maintenance, a quota and a rate limit, all off until somebody sets them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chatmock.core.clock import SECOND
from chatmock.core.dispatch import Call
from chatmock.providers.sendbird.errors import over_quota, rate_limited, rate_limited_today, unavailable

if TYPE_CHECKING:
    from chatmock.providers.sendbird.model import App


@dataclass(slots=True)
class Limits:
    """The switches of one application."""

    maintenance: bool = False
    """Every request is answered 503."""
    quota: int | None = None
    """Once there are so many users, channels and sent messages together, POST requests are answered 400800."""
    rate_limit: tuple[int, int] | None = None
    """How many requests are answered within how many seconds."""
    window_start: int = 0
    """When the current window of the rate limit began, in milliseconds."""
    window_count: int = 0
    """How many requests were let through in it."""


def check(app: App, call: Call) -> None:
    """Refuse a request that an application's limits do not let through.

    Errors: 503 in maintenance; 400910 in 2016, 429 / 500910 with the ``X-RateLimit-*`` headers today; 400800.
    """
    limits = app.limits
    if limits.maintenance:
        raise unavailable()
    if limits.rate_limit is not None:
        _pass(app, call, *limits.rate_limit)
    if limits.quota is not None and call.request.method == "POST" and made(app) >= limits.quota:
        raise over_quota()


def _pass(app: App, call: Call, count: int, seconds: int) -> None:
    """Let one request through the rate limit.

    The window is a fixed one: it begins with the first request after the last window's end. Requests that are refused
    for their rate do not count.
    """
    limits, now = app.limits, app.clock.now()
    end = limits.window_start + seconds * SECOND
    if not limits.window_start <= now < end:
        limits.window_start, limits.window_count, end = now, 0, now + seconds * SECOND
    left = count - limits.window_count
    if app.era == "today":
        call.headers["X-RateLimit-Limit"] = f"{count};w={seconds}"
        call.headers["X-RateLimit-Remaining"] = str(max(0, left - 1))
    if left <= 0:
        if app.era == "2016":
            raise rate_limited()
        call.headers["X-RateLimit-RetryAfter"] = str(-(-(end - now) // SECOND))
        raise rate_limited_today()
    limits.window_count += 1


def made(app: App) -> int:
    """What counts for the quota: users and channels there are, and all messages ever sent."""
    return len(app.users) + len(app.open_channels) + len(app.group_channels) + sum(app.sent.values())
