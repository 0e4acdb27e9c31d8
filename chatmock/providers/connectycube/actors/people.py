"""Who acts, and with which credential."""

from __future__ import annotations

from chatmock.core.actors import ActRefused
from chatmock.core.errors import Refused
from chatmock.providers.connectycube.errors import no_user
from chatmock.providers.connectycube.model import App, User
from chatmock.providers.connectycube.sessions.callers import TOKEN


def user_of(app: App, named: str) -> User:
    """A person by login, or by id."""
    user = app.users.by("login", named)
    if user is None and named.isascii() and named.isdecimal() and len(named) < 20:
        user = app.users.get(int(named))
    if user is None:
        raise ActRefused(f"an act of {named}", Refused(no_user.code, f"there is no user {named}"))
    return user


def headers_of(app: App, user: User) -> dict[str, str]:
    """The credential of a person: any session of its own, or else a new one."""
    sessions = app.sessions.of(user)
    session = sessions[0] if sessions else app.sessions.open(user)
    return {TOKEN: session.token}
