"""An application while it is filled from a seed document."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from orjson import dumps, loads

from chatmock.core.seeds import Place, SeedError, Spot, moment
from chatmock.core.words import cut, nearest, shown
from chatmock.providers.sendbird.api import schemas
from chatmock.providers.sendbird.model import App, User
from chatmock.providers.sendbird.seeds.values import Values


class Loading:
    """An application while it is filled: finds people, reads times, words what is wrong with its place."""

    def __init__(self, app: App, place: Place) -> None:
        self.app = app
        self.place = place
        self.now = app.clock.now()
        self.newest = 0
        self.urls: dict[str, str] = {}
        """How the addresses of the document's channels are spelled, by their lower-case texts."""
        self.former: dict[int, User] = {}
        self._taken: set[tuple[str, int]] = set()

    def url(self, text: str) -> str:
        """The address of a channel, which is the same in any case, as the channel itself has it."""
        return self.urls.get(text.lower(), text)

    def wrong(self, spot: Spot, sentence: str) -> SeedError:
        return SeedError(f"{self.place(spot)}: {sentence}")

    def time(self, spot: Spot, value: int | str) -> int:
        try:
            return moment(value, self.now)
        except ValueError as reason:
            raise self.wrong(spot, str(reason)) from None

    def past(self, spot: Spot, value: int | str) -> int:
        """Read a time in the past; stamps given out afterwards are later."""
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
        answer = schemas[schema]
        try:
            shown_as = loads(dumps(answer.present(entity)))
        except TypeError:  # of what a seed can hold, only such a number cannot be written
            raise self.wrong(spot, "a number in it is too large: they have 64 bits") from None
        for fault in answer.check(shown_as):
            where, _, sentence = fault.partition(": ")
            place = (*spot, *(int(step) if step.isdecimal() else step for step in where.split("/")))
            raise self.wrong(place, f"{where}: {cut(sentence)}")

    def bytes_of(self, text: str, spot: Spot) -> bytes:
        """What a text in base64 stands for."""
        try:
            return b64decode(text, validate=True)
        except ValueError:
            raise self.wrong(spot, f"{shown(text)} is not base64") from None


def nobody(name: Any, there: Iterable[str]) -> str:
    """The sentence about somebody who is not there."""
    known = sorted(one if one.isprintable() else shown(one) for one in there)
    near = nearest(name, known, 1, 0.6)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {cut(', '.join(known)) or 'none'}"
    return f"there is no user {shown(name)} in this document; {hint}"
