"""What happened in a tenant, in one order: requests with their answers, frames, deliveries, push notifications."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

import msgspec

from chatmock.core.errors import Refused
from chatmock.core.jsontext import parse
from chatmock.core.printable import LONGEST, is_printable, printable
from chatmock.core.secrets import Mask, Secrets

LIMIT_BYTES = 32 * 1024 * 1024
LIMIT_ENTRIES = 10_000
REST = 1_000
"""Bytes an entry takes beside its texts, about."""
_HEADER = 150
"""Bytes a header takes beside its texts, about."""
_LONGEST = 2_000
"""Characters that are shown of a body that is no JSON."""
FRAME = 120
"""Characters of a frame that stand in a line."""
LOOKED = 5 * FRAME
"""Bytes of a frame of which a line is made: a secret may begin in the line and end behind it."""
_NAMED = 3
"""Receivers of a frame that stand in a line."""
NOTHING = Mask(Secrets())
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


def held_by(headers: Mapping[str, str]) -> int:
    """Bytes that headers take, about."""
    return len("".join([*headers, *headers.values()])) + _HEADER * len(headers) if headers else 0


class Entry(msgspec.Struct, gc=False, eq=False):
    """One thing that happened; bodies stay bytes until they are read.

    ``kind`` is request, actor, frame, connected, disconnected, delivery or push.

    Thousands are kept, one more at each request: the garbage collector does not visit them (``gc=False``).
    """

    kind: str
    at: int
    number: int
    operation: str = ""
    method: str = ""
    path: str = ""
    query: str = ""
    headers: Mapping[str, str] = _NO_HEADERS
    body: bytes = b""
    status: int = 0
    answer: bytes = b""
    refusal: Refused | None = None
    """None where it did what was asked."""
    hint: str = ""
    facts: dict[str, Any] = {}
    read: Any = None
    """What was sent, where its provider read it in a way of its own."""
    parsed: Callable[[bytes], Any] | None = None
    """Reads the body of a frame that is no JSON."""
    mask: Mask = NOTHING
    """Shows it without its secrets; the journal sets it where nobody else did."""
    took: float = 0.0
    """Seconds of the machine's time, where it was timed."""
    came_as: int = 0
    """Bytes that head and body of a request came as, where they were counted."""
    size: int = 0
    """Bytes it counts for in the journal."""
    cause: int = 0
    """Which happening it belongs to; the journal sets it where nobody else did."""

    @property
    def code(self) -> int | str:
        """The code of its refusal; 0 where there is none."""
        return self.refusal.code if self.refusal is not None else 0

    @property
    def json(self) -> Any:
        """What was sent, parsed; None where nobody could read it."""
        if self.read is not None:
            return self.read
        return _loads(self.body) if self.parsed is None else self.parsed(self.body)

    @property
    def answer_json(self) -> Any:
        """What was answered, parsed; None where it is not JSON."""
        return _loads(self.answer)

    def shown(self) -> dict[str, Any]:
        """The entry as JSON values, secrets masked."""
        mask = self.mask
        shown: dict[str, Any] = {"number": self.number, "at": self.at, "kind": self.kind}
        if self.operation:
            shown["operation"] = mask.in_text(self.operation)  # clients choose the names of commands that nobody has
        if self.kind in ("request", "actor", "delivery"):
            shown |= {
                "method": self.method,
                "path": mask.in_path(self.path),
                "query": mask.in_query(self.query),
                "status": self.status,
                "headers": mask.in_headers(self.headers),
            }
        read = self.json if self.parsed is not None and self.body else self.read
        sent = _shown(self.body, mask) if read is None else mask.in_value(read)
        answer = _shown(self.answer, mask)
        shown |= {
            "request": sent,
            "answer": answer,
            "code": self.code,
            **mask.in_value(self.facts),
            "cause": self.cause,
        }
        if self.took:
            shown["took"] = round(self.took * 1000, 3)
        if self.refusal is not None:
            shown["refused"] = True
        if self.hint:
            shown["hint"] = mask.in_text(self.hint)
        return {name: value for name, value in shown.items() if value not in (None, "", 0) or name in ("at", "number")}

    def __str__(self) -> str:
        """A line for people: without secrets, and harmless to a terminal."""
        mask = self.mask
        if not self.method:
            facts = told_facts(self.facts, mask)
            body = mask.in_json(self.body[:LOOKED].decode("utf-8", "replace"))[:FRAME]
            refused = f"-> {self.refusal.code} {mask.in_text(self.refusal.message)}" if self.refusal is not None else ""
            hint = f" ({mask.in_text(self.hint)})" if self.hint else ""
            name = mask.in_text(self.operation)
            return printable(" ".join(part for part in (name, body, facts, refused, hint) if part))
        path = mask.in_path(self.path)
        if "%" in path:
            path = unquote(path)
        query = f"?{mask.in_query(self.query)}" if self.query else ""
        outcome = f" -> {self.status}" if self.status else ""
        refused = f" {self.refusal.code} {mask.in_text(self.refusal.message)}" if self.refusal is not None else ""
        hint = f"  ({mask.in_text(self.hint)})" if self.hint else ""
        text = f"{self.method} {path}{query}{outcome}{refused}{hint}"
        if len(text) <= LONGEST and is_printable(text):
            return text
        return f"{printable(f'{self.method} {path}{query}')}{outcome}{printable(refused)}{printable(hint)}"


