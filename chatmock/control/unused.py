"""Why a fault struck nowhere, said by the calls that came nearest."""

from __future__ import annotations

from collections import Counter
from fnmatch import fnmatchcase

from chatmock.control.api import Scope
from chatmock.core.faults import Fault
from chatmock.core.journal import Entry
from chatmock.core.printable import printable
from chatmock.core.query import missing
from chatmock.core.words import nearest

_NEAREST = 3
_LOOKED_AT = 100
"""Calls among which the nearest is looked for, the newest ones."""
_LONGEST = 300
"""Characters of one call."""


def why_unused(fault: Fault, scope: Scope) -> str:
    """A sentence for people."""
    if fault.calls >= fault.nth:
        return (
            f"another fault struck {'its only call' if fault.calls == 1 else f'each of its {fault.calls} calls'} before"
        )
    if fault.calls:
        return f"it was for {_times(fault.calls)}, and waits for number {fault.nth} (nth)"
    entries = [entry for tenant in scope.tenants for entry in tenant.journal if entry.operation]
    called = [entry for entry in entries if fnmatchcase(_point(entry), fault.operation)]
    if not called:
        counts = Counter(_point(entry) for entry in entries)
        names = nearest(fault.operation, counts, _NEAREST, 0.0)
        happened = f"; there were {', '.join(f'{name} ({counts[name]})' for name in names)}" if names else ""
        return f"{fault.operation} did not happen{happened}"
    told = [f"{fault.operation} had {_times(len(called))}"]
    if fault.phase == "after" and all(entry.refusal is not None for entry in called):
        told.append("but was refused each time, and the phase after is for what was done")
    conditions = [
        f"{name} {value!r}"
        for name, value in (("user", fault.user_id), ("channel", fault.channel))
        if value is not None
    ]
    if conditions:
        told.append(f"but not with {' and '.join(conditions)}")
    if fault.body is not None:
        told.append("but without all of its body")
    differences, near = min(((_differences(fault, entry), entry) for entry in called[-_LOOKED_AT:]), key=_how_far)
    differs = near.mask.in_text("; ".join(differences))
    told.append(printable(f"the nearest was #{near.number} {near}{': ' + differs if differs else ''}", _LONGEST))
    return ", ".join(told)


def _differences(fault: Fault, entry: Entry) -> list[str]:
    return missing("body", fault.body, entry.json) if fault.body is not None and entry.body else []


def _how_far(row: tuple[list[str], Entry]) -> tuple[int, int]:
    differences, entry = row
    return len(differences), -entry.number


def _point(entry: Entry) -> str:
    """Where a fault strikes what an entry tells of."""
    return f"frame {entry.operation}" if entry.facts.get("direction") == "out" else entry.operation


def _times(number: int) -> str:
    return f"{number} call{'' if number == 1 else 's'}"
