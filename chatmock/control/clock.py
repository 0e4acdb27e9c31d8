"""An application's clock, moved from outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from chatmock.control.api import Given, api, invalid_value
from chatmock.core.application import Application
from chatmock.core.clock import iso


@api.get("/clock", accepts="tenant", returns="clock")
def view_clock(application: Application) -> Given:
    """Where the clock stands."""
    clock = application.clock
    state = "frozen" if clock.frozen else "moved" if clock.offset else "real"
    return {"now": clock.now(), "iso": iso(clock.now()), "state": state}


@api.post("/clock/advance", accepts="clock.advance", returns="clock")
def advance_clock(application: Application, given: Given) -> Given:
    """Go forward; timers that become due fire in order, each at its own instant."""
    try:
        application.clock.advance(timedelta(**given))
    except OverflowError:
        raise invalid_value(field="advance", reason="that is further than a calendar goes") from None
    return view_clock(application)


@api.post("/clock/freeze", accepts="clock.freeze", returns="clock")
def freeze_clock(application: Application, given: Given) -> Given:
    """Stop the clock, at the present or at a time."""
    _at(given.get("at"), application.clock.freeze)
    return view_clock(application)


@api.post("/clock/set", accepts="clock.set", returns="clock")
def set_clock(application: Application, given: Given) -> Given:
    """Jump to a time."""
    _at(given["to"], application.clock.set)
    return view_clock(application)


@api.post("/clock/real", accepts="tenant", returns="clock")
def real_clock(application: Application) -> Given:
    """Back to the machine's time."""
    application.clock.real()
    return view_clock(application)


def _at(text: str | None, move: Callable[[Any], None]) -> None:
    try:
        move(text)
    except (ValueError, OverflowError) as reason:
        raise invalid_value(field="time", reason=f"{reason}; write it like 2016-12-19T12:00:00Z") from None