def told_facts(facts: Mapping[str, Any], mask: Mask | None = None) -> str:
    """Who said a frame, or the first of those it was sent to."""
    told = {name: value[:_NAMED] if type(value) is list else value for name, value in facts.items()}
    shown = told if mask is None else mask.in_value(told)
    return " ".join(f"{name}={value}" for name, value in shown.items())


class Journal:
    """The entries of one tenant, the oldest dropped when there are too many."""

    def __init__(self, mask: Mask = NOTHING, parsed: Callable[[bytes], Any] | None = None) -> None:
        """``parsed`` reads frames, where they are no JSON."""
        self.parsed = parsed
        self._entries: deque[Entry] = deque(maxlen=LIMIT_ENTRIES)
        self._bytes = 0
        self.numbers: Iterator[int] = count(1)
        """Where the numbers of its entries come from; tenants of a group draw from one source."""
        self.cause = 0
        """The number of what happens now: entries with the same number are of one request, command, socket or timer."""
        self.mask = mask
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

    def begin_cause(self) -> None:
        """What is written from now on belongs to something else than what was written before."""
        self.cause += 1

    def add(self, entry: Entry) -> None:
        """Take an entry in; its size is worked out where nobody has said it."""
        entries = self._entries
        if entry.mask is NOTHING:
            entry.mask = self.mask
        if not entry.cause:
            entry.cause = self.cause
        held = self._bytes + (entry.size or _measure(entry))
        if len(entries) == LIMIT_ENTRIES:
            held -= entries[0].size
        entries.append(entry)
        while held > LIMIT_BYTES and len(entries) > 1:
            held -= entries.popleft().size
        self._bytes = held
        for watch in self.watchers:
            watch(entry)

    def watch(self, notice: Callable[[], None]) -> Callable[[], None]:
        """Call ``notice`` after each entry; returns a function that stops it."""

        def watcher(entry: Entry) -> None:
            notice()

        self.watchers.append(watcher)
        return lambda: self.watchers.remove(watcher)

    def drop_oldest(self) -> None:
        """Raises IndexError where there is none."""
        self._bytes -= self._entries.popleft().size

    def clear(self) -> None:
        self._entries.clear()
        self._bytes = 0


def _measure(entry: Entry) -> int:
    """Bytes that an entry takes, about: it has them as its size from now on."""
    size = REST + len(entry.answer) + len(entry.hint)
    if entry.came_as:
        size += entry.came_as + _HEADER * len(entry.headers)
    else:
        size += len(entry.body) + len(entry.path) + len(entry.query) + held_by(entry.headers)
    if entry.facts:
        for value in entry.facts.values():
            if type(value) is str:
                size += len(value)
            elif type(value) is list:  # of names that others hold
                size += 8 * len(value)
    if entry.refusal is not None:
        size += len(entry.refusal.message)
    if entry.read is not None:
        size += len(entry.body)
    entry.size = size
    return size


def _loads(data: bytes) -> Any:
    try:
        return parse(data)
    except ValueError:
        return None


def _shown(data: bytes, mask: Mask) -> Any:
    if not data:
        return None
    parsed = _loads(data)
    if parsed is not None:
        return mask.in_value(parsed)
    return mask.in_json(data[: 2 * _LONGEST].decode("utf-8", "replace"))[:_LONGEST]
