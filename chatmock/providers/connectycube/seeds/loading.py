"""An application while it is filled from a seed document."""

from __future__ import annotations

from chatmock.core import seed_loading
from chatmock.core.filling import nobody
from chatmock.core.seeds import Spot
from chatmock.providers.connectycube.model import App, User


class Loading(seed_loading.Loading[App]):
    """An application while it is filled: finds people, too."""

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
