"""The journal: what happened, found, counted and waited for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from heapq import merge

from chatmock.control.api import Given, Scope, api, near, too_late, unknown_name
from chatmock.core.hub import Hub
from chatmock.core.journal import Entry
from chatmock.core.later import Later, Unwatch
from chatmock.core.query import Query
from chatmock.core.words import nearest


def entries_of(scope: Scope) -> Iterator[Entry]:
    """The entries of all applications of a scope, in the order in which they were written."""
    return merge(*(tenant.journal for tenant in scope.tenants), key=lambda entry: entry.number)


def query_of(hub: Hub, scope: Scope, given: Given) -> Query:
    """What is looked for; an operation that neither a platform has nor the journal is refused."""
    name = given.get("operation")
    if name is not None and not _is_known(hub, scope, name):
        known = {known for provider in scope.providers(hub) for known in provider.journalled}
        hint = near(nearest(name, sorted(known), 3)) or "; GET /_chatmock/operations lists them"
        raise unknown_name(thing="operation", name=name, near=hint)
    return Query(**{name: value for name, value in given.items() if name in Query.__struct_fields__})


def _is_known(hub: Hub, scope: Scope, pattern: str) -> bool:
    for provider in scope.providers(hub):
        if pattern in provider.journalled or any(fnmatchcase(name, pattern) for name in provider.journalled):
            return True
    return any(fnmatchcase(entry.operation, pattern) for entry in entries_of(scope) if entry.operation)


@api.get("/journal", accepts="journal.query", returns="journal")
def view_journal(hub: Hub, scope: Scope, given: Given) -> Given:
    """Entries that match, the oldest first; of too many the newest."""
    return {
        "entries": [entry.shown() for entry in query_of(hub, scope, given).find(entries_of(scope))[-given["limit"] :]]
    }


@api.delete("/journal", accepts="tenant", returns="done")
def clear_journal(scope: Scope) -> None:
    """Forget what happened so far."""
    for tenant in scope.tenants:
        tenant.journal.clear()


@api.post("/journal/wait", accepts="journal.wait", returns="journal")
def wait_for_journal(hub: Hub, scope: Scope, given: Given) -> Later:
    """Wait until so many entries match; answers them. After the timeout says what came nearest (408)."""
    query, count = query_of(hub, scope, given), given["count"]

    def look() -> Given | None:
        found = query.find(entries_of(scope))
        return {"entries": [entry.shown() for entry in found]} if len(found) >= count else None

    def watch(notice: Callable[[], None]) -> Unwatch:
        return scope.watch(lambda tenant: tenant.journal.watch(notice), notice)

    return Later(look, watch, given["timeout"], lambda: too_late(reason=query.missed(entries_of(scope), count)))


@api.post("/settled", accepts="settled.wait", returns="done")
def wait_until_settled(scope: Scope, given: Given) -> Later:
    """Wait until nothing is on its way: no frame, no delivery, no inquiry."""

    def in_flight() -> str:
        return " and ".join(found for tenant in scope.tenants if (found := tenant.in_flight()))

    return Later(
        lambda: None if in_flight() else {},
        lambda notice: scope.watch(lambda tenant: tenant.watch(notice), notice),
        given["timeout"],
        lambda: too_late(reason=f"after {given['timeout']} s there is still on its way: {in_flight()}"),
    )
