"""What a check found out about one operation."""

from __future__ import annotations

from typing import Any

import msgspec

from chatmock.contract.likeness import Difference
from chatmock.core.operation import Operation


class Wrong(msgspec.Struct, frozen=True):
    """A request, and one place of its answer that is wrong."""

    request: str
    difference: Difference

    def __str__(self) -> str:
        return f"{self.request}\n         {self.difference}"


class Outcome(msgspec.Struct):
    """One operation: it was asked when a valid call, its effect and a refusal were seen."""

    name: str
    method: str
    path: str
    answered: bool = False
    effective: bool = False
    refused: bool = False
    wrong: list[Wrong] = []
    reason: str = ""
    """Why it was not asked, as far as a request says."""

    @classmethod
    def of(cls, operation: Operation) -> Outcome:
        return cls(operation.name, operation.method, operation.address)

    @property
    def asked(self) -> bool:
        return self.answered and self.effective and self.refused

    @property
    def state(self) -> str:
        """``wrong``, ``ok``, or ``not asked``."""
        return "wrong" if self.wrong else "ok" if self.asked else "not asked"

    @property
    def why(self) -> str:
        """Why it was not asked."""
        if self.reason:
            return self.reason
        if not self.answered:
            return "the plan has no request for it"
        return "no other call shows its effect" if not self.effective else "nothing is known that it refuses"

    def told(self) -> dict[str, Any]:
        """The same for a JSON document."""
        wrong = [{"request": one.request, **msgspec.structs.asdict(one.difference)} for one in self.wrong]
        facts = {"name": self.name, "method": self.method, "path": self.path, "state": self.state}
        return {**facts, "wrong": wrong} if wrong else {**facts, "reason": self.why} if not self.asked else facts
