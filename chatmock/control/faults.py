"""Faults: what shall go wrong, where and how often."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from chatmock.control.api import Given, Scope, api, invalid_value, near, unknown_name
from chatmock.control.fault_checks import Variant, check_chance, check_code, check_headers, check_spoils, check_when
from chatmock.control.unused import why_unused
from chatmock.core.faults import Fault
from chatmock.core.hub import Hub
from chatmock.core.points import Point
from chatmock.core.provider import Provider
from chatmock.core.sight import Naming


@api.get("/faults", accepts="tenant", returns="fault.page")
def list_faults(scope: Scope) -> Given:
    """The faults that wait to strike."""
    return {"faults": [fault.shown() for fault in _all(scope)]}


@api.get("/faults/unused", accepts="tenant", returns="fault.page")
def list_unused_faults(scope: Scope) -> Given:
    """The faults that had to strike and never did, each with the reason: what came nearest."""
    unused = [fault for fault in _all(scope) if fault.must_strike and not fault.struck]
    return {"faults": [{**fault.shown(), "reason": why_unused(fault, scope)} for fault in unused]}


def _all(scope: Scope) -> list[Fault]:
    found = [fault for faults in scope.all_faults for fault in faults]
    return sorted(found, key=lambda fault: fault.number)


@api.post("/faults", accepts="fault.create", returns="fault")
def add_fault(hub: Hub, scope: Scope, given: Given) -> Given:
    """Add a fault; one of a group is one for all of its applications.

    An operation that none of its providers has is refused with the nearest names, and so is a code that none documents, or
    that another kind of application has. A field that does nothing where the fault strikes is refused, too.
    """
    pattern = given["operation"]
    knowing = {provider: points for provider in scope.providers(hub) if (points := _points(provider, pattern))}
    if not knowing:
        names = [name for provider in scope.providers(hub) for name in provider.api.nearest(pattern)]
        raise unknown_name(
            thing="operation", name=pattern, near=near(names[:3]) or "; GET /_chatmock/operations lists them"
        )
    given = _with_conditions(given)
    named = [one for points in knowing.values() for one in points.items()]
    check_spoils((point for _, point in named), given)
    check_when(named, given.pop("when"), _naming(knowing))
    check_chance(given)
    check_headers(given.get("headers", {}))
    if "code" in given:
        check_code(given["code"], [variant for provider in knowing for variant in _variants(hub, scope, provider)])
    times = given.get("times", 0 if "probability" in given else 1)
    return scope.faults.add(Fault(**{**given, "times": times or None})).shown()


def _with_conditions(given: Given) -> Given:
    """What is given, with the conditions under the names that a fault has for them, and all of them as ``when``."""
    when = dict(given.get("when", {}))
    user_id = given.get("user_id", when.get("user"))
    if when.setdefault("user", user_id) != user_id:
        raise invalid_value(field="user_id", reason="is another one than when.user; say one of them")
    when = {name: value for name, value in when.items() if value is not None}
    conditions = {"user_id": user_id, "channel": when.get("channel"), "body": when.get("body")}
    return {**given, **conditions, "when": when}


def _naming(providers: dict[Provider[Any], dict[str, Point]]) -> Naming:
    """The names of users and channels that any of these providers has."""
    found = [provider.naming for provider in providers]
    users, channels = (frozenset().union(*names) for names in zip(*((n.users, n.channels) for n in found), strict=True))
    return Naming(users, channels)


def _variants(hub: Hub, scope: Scope, provider: Provider[Any]) -> Iterator[Variant]:
    """The options of a provider's applications in a scope; of one that is still to be made, what it will be made with."""
    own = [tenant.options() for tenant in scope.tenants if tenant.provider is provider]
    if not own:
        chosen = scope.group.options.get(provider.name, {})
        if scope.group is hub.default and hub.defaults is not None:
            chosen = hub.defaults.get(provider.name, {})
        own = [{**provider.card.defaults, **{name: value for name, value in chosen.items() if value is not None}}]
    yield from ((provider, options) for options in own)


def _points(provider: Provider[Any], pattern: str) -> dict[str, Point]:
    return {name: point for name, point in provider.points.items() if fnmatchcase(name, pattern)}


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
