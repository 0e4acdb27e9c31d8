"""Refusals of requests that are over an application's limits: all off until somebody sets them."""

from __future__ import annotations

from chatmock.core.operation import Call, Operation
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.model import App, Caller

ALARM = 80
"""Percent of a documented rate above which the application is told (docs, 2024)."""


def check(app: App, call: Call, operation: Operation | None) -> None:
    """Refuse a request that an application's limits do not let through. Errors: overloaded, too_often, app_too_often."""
    if call.request.waited is not None or operation is None:
        return  # it was let through before it had to wait, or it is nothing
    check_limits(app, call.caller.user_id, operation.name)
    if app.settings.documented_rates:
        _check_documented(app, call.caller, operation)


def check_limits(app: App, user_id: str, name: str) -> None:
    """Refuse what the limits do not let through that somebody has set. Errors: overloaded, too_often, app_too_often."""
    limits = app.limits
    if limits.maintenance:
        raise errors.overloaded()
    if limits.rates:
        passage = limits.passing(app.clock.now(), user_id, name)
        if passage is not None and not passage.allowed:
            raise errors.app_too_often() if "application" in limits.rates else errors.too_often()


def _check_documented(app: App, caller: Caller, operation: Operation) -> None:
    """Errors: too_often. Emits rate.near where a command comes nearly as often as it may."""
    allowed = operation.accept.document.get("x-calls-per-second") if operation.accept is not None else None
    if allowed is None:
        return
    app.rates.rates[operation.name] = (allowed, 1)
    passage = app.rates.passing(app.clock.now(), "", operation.name)
    if passage is None:
        return
    if not passage.allowed:
        raise errors.too_often()
    came, alarm = allowed - passage.left, ALARM * allowed // 100 + 1
    if came == alarm:
        _, service, command = operation.path.split("/")
        app.emit("rate.near", service=service, command=command, requests=came, limit=allowed, by=caller)
