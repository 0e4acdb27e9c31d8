"""Faults: what shall go wrong, where and how often."""

from __future__ import annotations

from fnmatch import fnmatchcase

from chatmock.control.api import Given, api, invalid_value, near, unknown_name
from chatmock.core.application import Application
from chatmock.core.faults import Fault


@api.get("/faults", accepts="tenant", returns="fault.page")
def list_faults(application: Application) -> Given:
    """The faults that wait to strike."""
    return {"faults": [fault.shown() for fault in application.faults]}


@api.post("/faults", accepts="fault.create", returns="fault")
def add_fault(application: Application, given: Given) -> Given:
    """Add a fault. An operation nobody knows is refused with the nearest names."""
    pattern = given["operation"]
    names = application.provider.fault_points()
    if not any(fnmatchcase(name, pattern) for name in names):
        raise unknown_name(thing="operation", name=pattern, near=near(application.provider.api.nearest(pattern)))
    code = given.get("code")
    if code is not None and code not in application.provider.error_codes():
        known = ", ".join(map(str, sorted(application.provider.error_codes())))
        raise invalid_value(field="code", reason=f"{application.provider.name} documents no {code}; it has {known}")
    return application.faults.add(Fault(**{**given, "times": given["times"] or None})).shown()


@api.delete("/faults", accepts="tenant", returns="done")
def clear_faults(application: Application) -> None:
    """Remove all faults."""
    application.faults.clear()


@api.delete("/faults/{number}", accepts="tenant", returns="done")
def remove_fault(application: Application, number: str) -> None:
    """Remove one fault by its number."""
    if not number.isdecimal() or not application.faults.remove(int(number)):
        raise unknown_name(thing="fault", name=number, near="")
