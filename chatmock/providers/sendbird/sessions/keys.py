"""Session tokens, which a backend issues, and session keys, which clients get for them."""

from __future__ import annotations

from typing import Any

from chatmock.core.operation import Call
from chatmock.providers.sendbird.api import api
from chatmock.providers.sendbird.errors import bad_access_token, user_deleted
from chatmock.providers.sendbird.model import App, Given, Session, SessionToken, User
from chatmock.providers.sendbird.sessions.credentials import Credentials
from chatmock.providers.sendbird.sessions.greeting import greeting
from chatmock.providers.sendbird.sessions.opening import session_of


@api.post("/users/{user_id}/token", accepts="session_token.create", returns="session_token")
def issue_session_token(app: App, user: User, given: Given) -> SessionToken:
    """Issue a session token; without an end it is good for seven days (today)."""
    return app.sessions.issue(user, given.get("expires_at"))


@api.delete("/users/{user_id}/token", returns="empty")
def revoke_session_tokens(app: App, user: User) -> None:
    """Revoke all session tokens of a user, and with them the keys that came of them (today)."""
    app.sessions.revoke(user)
    app.emit("session.revoked", user=user)


@api.post("/users/{user_id}/session_key", accepts="session_key.create", returns="session_key", auth="client")
def issue_session_key(app: App, call: Call, user_id: str, given: Given) -> dict[str, Any]:
    """Give a client a session key for its token, in the header ``Access-Token`` or the body.

    Errors: 400301 for a user who does not exist; 400300, 400302, 400310. 400302 also without a token where the user's
    last key came of one.
    """
    user = app.users.get(user_id)
    if user is None:
        raise user_deleted()
    session = _open(app, call, user, given)
    return {"key": session.key, "expires_at": session.expires_at, "services": ["chat"]}


@api.post("/sdk/users/{user_id}/authentication", accepts="session_key.create", returns="frame.login", auth="client")
def authenticate_user(app: App, call: Call, user_id: str, given: Given) -> dict[str, Any]:
    """Log a client in without a socket: answers what the first frame of one would say (client: the v4 SDK's ``authenticate``)."""
    credentials = Credentials(app.app_id, user_id, _token(call, given), expiring=_expires(call))
    return greeting(app, session_of(app, credentials))


def _open(app: App, call: Call, user: User, given: Given) -> Session:
    token = _token(call, given)
    if not token and (last := app.sessions.last_of(user)) is not None and last.token:
        raise bad_access_token()
    app.sessions.check(user, token)
    return app.sessions.open(user, token, expiring=_expires(call))


def _token(call: Call, given: Given) -> str:
    token: str = call.request.headers.get("Access-Token") or given.get("token") or ""
    return "" if token in ("null", "undefined") else token


def _expires(call: Call) -> bool:
    """Clients send it as a number, as a boolean or as a text."""
    return str(call.body.get("expiring_session")).lower() in ("1", "true")
