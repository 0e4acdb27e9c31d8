"""Opening a session, or going on with one by its key."""

from __future__ import annotations

from chatmock.providers.sendbird import errors
from chatmock.providers.sendbird.model import App, Session, User
from chatmock.providers.sendbird.sessions.credentials import Credentials
from chatmock.providers.sendbird.users.users import new_user

LONGEST_ID = 90
"""Bytes (as of users made over HTTP)."""


def session_of(app: App, given: Credentials) -> Session:
    """Open a session, or go on with one by its key; an unknown user is made.

    Errors: those of sessions; 400105 without a user id, 400305 for one that is too long.
    """
    user_id, sessions = given.user_id, app.sessions
    if given.key:
        known = sessions.keys.get(given.key)
        reason = errors.key_expired() if known is None else sessions.end_of(known)
        if known is not None and reason is None:
            return known
        if reason is not None and not given.token:
            raise reason
        user_id = user_id or (known.user.user_id if known is not None else "")
    if not user_id:
        raise errors.required(field="user_id")
    if len(user_id.encode()) > LONGEST_ID:
        raise errors.user_id_too_long()
    user = app.users.get(user_id)
    if user is None:
        user = _stranger(app, user_id, given)
    sessions.check(user, given.token)
    return sessions.open(user, given.token, expiring=given.expiring)


def _stranger(app: App, user_id: str, given: Credentials) -> User:
    """A new user: without a token, where guests may come in."""
    if given.token or app.sessions.settings.guests == "deny":
        raise errors.bad_access_token()
    return new_user(app, user_id)
