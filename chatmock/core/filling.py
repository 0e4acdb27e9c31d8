"""An application while it is filled from a seed document: its clock, times, limits, and words for what is wrong with its place."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, Generic, TypeVar

import msgspec

from chatmock.core.application import Application
from chatmock.core.clock import LAST
from chatmock.core.limits import Window, rate, words
from chatmock.core.seed_text import Place, SeedError, Spot
from chatmock.core.seed_times import moment
from chatmock.core.words import cut, nearest, shown

A = TypeVar("A", bound=Application)
Values = dict[str, Any]


class Filling(Generic[A]):
    """What every provider's loading of a seed has."""

    def __init__(self, app: A, place: Place) -> None:
        self.app = app
        self.place = place
        self.now = app.clock.now()
        self.newest = 0
        """The latest time that was read or made."""

    def wrong(self, spot: Spot, sentence: str) -> SeedError:
        return SeedError(f"{self.place(spot)}: {sentence}")

    def time(self, spot: Spot, value: int | str) -> int:
        try:
            return moment(value, self.now)
        except ValueError as reason:
            raise self.wrong(spot, str(reason)) from None

    def past(self, spot: Spot, value: int | str) -> int:
        """Read a time in the past; stamps given out afterwards are later where the clock is told of ``newest``."""
        time = self.time(spot, value)
        if time > max(self.now, self.app.clock.present()):
            raise self.wrong(spot, f"{shown(value)} lies in the future of the application's clock")
        self.newest = max(self.newest, time)
        return time

    def given(self, values: Values, spot: Spot, name: str, default: Callable[[], int]) -> int:
        """The time under a name, or a default."""
        if name in values:
            return self.past((*spot, name), values[name])
        time = default()
        self.newest = max(self.newest, time)
        return time

    def bytes_of(self, text: str, spot: Spot) -> bytes:
        """What a text in base64 stands for."""
        try:
            return b64decode(text, validate=True)
        except ValueError:
            raise self.wrong(spot, f"{shown(text)} is not base64") from None

    def load_limits(self, values: Values, spot: Spot) -> None:
        """Fill in what the application puts up with."""
        app, limits = self.app, dict(values)
        for scope, text in limits.pop("rates", {}).items():
            try:
                app.limits.rates[scope] = rate(text)
            except ValueError as reason:
                raise self.wrong((*spot, "rates", scope), str(reason)) from None
        app.limits.windows = {key: Window(*window) for key, window in limits.pop("windows", {}).items()}
        for name, value in limits.items():
            setattr(app.limits, name, value)


def set_clock(app: Application, values: Any, place: Place) -> None:
    """Set an application's clock as a seed says: by what a dump saved, or by a time at which it stands."""
    if isinstance(values, dict):
        app.clock.restore(values)
        if not 0 <= app.clock.present() <= LAST:
            raise SeedError(f"{place(('clock',))}: the clock would stand before 1970 or after 9999")
    elif values is not None:
        try:
            app.clock.freeze(moment(values, app.clock.now()))
        except ValueError as reason:
            raise SeedError(f"{place(('clock',))}: {reason}") from None


def dump_limits(app: Application) -> Values:
    """What the application puts up with, as far as it is not the usual."""
    limits = differing(app.limits, "rates", "windows")
    if app.limits.rates:
        limits["rates"] = {scope: words(rate) for scope, rate in app.limits.rates.items()}
        limits["windows"] = {key: [window.start, window.count] for key, window in app.limits.windows.items()}
    return limits


def differing(row: Any, *without: str) -> Values:
    """The plain fields of a row that differ from their defaults."""
    return {
        name: value
        for name, default in _defaults(row.__class__).items()
        if name not in without and (value := getattr(row, name)) != default
    }


@cache
def _defaults(kind: Any) -> dict[str, Any]:
    """The fields of a kind of rows, a dataclass or a Struct, with their defaults; what has none differs from all values."""
    given: Iterable[Any] = msgspec.structs.fields(kind) if issubclass(kind, msgspec.Struct) else fields(kind)
    return {field.name: _default(field) for field in given}


def _default(field: Any) -> Any:
    made = field.default_factory not in (MISSING, msgspec.NODEFAULT)
    return field.default_factory() if made else field.default


def nobody(name: Any, there: Iterable[str]) -> str:
    """The sentence about somebody who is not there."""
    known = sorted(one if one.isprintable() else shown(one) for one in there)
    near = nearest(str(name), known, 1, 0.6)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {cut(', '.join(known)) or 'none'}"
    return f"there is no user {shown(name)} in this document; {hint}"
