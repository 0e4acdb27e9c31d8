"""An application while it is filled from a seed document."""

from __future__ import annotations

from typing import Any

from orjson import dumps

from chatmock.core.filling import Filling, Values, nobody
from chatmock.core.seeds import Place, Spot
from chatmock.core.words import shown
from chatmock.providers.connectycube.model import App, User


class Loading(Filling[App]):
    """An application while it is filled: finds people, too."""

    def __init__(self, app: App, place: Place) -> None:
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

    def user(self, spot: Spot, named: str | int) -> User:
        """A person, by id or by login."""
        users = self.app.users
        found = users.get(named) if isinstance(named, int) else users.by("login", named)
        if found is None:
            raise self.wrong(spot, nobody(named, [user.login or str(user.id) for user in users]))
        return found

    def user_id(self, spot: Spot, named: str | int) -> int:
        """The id of a person by id or by login; by its id also of somebody who is gone."""
        return named if isinstance(named, int) else self.user(spot, named).id

    def kept(self, spot: Spot, value: Any) -> Any:
        """Data of the application's own, which answers show as it is."""
        try:
            dumps(value)
        except TypeError:  # of what a seed can hold, only such a number cannot be written
            raise self.wrong(spot, "a number in it is too large: they have 64 bits") from None
        return value
