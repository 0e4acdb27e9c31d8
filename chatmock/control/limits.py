"""Limits: what the platform would refuse for want of capacity."""

from __future__ import annotations

from chatmock.control.api import Given, api, invalid_value, near, unknown_name
from chatmock.core.application import Application
from chatmock.core.limits import SCOPES, rate, words


@api.get("/limits", accepts="tenant", returns="limits")
def view_limits(application: Application) -> Given:
    """The limits that are set."""
    limits = application.limits
    rates = {scope: words(rate) for scope, rate in limits.rates.items()}
    return {"maintenance": limits.maintenance, "quota": limits.quota, "latency": limits.latency, "rates": rates}


@api.put("/limits", accepts="limits.update", returns="limits")
def update_limits(application: Application, given: Given) -> Given:
    """Set limits; they begin at once, with fresh windows."""
    limits = application.limits
    rates = {scope: _rate(application, scope, text) for scope, text in given.get("rates", {}).items()}
    limits.rates = {scope: found for scope, found in {**limits.rates, **rates}.items() if found is not None}
    limits.windows = {}
    limits.maintenance = given.get("maintenance", limits.maintenance)
    limits.latency = given.get("latency", limits.latency)
    limits.quota = given.get("quota", limits.quota) or None
    return view_limits(application)


def _rate(application: Application, scope: str, text: str) -> tuple[int, int] | None:
    names = application.provider.api.operations
    if scope not in SCOPES and scope not in names:
        raise unknown_name(thing="scope", name=scope, near=near(application.provider.api.nearest(scope)))
    try:
        return rate(text) if text else None
    except ValueError as reason:
        raise invalid_value(field="rates", reason=reason) from None
