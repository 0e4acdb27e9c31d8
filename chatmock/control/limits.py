"""Limits: what the platform would refuse for want of capacity."""

from __future__ import annotations

from chatmock.control.api import Given, Scope, api, default_of, invalid_value, near, unknown_name
from chatmock.core.application import Application
from chatmock.core.hub import Hub
from chatmock.core.limits import SCOPES, Limits, rate, words
from chatmock.core.words import nearest


@api.get("/limits", accepts="tenant", returns="limits")
def view_limits(application: Application) -> Given:
    """The limits that are set."""
    return _shown(application.limits)


@api.put("/limits", accepts="limits.update", returns="limits")
def update_limits(hub: Hub, scope: Scope, given: Given) -> Given:
    """Set limits, those of a group for each of its applications; they begin at once, with fresh windows."""
    tenants = scope.tenants or [default_of(hub, scope.group, next(iter(hub.cards)))]
    rates = {name: _rate(tenants, name, text) for name, text in given.get("rates", {}).items()}
    for limits in (tenant.limits for tenant in tenants):
        limits.rates = {name: found for name, found in {**limits.rates, **rates}.items() if found is not None}
        limits.windows = {}
        limits.maintenance = given.get("maintenance", limits.maintenance)
        limits.latency = given.get("latency", limits.latency)
        limits.quota = given.get("quota", limits.quota) or None
    return _shown(tenants[0].limits)


def _shown(limits: Limits) -> Given:
    rates = {name: words(rate) for name, rate in limits.rates.items()}
    return {"maintenance": limits.maintenance, "quota": limits.quota, "latency": limits.latency, "rates": rates}


def _rate(tenants: list[Application], name: str, text: str) -> tuple[int, int] | None:
    apis = [tenant.provider.api for tenant in tenants]
    if name not in SCOPES and not any(name in api.operations for api in apis):
        known = [*SCOPES, *dict.fromkeys(found for api in apis for found in api.operations)]
        raise unknown_name(thing="scope", name=name, near=near(nearest(name, known, 3), SCOPES))
    try:
        return rate(text) if text else None
    except ValueError as reason:
        raise invalid_value(field="rates", reason=reason) from None
