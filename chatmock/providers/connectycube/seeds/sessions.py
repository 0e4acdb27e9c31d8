"""Sessions, and the tokens that are out of date."""

from __future__ import annotations

from chatmock.core.clock import SECOND
from chatmock.core.filling import Values
from chatmock.core.seed_values import plain_values
from chatmock.providers.connectycube.model import App, Session
from chatmock.providers.connectycube.seeds.loading import Loading


def load_sessions(loading: Loading, document: Values) -> None:
    """Fill in sessions: each is good until ``expires``, or for its whole time from now."""
    app = loading.app
    for index, values in enumerate(document.get("sessions", ())):
        spot = ("sessions", index)
        created = loading.given(values, spot, "created", lambda: loading.now)
        user = loading.user((*spot, "user"), values["user"]) if "user" in values else None
        lasts = loading.now + app.sessions.lifetime * SECOND
        session = Session(
            loading.number(values, spot, "session"),
            loading.once((*spot, "token"), "session", values["token"] if "token" in values else app.ids.hex(40)),
            created,
            loading.given(values, spot, "updated", lambda created=created: created),  # type: ignore[misc]
            loading.time((*spot, "expires"), values["expires"]) if "expires" in values else lasts,
            nonce=values.get("nonce"),
        )
        app.sessions.add(session, user)
    for token in document.get("ended_tokens", ()):
        app.sessions.remember(token)


def dump_sessions(app: App) -> list[Values]:
    return [_dump_session(session) for session in app.sessions]


def _dump_session(session: Session) -> Values:
    values = plain_values(session, "user", "timer", "application_id")
    return values if session.user is None else {**values, "user": session.user.id}
