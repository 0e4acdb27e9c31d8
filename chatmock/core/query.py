"""Finding entries of the journal, and saying what came nearest where none was found."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import unquote

import msgspec

from chatmock.core.journal import Entry
from chatmock.core.printable import printable

_NEAREST = 3


class Query(msgspec.Struct):
    """What an entry has to be; what is None does not matter. ``operation`` and ``path`` may be patterns with ``*``.

    ``user`` is whose socket or device it was, ``why`` the reason that an entry itself tells.
    ``body`` names keys and values the request's body must have; objects inside are compared in the same way.
    """

    kind: str | None = None
    direction: str | None = None
    user: str | None = None
    why: str | None = None
    refused: bool | None = None
    operation: str | None = None
    method: str | None = None
    path: str | None = None
    status: int | None = None
    code: int | str | None = None
    body: dict[str, Any] | None = None
    after: int | None = None

    def __str__(self) -> str:
        wanted = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return ", ".join(f"{name}={value!r}" for name, value in wanted if value is not None) or "anything"

    def find(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries that match, in order."""
        return [
            entry
            for entry in entries
            if (self.after is None or entry.number > self.after) and not self.differences(entry)
        ]

    def differences(self, entry: Entry) -> list[str]:
        """Field by field, where an entry is not what is asked for."""
        found = []
        for name in ("kind", "method", "status", "code"):
            wanted, is_now = getattr(self, name), getattr(entry, name)
            if wanted is not None and str(wanted) != str(is_now):  # a query brings a code as a number, whatever it is
                found.append(f"{name} is {is_now!r}, not {wanted!r}")
        if self.direction is not None and self.direction != entry.facts.get("direction", ""):
            found.append(f"direction is {entry.facts.get('direction', '')!r}, not {self.direction!r}")
        if self.user is not None and self.user not in (who := _who(entry)):
            found.append(f"user is {' and '.join(map(repr, who[:_NEAREST])) or 'nobody'}, not {self.user!r}")
        if self.why is not None and self.why != entry.facts.get("why", ""):
            found.append(f"why is {entry.facts.get('why', '')!r}, not {self.why!r}")
        if self.refused is not None and self.refused != (entry.refusal is not None):
            found.append("it was not refused" if self.refused else "it was refused")
        if self.operation is not None and not fnmatchcase(entry.operation, self.operation):
            found.append(f"operation is {entry.operation!r}, not {self.operation!r}")
        if self.path is not None and not (
            fnmatchcase(entry.path, self.path) or fnmatchcase(unquote(entry.path), self.path)
        ):
            found.append(f"path is {entry.path!r}, not {self.path!r}")
        if self.body is not None:
            found += missing("body", self.body, entry.json)
        return found

    def missed(self, entries: Iterable[Entry], count: int) -> str:
        """A sentence for people: how many were found in place of ``count``, and the nearest misses field by field."""
        entries = list(entries)
        found = self.find(entries)
        lines = [f"expected {count} of ({self}) in the journal, found {len(found)}"]
        misses = [(self.differences(entry), entry) for entry in entries if entry not in found]
        misses.sort(key=lambda miss: (len(miss[0]), -miss[1].number))
        lines += [
            f"  nearest: #{entry.number} {entry}: {printable(entry.mask.in_text('; '.join(differences)))}"
            for differences, entry in misses[:_NEAREST]
        ]
        return "\n".join(lines if entries else [*lines, "  the journal is empty"])


def _who(entry: Entry) -> list[str]:
    """The users an entry tells of beside what was sent: whose socket, whose device."""
    facts = entry.facts
    return [*facts.get("to", ()), *(facts[name] for name in ("user", "user_id") if name in facts)]


def missing(name: str, wanted: Any, is_now: Any) -> list[str]:
    """What of the wanted keys and values is not there, in words."""
    if isinstance(wanted, dict):
        if not isinstance(is_now, dict):
            return [f"{name} is {is_now!r}, not an object"]
        return [miss for key, value in wanted.items() for miss in missing(f"{name}.{key}", value, is_now.get(key))]
    return [] if wanted == is_now else [f"{name} is {is_now!r}, not {wanted!r}"]
