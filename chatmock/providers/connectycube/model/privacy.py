"""Privacy lists of one user (XEP-0016): whose stanzas do not come through."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

_USER = re.compile(r"(\d{1,18})-\d{1,18}@[^/]+(?:/.*)?\Z", re.ASCII)
_IN_ROOMS = re.compile(r"(?:\d{1,18}_[0-9A-Za-z]{1,64}@)?muc\.[^/@]+/(\d{1,18})\Z", re.ASCII)
Subject = tuple[bool, int]
"""Whether it is a place in rooms, and whose."""


class Rule(msgspec.Struct, frozen=True):
    """One item of a list. Names and values are those of the protocol."""

    action: str
    """``allow`` or ``deny``."""
    order: int
    type: str = ""
    """``jid``, ``group`` or ``subscription``; empty where it holds for everybody."""
    value: str = ""
    kinds: frozenset[str] = frozenset()
    """Of ``message``, ``iq``, ``presence-in`` and ``presence-out``; empty for all, to and from the other."""

    def concerns(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds

    @property
    def subject(self) -> Subject | None:
        """Whose address it names: a user's own, or its place in every room as ``muc.host/1002`` (client)."""
        if (found := _USER.match(self.value)) is not None:
            return False, int(found.group(1))
        if (found := _IN_ROOMS.match(self.value)) is not None:
            return True, int(found.group(1))
        return None


class PrivacyList:
    """The rules of a list, as they were sent; ``order`` says which is asked first. Costs the same, however many."""

    __slots__ = ("_about", "_others", "rules")

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = list(rules)
        self._about: dict[Subject, list[Rule]] = {}
        self._others: list[Rule] = []
        for rule in sorted(self.rules, key=lambda rule: rule.order):
            if rule.type != "jid":
                self._others.append(rule)
            elif (subject := rule.subject) is not None:
                self._about.setdefault(subject, []).append(rule)

    def __repr__(self) -> str:
        return f"<PrivacyList of {len(self.rules)}>"

    def denies(self, kind: str, subject: Subject, matches: Callable[[Rule], bool]) -> bool:
        """Whether it keeps a stanza of a kind away: the first rule that matches decides."""
        found = [*self._first(self._about.get(subject, ()), kind), *self._first(filter(matches, self._others), kind)]
        return bool(found) and min(found, key=lambda rule: rule.order).action == "deny"

    @staticmethod
    def _first(rules: Iterable[Rule], kind: str) -> Iterator[Rule]:
        for rule in rules:
            if rule.concerns(kind):
                yield rule
                return


class PrivacyLists(msgspec.Struct):
    """The lists of a user by name, in the order in which they were made."""

    lists: dict[str, PrivacyList] = msgspec.field(default_factory=dict)
    default: str = ""
    """The list that holds for every device without another one; empty for none."""
