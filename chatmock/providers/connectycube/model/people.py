"""The users of an application: found by whatever names one, and the one door for changes of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chatmock.core.clock import Clock
from chatmock.core.table import Order
from chatmock.providers.connectycube.model.user import UNIQUE, User
from chatmock.providers.connectycube.model.values import Emit

PREFIX = 4
"""Characters by which texts are indexed: the fewest that a filter by beginning takes."""
SHARED = ("full_name", "user_tags")
"""What several users may have, and lists are filtered by."""


class People:
    """All users by id, in the order of their ids."""

    def __init__(self, clock: Clock, emit: Emit) -> None:
        self._clock = clock
        self._emit = emit
        self.rows: dict[int, User] = {}
        """By id; for looking only."""
        self.order: Order[User] = Order(lambda user: user.id)
        self._unique: dict[str, dict[str, User]] = {name: {} for name in UNIQUE}
        self._shared: dict[str, dict[str, dict[int, User]]] = {name: {} for name in SHARED}
        self._beginnings: dict[str, dict[str, dict[int, User]]] = {name: {} for name in (*UNIQUE, *SHARED)}
        self._identities: dict[str, User] = {}
        self.online: dict[int, User] = {}
        """Those with a chat connection."""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[User]:
        return self.order.up()

    def __contains__(self, user_id: int) -> bool:
        return user_id in self.rows

    def get(self, user_id: int) -> User | None:
        return self.rows.get(user_id)

    def by(self, name: str, value: str) -> User | None:
        """The one user with a login, email, phone, external_id, facebook_id or twitter_id."""
        return self._unique[name].get(value)

    def of_identity(self, identity: str) -> User | None:
        """Who another provider says somebody is."""
        return self._identities.get(identity)

    def sharing(self, name: str, value: str) -> list[User]:
        """The users with a full_name, or with one of their tags (``user_tags``), in the order of their ids."""
        found = self._shared[name].get(value, {})
        return [found[user_id] for user_id in sorted(found)]

    def beginning(self, name: str, text: str) -> list[User]:
        """The users of whom a field, or one of its tags, begins with a text of four characters or more."""
        found = self._beginnings[name].get(text[:PREFIX], {})
        texts = ((user, _texts(user, name)) for _, user in sorted(found.items()))
        return [user for user, own in texts if any(one.startswith(text) for one in own)]

    def taken(self, values: Mapping[str, Any], but: User | None = None) -> str:
        """The first field whose value another user has; empty where nobody has."""
        for name in UNIQUE:
            value = values.get(name)
            if value and (holder := self._unique[name].get(value)) is not None and holder is not but:
                return name
        return ""

    # --- changing them ---

    def add(self, user: User) -> User:
        """Take a new user in; nobody else may have its unique values. Emits user.created."""
        self.rows[user.id] = user
        self.order.add(user)
        self._file(user)
        if user.identity:
            self._identities[user.identity] = user
        self._emit("user.created", user=user)
        return user

    def update(self, user: User, values: Mapping[str, Any]) -> None:
        """Change a user's own fields, by their names in ``User``. Emits user.updated."""
        self._unfile(user)
        for name, value in values.items():
            setattr(user, name, value)
        user.updated = self._clock.now()
        self._file(user)
        self._emit("user.updated", user=user)

    def remove(self, user: User) -> None:
        """The user is no more; dialogs and sessions are ended by whoever listens. Emits user.deleted."""
        self._unfile(user)
        del self.rows[user.id]
        self.order.remove(user)
        self._identities.pop(user.identity, None)
        self.online.pop(user.id, None)
        self._emit("user.deleted", user=user)

    def connect(self, user: User) -> None:
        """One more chat connection of a user is ready. Emits user.online for the first one."""
        user.connections += 1
        if user.connections == 1:
            self.online[user.id] = user
            self._emit("user.online", user=user)

    def disconnect(self, user: User) -> None:
        """A chat connection is gone, and will not be resumed. Emits user.offline for the last one."""
        user.connections -= 1
        user.last_activity = self._clock.now()
        if user.connections == 0 and self.online.pop(user.id, None) is not None:
            self._emit("user.offline", user=user)

    def _file(self, user: User) -> None:
        for name in UNIQUE:
            if value := getattr(user, name):
                self._unique[name][value] = user
        for name, values in self._shared.items():
            for value in _texts(user, name):
                values.setdefault(value, {})[user.id] = user
        for name, beginnings in self._beginnings.items():
            for value in _texts(user, name):
                beginnings.setdefault(value[:PREFIX], {})[user.id] = user

    def _unfile(self, user: User) -> None:
        for name in UNIQUE:
            if value := getattr(user, name):
                del self._unique[name][value]
        for name, values in self._shared.items():
            for value in _texts(user, name):
                _take_out(values, value, user)
        for name, beginnings in self._beginnings.items():
            for value in _texts(user, name):
                _take_out(beginnings, value[:PREFIX], user)


def _texts(user: User, name: str) -> tuple[str, ...]:
    """What a field holds to look for: of tags each."""
    if name == "user_tags":
        return user.tags
    value = getattr(user, name)
    return (value,) if value else ()


def _take_out(index: dict[str, dict[int, User]], key: str, user: User) -> None:
    found = index.get(key)
    if found is not None and found.pop(user.id, None) is not None and not found:
        del index[key]
