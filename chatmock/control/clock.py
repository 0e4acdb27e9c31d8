"""The clock of an application, or of a group, moved from outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from chatmock.control.api import Given, Scope, api, invalid_value
from chatmock.core.clock import Clock, iso


@api.get("/clock", accepts="tenant", returns="clock")
def view_clock(scope: Scope) -> Given:
    """Where the clock stands."""
    clock = scope.clock
    state = "frozen" if clock.frozen else "moved" if clock.offset else "real"
    return {"now": clock.now(), "iso": iso(clock.now()), "state": state}


@api.get("/clock/due", accepts="due.query", returns="due.page")
def list_due(scope: Scope, given: Given) -> Given:
    """List what happens next by the clock: sessions that end, deliveries that are tried again, scheduled messages."""
    limit = given["limit"]
    found = [
        {"at": timer.at, "what": timer.what, "provider": tenant.provider.name, "app_id": tenant.app_id}
        for tenant in scope.tenants
        for timer in tenant.clock.due(limit)
    ]
    found.sort(key=lambda due: due["at"])
    return {"due": found[:limit]}


@api.post("/clock/advance", accepts="clock.advance", returns="clock")
def advance_clock(scope: Scope, given: Given) -> Given:
    """Go forward; timers that become due fire in order, each at its own instant."""
    if not given:
        raise invalid_value(field="advance", reason='it is to be said how far; write {"hours": 1}')
    try:
        step = timedelta(**given)
        for clock in scope.clocks:
            clock.advance(step)
    except (ValueError, OverflowError):
        raise invalid_value(field="advance", reason="that is further than a calendar goes; go less far") from None
    return view_clock(scope)


@api.post("/clock/freeze", accepts="clock.freeze", returns="clock")
def freeze_clock(scope: Scope, given: Given) -> Given:
    """Stop the clock, at the present or at a time."""
    at = given["at"] if "at" in given else scope.clock.now()
    _move(scope, lambda clock: clock.freeze(at))
    return view_clock(scope)


@api.post("/clock/set", accepts="clock.set", returns="clock")
def set_clock(scope: Scope, given: Given) -> Given:
    """Jump to a time."""
    _move(scope, lambda clock: clock.set(given["to"]))
    return view_clock(scope)


@api.post("/clock/real", accepts="tenant", returns="clock")
def real_clock(scope: Scope) -> Given:
    """Back to the machine's time."""
    _move(scope, Clock.real)
    return view_clock(scope)


def _move(scope: Scope, move: Callable[[Clock], None]) -> None:
    try:
        for clock in scope.clocks:
            move(clock)
    except (ValueError, OverflowError) as reason:
        raise invalid_value(field="time", reason=reason) from None
