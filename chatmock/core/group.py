"""Applications that belong together, those of one test: one clock, one journal in order, faults for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from typing import Any

import msgspec

from chatmock.core.application import Application
from chatmock.core.clock import SECOND, Clock, monotonic
from chatmock.core.faults import Faults

_HISTORIES = count(int(monotonic() * SECOND))


class Kept(msgspec.Struct, frozen=True):
    """What one tenant was at an instant: how it was made, its time, its state, and what a reset goes back to."""

    provider: str
    app_id: Any
    options: dict[str, Any]
    clock: dict[str, int]
    document: dict[str, Any]
    origin: list[dict[str, Any]]

    @classmethod
    def of(cls, tenant: Application) -> Kept:
        name, state = tenant.provider.name, tenant.provider.dump(tenant)
        return cls(name, tenant.app_id, tenant.options(), tenant.clock.saved(), state, tenant.origin)

    @property
    def key(self) -> tuple[str, str]:
        return self.provider, str(self.app_id)


class Mark(msgspec.Struct, frozen=True):
    """What tenants were at an instant, and where their group's clock stood."""

    clock: dict[str, int]
    tenants: list[Kept]


class Taken(Exception):
    """There is an application of this id already, and nobody said that it may be replaced."""

    def __init__(self, app_id: Any) -> None:
        super().__init__(app_id)
        self.app_id = app_id


class Group:
    """The tenants of one test or of one developer: one for each provider, made when it is first asked for.

    A tenant that comes later begins at the time of those that are there.
    """

    def __init__(
        self, name: str, options: dict[str, dict[str, Any]] | None = None, begins: dict[str, int] | None = None
    ) -> None:
        self.name = name
        self.options = options or {}
        """By provider, what a tenant made for the group is made with where nothing else is said."""
        self.replaces = True
        """Whether a tenant made for it may take the place of one of the same id."""
        self.tenants: list[Application] = []
        self.asked = 0
        """How many calls of the control API were for it."""
        self.faults = Faults()
        self.numbers: Iterator[int] = count(1)
        self.history = next(_HISTORIES)
        """Which history the numbers are of: another one after each reset, and in each process."""
        self.marks: dict[tuple[str, ...], Mark] = {}
        """Snapshots by name, of one tenant also by its provider and id; they outlive resets."""
        self.watchers: list[Callable[[], None]] = []
        """Called when it has other tenants than before."""
        self.ends_with_its_last = False
        """Whether it is there for its tenants' sake alone: nobody began it by itself."""
        self.begins: dict[str, int] = begins or {}
        """Where its clock stands at the beginning and after each reset, as a clock saves it; empty for the machine's time."""
        self._clock = Clock()
        self._clock.restore(self.begins)

    def __repr__(self) -> str:
        return f"<Group {self.name!r} of {len(self.tenants)} applications>"

    def __bool__(self) -> bool:
        return bool(self.tenants)

    @property
    def clock(self) -> Clock:
        """The time of its oldest tenant; its own as long as it has none."""
        return self.tenants[0].clock if self.tenants else self._clock

    @property
    def clocks(self) -> list[Clock]:
        """All clocks that have to move together."""
        return [self._clock, *(tenant.clock for tenant in self.tenants)]

    def of(self, provider: str) -> Application | None:
        """Its tenant of a provider, the oldest where there are several."""
        return next((tenant for tenant in self.tenants if tenant.provider.name == provider), None)

    def begin_at(self, time: datetime | str) -> None:
        """Stand at a time at the beginning and after each reset; raises ValueError, with a sentence for people."""
        begun = Clock()
        begun.freeze(time)
        self.begins = begun.saved()
        self._clock.follow(begun)

    def set_time_of(self, application: Application, *, anew: bool = False) -> None:
        """Have a tenant that is to come stand at the group's time, or ``anew`` at the time that it began at."""
        if anew:
            application.clock.restore(self.begins)
        else:
            application.clock.follow(self.clock)

    def add(self, application: Application) -> None:
        """Take a tenant in, in the place of one of the same provider and id."""
        application.journal.numbers = self.numbers
        application.faults.share(self.faults)
        same = [
            index
            for index, tenant in enumerate(self.tenants)
            if (tenant.provider, str(tenant.app_id)) == (application.provider, str(application.app_id))
        ]
        if same:
            self.tenants[same[0]] = application
        else:
            self.tenants.append(application)
        self._changed()

    def remove(self, application: Application) -> None:
        if application in self.tenants:
            if len(self.tenants) == 1:
                self._clock.follow(application.clock)
            self.tenants.remove(application)
            self._changed()

    def forget(self) -> None:
        """Begin a history of its own: no fault, numbers from one. Its tenants take part in it once they are replaced."""
        self.faults = Faults()
        self.numbers = count(1)
        self.history = next(_HISTORIES)

    def renew(self, clock: dict[str, int] | None = None) -> None:
        """Begin anew: without a history, at a time that was kept, else at the time that it began at."""
        self.forget()
        self._clock = Clock()
        self._clock.restore(clock if clock is not None else self.begins)

    def _changed(self) -> None:
        for notice in list(self.watchers):
            notice()
