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
    last = called[-1]
    differs = missing("body", fault.body, last.json) if fault.body is not None else []
    nearly = last.mask.in_text("; ".join(differs))
    told.append(printable(f"the last was #{last.number} {last}{': ' + nearly if nearly else ''}", _LONGEST))
    return ", ".join(told)


def _point(entry: Entry) -> str:
    """Where a fault strikes what an entry tells of."""
    return f"frame {entry.operation}" if entry.facts.get("direction") == "out" else entry.operation


def _times(number: int) -> str:
    return f"{number} call{'' if number == 1 else 's'}"
