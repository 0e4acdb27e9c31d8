"""The journal as it is written: each entry is sent to whoever listens, as an event of the server."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from chatmock.control.api import Given, Scope, api, invalid_value, only_by_http
from chatmock.control.journal import entries_of, query_of
from chatmock.core.application import Application
from chatmock.core.hub import Hub
from chatmock.core.journal import Entry
from chatmock.core.jsontext import write
from chatmock.core.later import Feed, Later, Unwatch
from chatmock.core.operation import Call
from chatmock.core.query import Query
from chatmock.core.words import shown

EVENTS = "text/event-stream"
MOST = 10_000
"""Entries that wait for one reader."""
MOST_BYTES = 8 * 1024 * 1024
"""Bytes that they may take."""
_TOGETHER = 100
"""Entries that are sent at once, at the most: other work goes on between."""


@api.get("/journal/stream", accepts="journal.stream.query", gives=(EVENTS,))
def stream_journal(hub: Hub, call: Call, scope: Scope, given: Given) -> Later:
    """Send each entry that matches as it is written, as server-sent events (``text/event-stream``).

    The data of an event is an entry, its id says where it stands: ``Last-Event-ID``, or ``after``, goes on from there. Beside
    entries there are the events ``anew`` (the journal begins anew), ``changed`` (something may have changed that no entry
    tells) and ``missed`` (so many entries came while the reader was behind).
    """
    with_lines = given.pop("line")
    tail = Tail(hub, scope, query_of(hub, scope, given), with_lines=with_lines)
    mark = call.request.headers.get("Last-Event-ID", "")
    tail.begin(mark=_mark(mark) if mark else None)
    return Later(tail.take, tail.watch, 0, only_by_http, Feed(tail.take, EVENTS))


def _mark(text: str) -> tuple[int, int]:
    """History and number of an event's id."""
    history, _, number = text.partition("-")
    if not (history.isascii() and history.isdecimal() and number.isascii() and number.isdecimal() and len(text) < 60):
        raise invalid_value(field="Last-Event-ID", reason=f"{shown(text)} is no id of an event; leave the header out")
    return int(history), int(number)


class Tail:
    """What comes into the journals of a scope, for one reader, who may be slow."""

    def __init__(self, hub: Hub, scope: Scope, query: Query, *, with_lines: bool) -> None:
        self._hub = hub
        self._scope = scope
        self._query = query
        self._with_lines = with_lines
        self._waiting: deque[Entry] = deque()
        self._held = self._missed = 0
        self._history = scope.group.history
        self._changes = hub.changes
        self._anew = False
        self._notice: Callable[[], None] = _tell_nobody
        self._watched: dict[Application, Unwatch] = {}

    def begin(self, mark: tuple[int, int] | None) -> None:
        """Begin behind an event, or behind the entry that the query names; else with whatever comes next."""
        if mark is not None:
            same = mark[0] == self._history
            self._anew, self._query.after = not same, mark[1] if same else None
        if self._query.after is not None or self._anew:
            for entry in entries_of(self._scope):
                self._take_in(entry)
        self._query.after = None

    def watch(self, notice: Callable[[], None]) -> Unwatch:
        """Call ``notice`` when there is something to take."""
        self._notice = notice
        self._hub.timed = True
        group = self._scope.group
        group.watchers.append(self._follow)
        self._follow()

        def stop() -> None:
            group.watchers.remove(self._follow)
            for end in self._watched.values():
                end()
            self._watched.clear()

        return stop

    def _follow(self) -> None:
        """Listen to the applications that there are now."""
        one = self._scope.one
        if one is not None:  # who took its place is meant, too
            found = self._hub.find(one.provider.name, one.app_id)
            tenants = [found] if found is not None else []
        else:
            tenants = self._scope.group.tenants
        gone = self._watched.keys() - set(tenants)
        for tenant in gone:
            self._watched.pop(tenant)()
        if gone or self._history != self._scope.group.history:
            self._waiting.clear()
            self._held = self._missed = 0
            self._history, self._anew = self._scope.group.history, True
        for tenant in tenants:
            if tenant not in self._watched:
                tenant.journal.watchers.append(self._take_in)
                self._watched[tenant] = partial(tenant.journal.watchers.remove, self._take_in)
        self._notice()

    def _take_in(self, entry: Entry) -> None:
        query = self._query
        if query.after is not None and entry.number <= query.after:
            return
        waiting = self._waiting
        waiting.append(entry)
        self._held += entry.size
        while len(waiting) > MOST or (self._held > MOST_BYTES and len(waiting) > 1):
            oldest = waiting.popleft()
            self._held -= oldest.size
            self._missed += not query.differences(oldest)
        self._notice()

    def take(self) -> bytes:
        """The events that wait, or some of them."""
        told: list[bytes] = []
        if self._anew:
            self._anew = False
            told.append(_event("anew", {}))
        if self._missed:
            told.append(_event("missed", {"missed": self._missed}))
            self._missed = 0
        waiting = self._waiting
        for _ in range(min(len(waiting), _TOGETHER)):
            entry = waiting.popleft()
            self._held -= entry.size
            if not self._query.differences(entry):
                told.append(b"id: %d-%d\ndata: %b\n\n" % (self._history, entry.number, write(self._shown(entry))))
        if waiting:
            self._notice()
        if not told and self._changes != self._hub.changes:  # beside others, an event tells of a change itself
            self._changes = self._hub.changes
            told.append(_event("changed", {}))
        return b"".join(told)

    def _shown(self, entry: Entry) -> dict[str, Any]:
        return {**entry.shown(), "line": str(entry)} if self._with_lines else entry.shown()


def _tell_nobody() -> None:
    """Whoever listens is not there yet."""


def _event(name: str, data: dict[str, Any]) -> bytes:
    return b"event: %b\ndata: %b\n\n" % (name.encode(), write(data))
