"""Faults: what shall go wrong, where and how often."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from chatmock.control.api import Given, Scope, api, invalid_value, near, unknown_name
from chatmock.core.faults import Fault
from chatmock.core.hub import Hub
from chatmock.core.provider import Provider
from chatmock.core.words import nearest


@api.get("/faults", accepts="tenant", returns="fault.page")
def list_faults(scope: Scope) -> Given:
    """The faults that wait to strike."""
    found = [fault for faults in scope.all_faults for fault in faults]
    return {"faults": [fault.shown() for fault in sorted(found, key=lambda fault: fault.number)]}


@api.post("/faults", accepts="fault.create", returns="fault")
def add_fault(hub: Hub, scope: Scope, given: Given) -> Given:
    """Add a fault; one of a group is one for all of its applications.

    An operation that none of its providers has is refused with the nearest names, and so is a code that none documents.
    """
    pattern = given["operation"]
    knowing = [provider for provider in _asked(hub, scope) if _knows(provider, pattern)]
    if not knowing:
        names = [name for provider in _asked(hub, scope) for name in provider.api.nearest(pattern)]
        raise unknown_name(
            thing="operation", name=pattern, near=near(names[:3]) or "; GET /_chatmock/operations lists them"
        )
    code = given.get("code")
    if code is not None and not any(code in provider.error_codes() for provider in knowing):
        known = "; ".join(f"{p.name} documents no {code}; most like it are {_codes_like(code, p)}" for p in knowing)
        raise invalid_value(field="code", reason=f"{known}; docs/errors.md lists them")
    return scope.faults.add(Fault(**{**given, "times": given["times"] or None})).shown()


def _codes_like(code: int | str, provider: Provider[Any]) -> str:
    """The documented codes that are most like one, the most like first."""
    return ", ".join(nearest(code, sorted(provider.error_codes(), key=str), 5, 0.0))


def _asked(hub: Hub, scope: Scope) -> Iterator[Provider[Any]]:
    """The providers of a scope's applications; of a group that has none yet, or only others, all there are."""
    own = dict.fromkeys(tenant.provider for tenant in scope.tenants)
    yield from own
    if scope.one is None:
        yield from (provider for name in hub.cards if (provider := hub.provider(name)) not in own)


def _knows(provider: Provider[Any], pattern: str) -> bool:
    return any(fnmatchcase(name, pattern) for name in provider.fault_points())


@api.delete("/faults", accepts="tenant", returns="done")
def clear_faults(scope: Scope) -> None:
    """Remove all faults."""
    for faults in scope.all_faults:
        faults.clear()


@api.delete("/faults/{number}", accepts="tenant", returns="done")
def remove_fault(scope: Scope, number: str) -> None:
    """Remove one fault by its number."""
    if not number.isdecimal() or not any(faults.remove(int(number)) for faults in scope.all_faults):
        raise unknown_name(thing="fault", name=number, near="")
