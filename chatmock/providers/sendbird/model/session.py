"""Sessions: what a client logs in with, and what it is given to call with from then on. Times are milliseconds."""

from __future__ import annotations

from collections import deque
from typing import Any

import msgspec

from chatmock.core.clock import DAY, LAST, SECOND, Clock
from chatmock.core.errors import Refusal
from chatmock.core.ids import Ids
from chatmock.core.secrets import Issued
from chatmock.core.table import Table
from chatmock.core.words import meant, shown
from chatmock.providers.sendbird.errors import (
    bad_access_token,
    key_expired,
    token_revoked,
    user_deactivated,
    user_deleted,
)
from chatmock.providers.sendbird.model.user import User

NEVER = -1
GUESTS = ("allow", "read_only", "deny")
KEYS_OF_A_USER = 20
"""Session keys that are remembered for one user, the newest ones: one that is forgotten has run out."""


class SessionSettings(msgspec.Struct):
    """How an application lets clients in."""

    guests: str = "allow"
    """Users without a token: allow, read_only or deny (docs: the dashboard's access token permission)."""
    key_lifetime: int = 600 * SECOND
    """Of a session key that came of a session token, at the most; never longer than the token itself."""
    token_lifetime: int = 7 * DAY
    """Of a session token that names no end."""
    ping_interval: int = 15 * SECOND
    """Of silence, after which a client asks whether its socket is alive."""
    pong_timeout: int = 5 * SECOND
    """Without an answer, after which it takes the socket for dead."""
    retry_after: int = 1 * SECOND
    """After which a client that was put off, as the server was busy, comes again."""

    def shown(self) -> dict[str, Any]:
        """As JSON values."""
        return msgspec.structs.asdict(self)

    def with_changes(self, values: dict[str, Any]) -> SessionSettings:
        """The settings with some others; raises ValueError with a sentence for people."""
        for name, value in values.items():
            if name == "guests" and value not in GUESTS:
                raise ValueError(f"guests has to be {' or '.join(GUESTS)}, not {shown(value)}")
            if name not in self.__struct_fields__:
                raise ValueError(f"there is no setting {name!r}; {meant(name, (*self.__struct_fields__, 'webhook'))}")
            if name != "guests" and (type(value) is not int or not 0 < value <= LAST):
                raise ValueError(f"{name} has to be milliseconds, a whole number from 1 to {LAST}, not {shown(value)}")
        return msgspec.structs.replace(self, **values)


class SessionToken(msgspec.Struct, eq=False):
    """A token that ends by itself; a user may have many."""

    token: str
    user: User
    expires_at: int
    revoked: bool = False
    with_profile: bool = False
    """Whether it was issued with the user's profile (deprecated), which shows it then."""

    @property
    def user_id(self) -> str:
        return self.user.user_id


class Session(msgspec.Struct, eq=False):
    """What session keys stand for."""

    key: str
    """The newest one."""
    user: User
    token: str = ""
    """The access token or session token it came of; empty for a guest's."""
    expires_at: int = NEVER


