"""Refusals of requests that are over an application's limits."""

from __future__ import annotations

from typing import Any

import orjson

from chatmock.core.clock import SECOND
from chatmock.core.operation import Call, Operation
from chatmock.providers.sendbird.errors import over_quota, rate_limited, rate_limited_today, unavailable
from chatmock.providers.sendbird.model import App


def check(app: App, call: Call, operation: Operation | None) -> None:
    """Refuse a request that an application's limits do not let through.

    Errors: 503 in maintenance; 429 / 500910 with the ``X-RateLimit-*`` headers (in 2016 400910); 400800.
    """
    if call.request.waited is not None:
        return  # it was let through before it had to wait
    limits = app.limits
    if limits.maintenance:
        raise unavailable()
    if limits.rates:
        _count_request(app, call, operation.name if operation is not None else "")
    if limits.quota is not None and call.request.method == "POST" and quota_used(app) >= limits.quota:
        raise over_quota()


def _count_request(app: App, call: Call, operation: str) -> None:
    """Count a request against the rate limits, and refuse it above them."""
    passage = app.limits.passing(app.clock.now(), _user(call), operation)
    if passage is None:
        return
    if app.era == "today":
        call.headers["X-RateLimit-Limit"] = f"{passage.count};w={passage.seconds}"
        call.headers["X-RateLimit-Remaining"] = str(passage.left)
    if passage.allowed:
        return
    if operation == "send_message" and (user := app.users.get(_user(call))) is not None:
        app.emit("rate.exceeded", user=user)
    if app.era == "2016":
        raise rate_limited()
    call.headers["X-RateLimit-RetryAfter"] = str(-(-(passage.ends - app.clock.now()) // SECOND))
    raise rate_limited_today()


def _user(call: Call) -> str:
    """The id of the user a request is from: the one in its path, else the one its body names."""
    if call.request.path.startswith("/v3/users/") and call.path:
        return call.path[0]
    try:
        body: Any = orjson.loads(call.request.body)
    except orjson.JSONDecodeError:
        return ""
    named = body.get("user_id") if isinstance(body, dict) else None
    return named if isinstance(named, str) else ""


def quota_used(app: App) -> int:
    """Count what uses up the quota: existing users and channels, and all messages ever sent."""
    return len(app.users) + len(app.open_channels) + len(app.group_channels) + sum(app.statistics.sent.values())
