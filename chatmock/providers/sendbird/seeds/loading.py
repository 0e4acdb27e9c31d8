"""An application while it is filled from a seed document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from orjson import dumps, loads

from chatmock.core.filling import Filling, Values, nobody
from chatmock.core.seeds import Place, Spot
from chatmock.core.words import cut, shown
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.model import App, User


class Loading(Filling[App]):
    """An application while it is filled: finds people and addresses, too."""

    def __init__(self, app: App, place: Place) -> None:
        super().__init__(app, place)
        self.urls: dict[str, str] = {}
        """How the addresses of the document's channels are spelled, by their lower-case texts."""
        self.former: dict[int, User] = {}
        self._taken: set[tuple[str, int]] = set()

    def url(self, text: str) -> str:
        """The address of a channel, which is the same in any case, as the channel itself has it."""
        return self.urls.get(text.lower(), text)

    def serial(self, values: Values, spot: Spot, kind: str, name: str = "serial") -> int:
        """The number of a thing, which is the only one of its kind with it: what is given, or a new one."""
        if name not in values:
            return self.app.ids.serial()
        serial: int = values[name]
        if (kind, serial) in self._taken:
            raise self.wrong((*spot, name), f"{serial} stands twice: there is another {kind} with it")
        self._taken.add((kind, serial))
        self.app.ids.after(serial)
        return serial

    def user(self, spot: Spot, user_id: str | int) -> User:
        """A person by id, or a former one by serial."""
        found = self.former.get(user_id) if isinstance(user_id, int) else self.app.users.get(user_id)
        if found is None:
            raise self.wrong(spot, nobody(user_id, (user.user_id for user in self.app.users)))
        return found

    @contextmanager
    def once(self, table: Any, spot: Spot, key: str) -> Iterator[None]:
        if key in table:
            raise self.wrong(spot, f"{shown(key)} stands twice")
        yield

    def presented(self, schema: str, entity: Any, spot: Spot) -> None:
        """Refuse what would break the schema of the answers that show it."""
        self.presented_as(schema, schemas[schema].present(entity), spot)

    def presented_as(self, schema: str, shown: Any, spot: Spot) -> None:
        """Refuse what an answer would show against its schema."""
        try:
            shown_as = loads(dumps(shown))
        except TypeError:  # of what a seed can hold, only such a number cannot be written
            raise self.wrong(spot, "a number in it is too large: they have 64 bits") from None
        for fault in schemas[schema].check(shown_as):
            where, _, sentence = fault.partition(": ")
            place = (*spot, *(int(step) if step.isdecimal() else step for step in where.split("/")))
            raise self.wrong(place, f"{where}: {cut(sentence)}")
