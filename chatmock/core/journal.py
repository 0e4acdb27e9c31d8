"""What happened in a tenant, in one order: requests with their answers, frames, deliveries, push notifications."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any
from urllib.parse import unquote

import msgspec

from chatmock.core.errors import Refused
from chatmock.core.jsontext import parse
from chatmock.core.secrets import Secrets

LIMIT_BYTES = 32 * 1024 * 1024
LIMIT_ENTRIES = 10_000
_REST = 500
"""What an entry takes beside its bodies, about."""
_NOTHING = Secrets()


class Entry(msgspec.Struct, gc=False, eq=False):
    """One thing that happened. ``kind`` is request, actor, frame, delivery or push; bodies stay bytes until they are read.

    Thousands are kept, one more at each request: the garbage collector does not visit them (``gc=False``).
    """

    kind: str
    at: int
    number: int
    operation: str = ""
    method: str = ""
    path: str = ""
    query: str = ""
    headers: Mapping[str, str] = {}
    body: bytes = b""
    status: int = 0
    answer: bytes = b""
    refusal: Refused | None = None
    """None where it did what was asked."""
    hint: str = ""
    facts: dict[str, Any] = {}
    read: Any = None
    """What was sent, where its provider read it in a way of its own."""
    secrets: Secrets = _NOTHING
    """Names under which it holds what is not shown; the journal sets it."""
    took: float = 0.0
    """Seconds of the machine's time, where it was timed."""
    size: int = 0
    """Bytes it counts for in the journal."""

    @property
    def code(self) -> int | str:
        """The code of its refusal; 0 where there is none."""
        return self.refusal.code if self.refusal is not None else 0

    @property
    def json(self) -> Any:
        """What was sent, parsed; None where nobody could read it."""
        return _loads(self.body) if self.read is None else self.read

    @property
    def answer_json(self) -> Any:
        """What was answered, parsed; None where it is not JSON."""
        return _loads(self.answer)

    def shown(self) -> dict[str, Any]:
        """The entry as JSON values, secrets masked."""
        secrets = self.secrets
        shown: dict[str, Any] = {"number": self.number, "at": self.at, "kind": self.kind}
        if self.operation:
            shown["operation"] = self.operation
        if self.kind in ("request", "actor", "delivery"):
            shown |= {
                "method": self.method,
                "path": self.path,
                "query": secrets.in_query(self.query),
                "status": self.status,
                "headers": secrets.in_headers(self.headers),
            }
        sent = _shown(self.body, secrets) if self.read is None else secrets.in_value(self.read)
        shown |= {"request": sent, "answer": _shown(self.answer, secrets), "code": self.code, **self.facts}
        if self.refusal is not None:
            shown["refused"] = True
        if self.hint:
            shown["hint"] = self.hint
        return {name: value for name, value in shown.items() if value not in (None, "", 0) or name in ("at", "number")}

    def __str__(self) -> str:
        if not self.method:
            facts = " ".join(f"{name}={value}" for name, value in self.facts.items())
            return " ".join(
                part for part in (self.operation, self.body[:200].decode("utf-8", "replace"), facts) if part
            )
        where = f"{self.method} {unquote(self.path)}{'?' + self.secrets.in_query(self.query) if self.query else ''}"
        outcome = f" -> {self.status}" if self.status else ""
        refused = f" {self.refusal.code} {self.refusal.message}" if self.refusal is not None else ""
        return f"{where}{outcome}{refused}{f'  ({self.hint})' if self.hint else ''}"


class Journal:
    """The entries of one tenant, the oldest dropped when there are too many."""

    def __init__(self, secrets: Secrets = _NOTHING) -> None:
        self._entries: deque[Entry] = deque(maxlen=LIMIT_ENTRIES)
        self._bytes = 0
        self.numbers: Iterator[int] = count(1)
        """Where the numbers of its entries come from; tenants of a group draw from one source."""
        self.secrets = secrets
        self.watchers: list[Callable[[Entry], None]] = []

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return f"<Journal of {len(self._entries)} entries>"

    @property
    def next_number(self) -> int:
        return next(self.numbers)

    def add(self, entry: Entry) -> None:
        entries = self._entries
        entry.secrets = self.secrets
        if len(entries) == LIMIT_ENTRIES:
            self._bytes -= entries[0].size
        entry.size = size = len(entry.body) + len(entry.answer) + _REST + 8 * len(entry.facts.get("to", ()))
        entries.append(entry)
        self._bytes += size
        while self._bytes > LIMIT_BYTES and len(entries) > 1:
            self._bytes -= entries.popleft().size
        for watch in self.watchers:
            watch(entry)

    def watch(self, notice: Callable[[], None]) -> Callable[[], None]:
        """Call ``notice`` after each entry; returns a function that stops it."""

        def watcher(entry: Entry) -> None:
            notice()

        self.watchers.append(watcher)
        return lambda: self.watchers.remove(watcher)

    def clear(self) -> None:
        self._entries.clear()
        self._bytes = 0


def _loads(data: bytes) -> Any:
    try:
        return parse(data)
    except ValueError:
        return None


def _shown(data: bytes, secrets: Secrets) -> Any:
    if not data:
        return None
    parsed = _loads(data)
    return secrets.in_value(parsed) if parsed is not None else data[:2000].decode("utf-8", "replace")
