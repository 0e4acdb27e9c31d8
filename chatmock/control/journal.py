"""The journal: what happened, found, counted and waited for."""

from __future__ import annotations

from chatmock.control.api import Given, api, too_late
from chatmock.core.application import Application
from chatmock.core.later import Later
from chatmock.core.query import Query


def _query(given: Given) -> Query:
    return Query(**{name: value for name, value in given.items() if name in Query.__slots__})


@api.get("/journal", accepts="journal.query", returns="journal")
def view_journal(application: Application, given: Given) -> Given:
    """Entries that match, the oldest first; of too many the newest."""
    return {"entries": [entry.shown() for entry in _query(given).find(application.journal)[-given["limit"] :]]}


@api.delete("/journal", accepts="tenant", returns="done")
def clear_journal(application: Application) -> None:
    """Forget what happened so far."""
    application.journal.clear()


@api.post("/journal/wait", accepts="journal.wait", returns="journal")
def wait_for_journal(application: Application, given: Given) -> Later:
    """Wait until so many entries match; answers them. After the timeout says what came nearest (408)."""
    query, count = _query(given), given["count"]

    def look() -> Given | None:
        found = query.find(application.journal)
        return {"entries": [entry.shown() for entry in found]} if len(found) >= count else None

    return Later(
        look,
        application.journal.watch,
        given["timeout"],
        lambda: too_late(reason=query.missed(application.journal, count)),
    )


@api.post("/settled", accepts="settled.wait", returns="done")
def wait_until_settled(application: Application, given: Given) -> Later:
    """Wait until nothing is on its way: no frame, no delivery."""
    return Later(
        lambda: None if application.in_flight() else {},
        application.watch,
        given["timeout"],
        lambda: too_late(reason=f"after {given['timeout']} s there is still on its way: {application.in_flight()}"),
    )
