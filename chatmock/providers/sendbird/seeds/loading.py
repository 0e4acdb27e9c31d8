"""An application while it is filled from a seed document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from chatmock.core.seeds import Place, SeedError, Spot, moment
from chatmock.providers.sendbird.model import App, User
from chatmock.providers.sendbird.seeds.values import Values


class Loading:
    """An application while it is filled: finds people, reads times, words what is wrong with its place."""

    def __init__(self, app: App, place: Place) -> None:
        self.app = app
        self.place = place
        self.now = app.clock.now()
        self.newest = 0
        self.former: dict[int, User] = {}

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
            raise self.wrong(spot, f"{value!r} lies in the future of the application's clock")
        self.newest = max(self.newest, time)
        return time

    def given(self, values: Values, spot: Spot, name: str, default: Callable[[], int]) -> int:
        """The time under a name, or a default."""
        return self.past((*spot, name), values[name]) if name in values else default()

    def serial(self, values: Values) -> int:
        if "serial" not in values:
            return self.app.ids.serial()
        self.app.ids.after(values["serial"])
        return int(values["serial"])

    def user(self, spot: Spot, user_id: str | int) -> User:
        """A person by id, or a former one by serial."""
        found = self.former.get(user_id) if isinstance(user_id, int) else self.app.users.get(user_id)
        if found is None:
            known = ", ".join(user.user_id for user in self.app.users) or "none"
            raise self.wrong(spot, f"there is no user {user_id!r} in this document; there are {known}")
        return found

    @contextmanager
    def once(self, table: Any, spot: Spot, key: str) -> Iterator[None]:
        if key in table:
            raise self.wrong(spot, f"{key!r} stands twice")
        yield
