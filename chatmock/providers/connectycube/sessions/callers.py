"""Whose request it is: by its token, by the application it names, or by the file it asks for."""

from __future__ import annotations

from typing import NewType, cast

from chatmock.core.operation import Call, Operation, Tenants
from chatmock.providers.connectycube import limits
from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.errors import needs_user, no_session, no_token, unauthorized
from chatmock.providers.connectycube.forms import parsed
from chatmock.providers.connectycube.model import App, Session, User

NAME = "connectycube"
TOKEN, KEY, ADMIN = "CB-Token", "CB-AuthKey", "CB-Administration-API-Key"
EXPIRES = "CB-Token-ExpirationDate"
WORDS = {"anybody": "any session", "user": "a user's session"}
"""Who may call an operation, by the word that stands at it; without one it is the administration's."""

Me = NewType("Me", User)
"""The user whose session it is."""


@api.finder
def find_session(caller: Session) -> Session:
    return caller


@api.finder
def find_me(caller: Session) -> Me:
    assert caller.user is not None, "an operation of a user is called by one"
    return cast(Me, caller.user)


def application_by_id(hub: Tenants, app_id: object) -> App | None:
    """The application with an id that was sent as a number or a text."""
    text = str(app_id)
    if not (text.isascii() and text.isdecimal() and len(text) < 12):
        return None
    return cast(App | None, hub.find(NAME, int(text)))


def token_of(call: Call, operation: Operation | None) -> str:
    """The token a request carries: in its header, or in the query where a browser fetches a file."""
    request = call.request
    token = request.headers.get(TOKEN, "")
    if not token and "token=" in request.query and operation is not None and operation.auth == "open":
        found = parsed(request.query).get("token")
        token = found if isinstance(found, str) else ""
    return token


def by_token(call: Call, operation: Operation | None) -> App:
    """The application of a request's session, which the request prolongs.

    Errors: no_token, no_session, needs_user; those of limits.
    """
    token = token_of(call, operation)
    if not token:
        raise no_token()
    app = call.app = cast(App | None, call.hub.holder(NAME, token))
    if app is None:
        raise no_session()
    session = live(app, token)
    if session is None:
        raise no_session()
    call.caller = session
    limits.check(app, call, operation, session.user)
    if app.sessions.prolong(session):
        call.hub.changes += 1  # a request that only reads has to be saved as well
    call.headers[EXPIRES] = session.expiration_date
    if operation is not None and operation.by == "user" and session.user is None:
        raise needs_user()
    return app


def live(app: App, token: str) -> Session | None:
    """The session of a token that is good now."""
    session = app.sessions.get(token)
    if session is not None and session.expires <= app.clock.now():
        app.sessions.end(session)
        return None
    return session


def by_key(call: Call, operation: Operation) -> App:
    """The application whose authorization key a request carries in place of a token. Errors: unauthorized."""
    app = cast(App | None, call.hub.holder(NAME, call.request.headers[KEY]))
    if app is None or app.auth_key != call.request.headers[KEY]:
        raise unauthorized()
    call.app = app
    limits.check(app, call, operation)
    return app


def by_administration(call: Call, operation: Operation) -> App:
    """The application whose authorization secret a request carries as its administration key (ruled)."""
    key = call.request.headers.get(ADMIN, "")
    app = cast(App | None, call.hub.holder(NAME, key))
    if app is None or app.auth_secret != key:
        raise unauthorized()
    call.app = app
    limits.check(app, call, operation)
    return app
