"""What happened in a tenant, in one order: requests with their answers, frames, deliveries, push notifications."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import msgspec

from chatmock.core.jsontext import parse

LIMIT_BYTES = 32 * 1024 * 1024
LIMIT_ENTRIES = 10_000
_REST = 500
"""What an entry takes beside its bodies, about."""
_MASK = "***"
_SECRETS = frozenset({"api-token", "authorization", "session-key", "access-token", "sec-websocket-protocol"})
_SECRET_KEYS = frozenset({"access_token", "api_token", "bot_token", "gcm_api_key", "key", "new_key", "ekey"})
_SECRET_LENGTH = 20
_SECRET_QUERY = re.compile(r"\b(access_token|key)=[^&]+")


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
    code: int = 0
    hint: str = ""
    facts: dict[str, Any] = {}
    size: int = 0
    """Bytes it counts for in the journal."""

    @property
    def json(self) -> Any:
        """What was sent, parsed; None where it is not JSON."""
        return _loads(self.body)

    @property
    def answer_json(self) -> Any:
        """What was answered, parsed; None where it is not JSON."""
        return _loads(self.answer)

    @property
    def _query(self) -> str:
        return _SECRET_QUERY.sub(rf"\1={_MASK}", self.query)

    def shown(self) -> dict[str, Any]:
        """The entry as JSON values, secrets masked."""
        shown: dict[str, Any] = {"number": self.number, "at": self.at, "kind": self.kind}
        if self.operation:
            shown["operation"] = self.operation
        if self.kind in ("request", "actor", "delivery"):
            shown |= {
                "method": self.method,
                "path": self.path,
                "query": _SECRET_QUERY.sub(rf"\1={_MASK}", self.query),
                "status": self.status,
            }
            shown["headers"] = {
                n.lower(): _MASK if n.lower() in _SECRETS else v for n, v in sorted(self.headers.items())
            }
        shown |= {"request": _shown(self.body), "answer": _shown(self.answer), "code": self.code, **self.facts}
        if self.hint:
            shown["hint"] = self.hint
        return {name: value for name, value in shown.items() if value not in (None, "", 0) or name in ("at", "number")}

    def __str__(self) -> str:
        if not self.method:
            facts = " ".join(f"{name}={value}" for name, value in self.facts.items())
            return " ".join(
                part for part in (self.operation, self.body[:200].decode("utf-8", "replace"), facts) if part
            )
        where = f"{self.method} {unquote(self.path)}{'?' + self._query if self.query else ''}"
        outcome = f" -> {self.status}" if self.status else ""
        code = f" {self.code} {(self.answer_json or {}).get('message', '')}" if self.code else ""
        return f"{where}{outcome}{code}{f'  ({self.hint})' if self.hint else ''}"


class Journal:
    """The entries of one tenant, the oldest dropped when there are too many."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=LIMIT_ENTRIES)
        self._bytes = 0
        self._number = 0
        self.watchers: list[Callable[[Entry], None]] = []

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return f"<Journal of {len(self._entries)} entries>"

    @property
    def next_number(self) -> int:
        self._number += 1
        return self._number

    def add(self, entry: Entry) -> None:
        entries = self._entries
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
        """Call ``notice`` after each entry; gives back how to stop that."""

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


def _shown(data: bytes) -> Any:
    if not data:
        return None
    parsed = _loads(data)
    return _masked(parsed) if parsed is not None else data[:2000].decode("utf-8", "replace")


def _masked(value: Any) -> Any:
    """A parsed body with its secrets masked; an empty one hides nothing, and a key of metadata may be called key."""
    if isinstance(value, dict):
        return {
            name: _MASK
            if name in _SECRET_KEYS and isinstance(inner, str) and len(inner) >= _SECRET_LENGTH
            else _masked(inner)
            for name, inner in value.items()
        }
    return [_masked(inner) for inner in value] if isinstance(value, list) else value
