"""Faults a test asked for: on which operation, how often, before or after the effect, and what happens then."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import count
from typing import Any, Literal

Phase = Literal["before", "after"]


@dataclass(slots=True)
class Fault:
    """What goes wrong, on operations whose name matches a pattern, ``times`` times (None: until removed).

    Struck before the effect, nothing happened; after it, all happened and only the answer is lost. The answer then is a
    refusal (``code``, ``status``, ``message``; an internal error where none is named), spoiled on its way by
    ``disconnect``, ``truncate`` (bytes of the body that are sent), ``broken_json``, ``delay`` and ``dribble`` (seconds).
    A fault with only a delay or a dribble leaves the answer as it is; one that says nothing at all is an internal error.

    Sockets have their own points: commands (``say``), every frame that is sent (``frame said``) and the handshake
    (``connect``). There ``disconnect`` ends the connection without a close frame, ``close_code`` with one; ``withhold``
    loses a frame, ``duplicate`` sends it twice, and after ``stall`` nothing goes through although all looks well.
    """

    operation: str
    times: int | None = 1
    phase: Phase = "before"
    code: int | str | None = None
    status: int | None = None
    message: str | None = None
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
    """Only on the sockets of this user."""
    number: int = 0

    @property
    def only_slows(self) -> bool:
        """Whether the answer is the ordinary one, only later, drop by drop or twice."""
        slows = self.delay or self.dribble or self.duplicate
        return bool(slows) and not (self.answers or self.silences or self.truncate is not None or self.broken_json)

    @property
    def answers(self) -> bool:
        """Whether it has something to say in place of the answer: what is named, or an internal error if nothing is."""
        named = self.code is not None or self.status is not None or self.message is not None
        spoils = self.silences or self.truncate is not None or self.broken_json
        return named or not (spoils or self.delay or self.dribble or self.duplicate)

    @property
    def silences(self) -> bool:
        """Whether a socket hears nothing because of it."""
        return self.disconnect or self.withhold or self.stall or self.close_code is not None

    def shown(self) -> dict[str, Any]:
        shown = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in shown.items() if value not in (None, 0.0, False)}


class Faults:
    """The faults of one tenant, in the order they were added; the first that matches strikes, before one of its group."""

    def __init__(self, numbers: Iterator[int] | None = None) -> None:
        self.numbers = numbers or count(1)
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

    def strike(self, operation: str, phase: Phase, who: Collection[str] = ()) -> Fault | None:
        """The fault due at this point of an operation; it is used up by one. ``who`` are the users it concerns."""
        for faults in (self.own, self.of_group):
            for fault in faults:
                if (
                    fault.phase == phase
                    and fnmatchcase(operation, fault.operation)
                    and (fault.user_id is None or fault.user_id in who)
                ):
                    if fault.times is not None:
                        fault.times -= 1
                        if fault.times <= 0:
                            faults.remove(fault)
                    return fault
        return None
