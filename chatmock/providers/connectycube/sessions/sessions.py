"""Sessions: opening, looking at and ending them; logging in and out."""

from __future__ import annotations

from typing import Any

from chatmock.core.inquiry import Inquiry
from chatmock.core.operation import Call
from chatmock.providers.connectycube.api import api
from chatmock.providers.connectycube.errors import no_session, unauthorized
from chatmock.providers.connectycube.model import App, Given, Session
from chatmock.providers.connectycube.sessions.callers import EXPIRES, Me
from chatmock.providers.connectycube.sessions.identity import identified
from chatmock.providers.connectycube.sessions.signature import check_signature


@api.post("/session", accepts="session.create", returns="session.answer", auth="open", status=201)
def create_session(app: App | None, call: Call, given: Given) -> Given | Inquiry:
    """Begin a session: of the application alone, or of a user.

    Errors: unauthorized for a wrong application or key; bad_signature, bad_timestamp, repeated_nonce; those of logging in.
    """
    if app is None or given["auth_key"] != app.auth_key:
        raise unauthorized()
    check_signature(app, call, given)

    def begin(user: Any) -> Given:
        session = app.sessions.open(user, given.get("nonce"))
        call.headers[EXPIRES] = session.expiration_date
        return {"session": session}

    return identified(app, {**given, **given.pop("user", {})}, begin)


@api.get("/session", returns="session.answer", by="anybody")
def view_session(session: Session) -> Given:
    """View the session of the token."""
    return {"session": session}


@api.delete("/session", by="anybody")
def destroy_session(app: App, session: Session) -> None:
    """End the session of the token."""
    app.sessions.end(session)


@api.delete("/session/list", by="user")
def destroy_other_sessions(app: App, session: Session, me: Me) -> None:
    """End all other sessions of the user."""
    app.sessions.end_all_of(me, session)


@api.post("/login", accepts="login", returns="user.answer", by="anybody", status=202)
def log_in(app: App, call: Call, session: Session, given: Given) -> Given | Inquiry:
    """Make the session of the token one of a user.

    Errors: no_user, invalid_password, blank, refused_provider, identity_refused.
    """

    def go_on(user: Any) -> Given:
        if app.sessions.get(session.token) is not session:  # it ended while an identity provider was asked
            raise no_session()
        app.sessions.login(session, user)
        call.headers[EXPIRES] = session.expiration_date
        return {"user": user}

    return identified(app, given, go_on, needed=True)


@api.delete("/login", by="user")
def log_out(app: App, session: Session) -> None:
    """Make the session of the token one of the application again."""
    app.sessions.logout(session)
