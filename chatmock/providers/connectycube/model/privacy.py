"""Privacy lists of one user (XEP-0016): whose stanzas do not come through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rule:
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


@dataclass(slots=True)
class PrivacyLists:
    """The lists of a user by name, in the order in which they were made."""

    lists: dict[str, list[Rule]] = field(default_factory=dict)
    """The rules as they were sent; ``order`` says which is asked first."""
    default: str = ""
    """The list that holds for every device without another one; empty for none."""

    def denies(self, name: str, kind: str, matches: Callable[[Rule], bool]) -> bool:
        """Whether a list keeps a stanza away: the first rule that matches decides."""
        rules = self.lists.get(name)
        if not rules:
            return False
        found = next((r for r in sorted(rules, key=_order) if r.concerns(kind) and matches(r)), None)
        return found is not None and found.action == "deny"


def _order(rule: Rule) -> int:
    return rule.order