class Sessions:
    """The tokens and keys of one application."""

    def __init__(self, app_id: str, clock: Clock, ids: Ids, users: Table[User], secrets: Issued) -> None:
        self._app_id = app_id
        self._clock = clock
        self._ids = ids
        self._users = users
        self._secrets = secrets
        self.settings = SessionSettings()
        self.tokens: dict[str, SessionToken] = {}
        """Session tokens, also those that ended: what ended in which way is answered differently."""
        self.tokens_of: dict[str, list[SessionToken]] = {}
        """By user id, the oldest first."""
        self.keys: dict[str, Session] = {}
        self.keys_of: dict[str, deque[str]] = {}
        """By user id, the oldest first."""

    def __repr__(self) -> str:
        return f"<Sessions of {self._app_id}>"

    def issue(self, user: User, expires_at: int | None, *, with_profile: bool = False) -> SessionToken:
        """A new session token of a user."""
        end = self._clock.now() + self.settings.token_lifetime if expires_at is None else expires_at
        return self.add(SessionToken(self._ids.hex(40), user, end, with_profile=with_profile))

    def add(self, token: SessionToken) -> SessionToken:
        self.tokens[self._secrets.add(token.token)] = token
        self.tokens_of.setdefault(token.user.user_id, []).append(token)
        if token.with_profile and not token.revoked:
            shown = {"session_token": token.token, "expires_at": token.expires_at}
            token.user.session_tokens = [*token.user.session_tokens, shown]
            token.user.revision += 1
        return token

    def revoke(self, user: User) -> None:
        """Revoke all session tokens of a user."""
        for token in self.tokens_of.get(user.user_id, ()):
            token.revoked = True
        user.session_tokens = ()
        user.revision += 1

    def forget_tokens(self, user: User) -> None:
        """Forget the session tokens of a deleted user."""
        for token in self.tokens_of.pop(user.user_id, ()):
            del self.tokens[token.token]

    def check(self, user: User, token: str) -> None:
        """Refuse what a user may not log in with; an empty token is that of a guest.

        Errors: 400300 deactivated; 400310 revoked; 400302 unknown, another's or expired, or none where one is needed.
        """
        if not user.is_active:
            raise user_deactivated()
        if not token:
            if user.access_token or self.settings.guests == "deny":
                raise bad_access_token()
        elif token != user.access_token:
            known = self.tokens.get(token)
            if known is None or known.user is not user:
                raise bad_access_token()
            if known.revoked:
                raise token_revoked()
            if known.expires_at <= self._clock.now():
                raise bad_access_token()

    def open(self, user: User, token: str, *, expiring: bool) -> Session:
        """A new session, with a key that names its application, so that a call with it finds the way."""
        session = Session(self._new_key(), user, token, self._end(token, expiring=expiring))
        self.keep(session.key, session)
        return session

    def renew(self, session: Session, token: str, *, expiring: bool) -> None:
        """Go on with a session for another while. It has a new key, and keeps the old ones: v3 SDKs never take the new."""
        session.key, session.token = self._new_key(), token
        session.expires_at = self._end(token, expiring=expiring)
        self.keep(session.key, session)

    def keep(self, key: str, session: Session) -> None:
        """Remember a session by a key, and forget the oldest key of a user who has too many."""
        self.keys[self._secrets.add(key)] = session
        mine = self.keys_of.setdefault(session.user.user_id, deque())
        mine.append(key)
        if len(mine) > KEYS_OF_A_USER:
            self.keys.pop(mine.popleft(), None)

    def last_of(self, user: User) -> Session | None:
        """The newest session of a user."""
        mine = self.keys_of.get(user.user_id)
        return self.keys.get(mine[-1]) if mine else None

    def _end(self, token: str, *, expiring: bool) -> int:
        known = self.tokens.get(token)
        if known is None:  # an access token and a guest's session have no end
            return NEVER
        lifetime = self.settings.key_lifetime
        return min(known.expires_at, self._clock.now() + lifetime) if expiring else known.expires_at

    def find(self, key: str) -> Session:
        """The session of a key. Errors: 400309, 400310, 400300 or 400301."""
        session = self.keys.get(key)
        if session is None:
            raise key_expired()
        if (reason := self.end_of(session)) is not None:
            raise reason
        return session

    def end_of(self, session: Session) -> Refusal | None:
        """Why a session is over; None while it lasts."""
        user = session.user
        if self._users.get(user.user_id) is not user:
            return user_deleted()
        if not user.is_active:
            return user_deactivated()
        token = self.tokens.get(session.token)
        if token is not None and token.revoked:
            return token_revoked()
        if session.expires_at != NEVER and session.expires_at <= self._clock.now():
            return key_expired()
        return None

    def _new_key(self) -> str:
        return f"{self._app_id}.{self._ids.hex(40)}"
