"""Sessions: how clients are let in, session tokens, session keys."""

from __future__ import annotations

from msgspec.structs import asdict

from chatmock.core.filling import Values
from chatmock.core.seeds import span
from chatmock.providers.sendbird.model import App, Session, SessionSettings, SessionToken, User
from chatmock.providers.sendbird.seeds.loading import Loading

_MARKS = ("revoked", "with_profile")
_SPANS = ("key_lifetime", "token_lifetime", "ping_interval", "pong_timeout", "retry_after")


def dump_sessions(app: App) -> Values:
    """Sessions of users who are there; keys of one session are written one by one."""
    usual = asdict(SessionSettings())
    values = {name: value for name, value in asdict(app.sessions.settings).items() if value != usual[name]}
    tokens = [_token(row) for row in app.sessions.tokens.values() if _is_there(app, row.user)]
    keys = [
        {"key": key, "user_id": row.user.user_id, "token": row.token, "expires_at": row.expires_at}
        for mine in app.sessions.keys_of.values()
        for key in mine
        if _is_there(app, (row := app.sessions.keys[key]).user)
    ]
    return {**values, **({"tokens": tokens} if tokens else {}), **({"keys": keys} if keys else {})}


def _is_there(app: App, user: User) -> bool:
    return app.users.get(user.user_id) is user


def _token(row: SessionToken) -> Values:
    values: Values = {"token": row.token, "user_id": row.user_id, "expires_at": row.expires_at}
    return values | {name: True for name in _MARKS if getattr(row, name)}


def load_sessions(loading: Loading, values: Values) -> None:
    """Fill the sessions of an application whose users are there."""
    sessions = loading.app.sessions
    settings: Values = {}
    for name in _SPANS:
        if name in values:
            try:
                settings[name] = span(values[name])
            except ValueError as reason:
                raise loading.wrong(("sessions", name), str(reason)) from None
    if "guests" in values:
        settings["guests"] = values["guests"]
    sessions.settings = SessionSettings(**settings)
    for index, row in enumerate(values.get("tokens", ())):
        spot = ("sessions", "tokens", index)
        end = loading.time((*spot, "expires_at"), row["expires_at"])
        marks = {name: row.get(name, False) for name in _MARKS}
        sessions.add(SessionToken(row["token"], loading.user(spot, row["user_id"]), end, **marks))
    for index, row in enumerate(values.get("keys", ())):
        user = loading.user(("sessions", "keys", index), row["user_id"])
        sessions.keep(row["key"], Session(row["key"], user, row["token"], row["expires_at"]))
