"""An application while it is filled from a seed document."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from typing import Any

from orjson import dumps

from chatmock.core.application import Application
from chatmock.core.seed_values import Values
from chatmock.core.seeds import Place, SeedError, Spot, moment
from chatmock.core.words import cut, nearest, shown


class Loading:
    """An application while it is filled: reads times and numbers, words what is wrong with its place."""

    def __init__(self, app: Application, place: Place) -> None:
        self.application = app
        self.place = place
        self.now = app.clock.now()
        self._taken: set[tuple[str, Any]] = set()

    def wrong(self, spot: Spot, sentence: str) -> SeedError:
        return SeedError(f"{self.place(spot)}: {sentence}")

    def time(self, spot: Spot, value: int | str) -> int:
        try:
            return moment(value, self.now)
        except ValueError as reason:
            raise self.wrong(spot, str(reason)) from None

    def past(self, spot: Spot, value: int | str) -> int:
        """Read a time in the past."""
        time = self.time(spot, value)
        if time > max(self.now, self.application.clock.present()):
            raise self.wrong(spot, f"{shown(value)} lies in the future of the application's clock")
        return time

    def given(self, values: Values, spot: Spot, name: str, default: Callable[[], int]) -> int:
        """The time under a name, or a default."""
        return self.past((*spot, name), values[name]) if name in values else default()

    def number(self, values: Values, spot: Spot, kind: str, name: str = "id") -> int:
        """The number of a thing, which is the only one of its kind with it: what is given, or a new one."""
        if name not in values:
            return self.application.ids.serial()
        self.once((*spot, name), kind, values[name])
        self.application.ids.after(values[name])
        return int(values[name])

    def once(self, spot: Spot, kind: str, name: Any) -> Any:
        """A name that may stand once among its kind."""
        if (kind, name) in self._taken:
            raise self.wrong(spot, f"{shown(name)} stands twice: there is another {kind} with it")
        self._taken.add((kind, name))
        return name

    def kept(self, spot: Spot, value: Any) -> Any:
        """Data of the application's own, which answers show as it is."""
        try:
            dumps(value)
        except TypeError:  # of what a seed can hold, only such a number cannot be written
            raise self.wrong(spot, "a number in it is too large: they have 64 bits") from None
        return value

    def bytes_of(self, text: str, spot: Spot) -> bytes:
        """What a text in base64 stands for."""
        try:
            return b64decode(text, validate=True)
        except ValueError:
            raise self.wrong(spot, f"{shown(text)} is not base64") from None


def nobody(name: Any, there: list[str]) -> str:
    """The sentence about a user who is not among those there are."""
    known = sorted(one if one.isprintable() else shown(one) for one in there)
    near = nearest(str(name), known, 1, 0.6)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {cut(', '.join(known)) or 'none'}"
    return f"there is no user {shown(name)} in this document; {hint}"
