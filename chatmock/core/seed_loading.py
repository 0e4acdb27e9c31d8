"""An application while it is filled, of a vendor whose things have numbers and names that stand once."""

from __future__ import annotations

from typing import Any, TypeVar

from orjson import dumps

from chatmock.core.application import Application
from chatmock.core.filling import Filling, Values
from chatmock.core.seeds import Place, Spot
from chatmock.core.words import shown

A = TypeVar("A", bound=Application)


class Loading(Filling[A]):
    """What is filled, and the names that were read so far."""

    def __init__(self, app: A, place: Place) -> None:
        super().__init__(app, place)
        self._taken: set[tuple[str, Any]] = set()

    def number(self, values: Values, spot: Spot, kind: str, name: str = "id") -> int:
        """The number of a thing, which is the only one of its kind with it: what is given, or a new one."""
        if name not in values:
            return self.app.ids.serial()
        self.once((*spot, name), kind, values[name])
        self.app.ids.after(values[name])
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
