"""Refusals of requests that are over an application's limits."""

from __future__ import annotations

from chatmock.core.operation import Call, Operation
from chatmock.providers.connectycube.errors import over_quota, rate_limited, unavailable
from chatmock.providers.connectycube.model import App, User


def check(app: App, call: Call, operation: Operation | None, user: User | None = None) -> None:
    """Refuse a request that an application's limits do not let through.

    Errors: unavailable in maintenance; rate_limited; over_quota for a request that makes something.
    """
    if call.request.waited is not None:
        return  # it was let through before it had to wait
    limits = app.limits
    if limits.maintenance:
        raise unavailable()
    if limits.rates:
        user_id, name = "" if user is None else str(user.id), "" if operation is None else operation.name
        passage = limits.passing(app.clock.now(), user_id, name)
        if passage is not None and not passage.allowed:
            raise rate_limited()
    if limits.quota is not None and operation is not None and operation.status == 201 and used(app) >= limits.quota:
        raise over_quota()


def used(app: App) -> int:
    """Count what uses up the quota: the users, dialogs, messages and files there are."""
    return len(app.users) + len(app.dialogs) + len(app.messages) + len(app.blobs)
