"""Faults a test asked for: on which operation, how often, before or after the effect, and what happens then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from itertools import count
from typing import Any, Literal

import msgspec

from chatmock.core.ids import fraction
from chatmock.core.sight import BLIND, Naming, Sight, holds

Phase = Literal["before", "after"]
_CONDITIONS = {"user_id": "user", "channel": "channel", "body": "body"}
"""Attributes that are shown under ``when``, by their names there."""
_OWN = {"calls", "added_at", "struck", *_CONDITIONS}


class Fault(msgspec.Struct):
    """What goes wrong, on operations whose name matches a pattern, ``times`` times (None: until removed).

    Struck before the effect, nothing happened; after it, all happened and only the answer is lost. The answer then is a
    refusal (``code``, ``status``, ``message``; an internal error where none is named), spoiled on its way by
    ``disconnect``, ``truncate`` (bytes of the body that are sent), ``broken_json``, ``delay`` and ``dribble`` (seconds).
    A fault with only a delay, a dribble or headers leaves the answer as it is; one that says nothing at all is an internal error.

    Sockets have their own points: commands (``say``), every frame that is sent (``frame said``) and the handshake
    (``connect``). There ``disconnect`` ends the connection without a close frame, ``close_code`` with one; ``withhold``
    loses a frame, ``duplicate`` sends it twice, and after ``stall`` nothing goes through although all looks well.

    Calls that concern the ``user_id`` and the ``channel``, and have what is in ``body``, are counted. The first that is
    struck is the ``nth``; with a ``probability`` each of them from there on may be, by draws that ``seed`` decides.
    """

    operation: str
    times: int | None = 1
    phase: Phase = "before"
    code: int | str | None = None
    status: int | None = None
    message: str | None = None
    headers: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Headers of the answer."""
    delay: float = 0.0
    disconnect: bool = False
    truncate: int | None = None
    dribble: float = 0.0
    broken_json: bool = False
    close_code: int | None = None
    withhold: bool = False
    duplicate: bool = False
    stall: bool = False
    user_id: str | None = None
    channel: str | None = None
    body: dict[str, Any] | None = None
    nth: int = 1
    probability: float | None = None
    seed: str = ""
    """What decides the draws; where it is empty the fault's number does."""
    unused: Literal["fail", "ignore"] = "fail"
    """What a test shall do where it never strikes."""
    added_at: str = ""
    """Where it was added, for people."""
    number: int = 0
    calls: int = 0
    """Calls it was for, struck or not."""
    struck: int = 0
    """How often it struck."""

    @property
    def only_slows(self) -> bool:
        """Whether the answer is the ordinary one, only later, drop by drop, twice or with more headers."""
        slows = self.delay or self.dribble or self.duplicate or self.headers
        return bool(slows) and not (self.answers or self.silences or self.truncate is not None or self.broken_json)

    @property
    def answers(self) -> bool:
        """Whether it has something to say in place of the answer: what is named, or an internal error if nothing is."""
        named = self.code is not None or self.status is not None or self.message is not None
        spoils = self.silences or self.truncate is not None or self.broken_json
        return named or not (spoils or self.delay or self.dribble or self.duplicate or self.headers)

    @property
    def silences(self) -> bool:
        """Whether a socket hears nothing because of it."""
        return self.disconnect or self.withhold or self.stall or self.close_code is not None

    @property
    def draws(self) -> str:
        """What decides the draws, said or not."""
        return self.seed or f"fault {self.number}"

    @property
    def must_strike(self) -> bool:
        """Whether a test in which it never strikes is wrong."""
        return self.unused == "fail" and self.probability is None

    def shown(self) -> dict[str, Any]:
        shown = {name: getattr(self, name) for name in self.__struct_fields__ if name not in _OWN}
        usual = {"nth": 1, "unused": "fail"}
        shown = {n: value for n, value in shown.items() if value not in (None, "", 0.0, False, {}, usual.get(n))}
        when = {name: value for own, name in _CONDITIONS.items() if (value := getattr(self, own)) is not None}
        shown |= {"when": when} if when else {}
        return {**shown, **({"added_at": self.added_at} if self.added_at else {}), "struck": self.struck}

    def is_for(self, sight: Sight, naming: Naming) -> bool:
        """Whether a call is one of those it is for."""
        return (
            (self.user_id is None or sight.concerns(self.user_id, naming))
            and (self.channel is None or sight.is_in(self.channel, naming))
            and (self.body is None or holds(self.body, sight.sent))
        )

    def is_due(self) -> bool:
        """Count one more of its calls: whether that is struck."""
        self.calls += 1
        if self.calls < self.nth or self.probability is None:
            return self.calls >= self.nth
        return fraction(self.draws, self.calls) < self.probability


class Faults:
    """The faults of one tenant, in the order they were added; the first that is due strikes, before one of its group."""

    def __init__(self, naming: Naming | None = None) -> None:
        self.naming = naming or Naming()
        self.numbers: Iterator[int] = count(1)
        self.own: list[Fault] = []
        self.of_group: list[Fault] = []
        """Those of the whole group: each strikes as often as it says in all of its tenants together."""

    def __bool__(self) -> bool:
        return bool(self.own or self.of_group)

    def __iter__(self) -> Iterator[Fault]:
        return iter(list(self.own))

    def share(self, group: Faults) -> None:
        """Have those of a group strike, too."""
        self.of_group, self.numbers = group.own, group.numbers

    def add(self, fault: Fault) -> Fault:
        fault.number = next(self.numbers)
        self.own.append(fault)
        return fault

    def remove(self, number: int) -> bool:
        """Whether there was one of this number."""
        before = len(self.own)
        self.own[:] = [fault for fault in self.own if fault.number != number]
        return len(self.own) < before

    def clear(self) -> None:
        self.own.clear()

    def strike(self, operation: str, phase: Phase, sight: Sight = BLIND) -> Fault | None:
        """The fault due at this point of an operation; it is used up by one. Each that the call is for counts it."""
        due: Fault | None = None
        for fault in (*self.own, *self.of_group):
            if fault.phase == phase and fnmatchcase(operation, fault.operation) and fault.is_for(sight, self.naming):
                is_due = fault.is_due()
                if due is None and is_due:
                    due = fault
        if due is None:
            return None
        due.struck += 1
        if due.times is not None:
            due.times -= 1
            if due.times <= 0:
                for faults in (self.own, self.of_group):
                    faults[:] = [fault for fault in faults if fault is not due]
        return due
