"""Sessions: tokens that are good for two hours from their last use, on the application's clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from chatmock.core.clock import DAY, LAST, MINUTE, SECOND, Clock, Timer
from chatmock.core.ids import Ids
from chatmock.providers.connectycube.model.user import User
from chatmock.providers.connectycube.model.values import Dated, Emit, expiry

REMEMBERED = 10_000
"""Tokens that are known as out of date; older ones are unknown."""


class Session(Dated, msgspec.Struct, eq=False):
    """What a token stands for: the application alone, or one of its users."""

    id: int
    token: str
    created: int
    updated: int
    expires: int
    """Milliseconds."""
    user: User | None = None
    nonce: int | None = None
    application_id: int = 0
    timer: Timer | None = None

    def __repr__(self) -> str:
        return f"<Session {self.id} of {self.user or 'the application'}>"

    @property
    def ts(self) -> int:
        """Seconds."""
        return self.created // SECOND

    @property
    def user_id(self) -> int | None:
        return None if self.user is None else self.user.id

    @property
    def expiration_date(self) -> str:
        """As the header ``CB-Token-ExpirationDate`` has it: ``2026-11-21 21:38:18 UTC``."""
        return expiry(self.expires // SECOND)


class Sessions:
    """All sessions by token, and of each user."""

    def __init__(self, app_id: int, clock: Clock, ids: Ids, emit: Emit) -> None:
        self._app_id = app_id
        self._clock = clock
        self._ids = ids
        self._emit = emit
        self.lifetime = 2 * 3600
        """Seconds from the last use."""
        self.grant: Callable[[str], None] = lambda token: None
        self.revoke: Callable[[str], None] = lambda token: None
        self.rows: dict[str, Session] = {}
        """By token; for looking only."""
        self._of_user: dict[int, dict[str, Session]] = {}
        self.ended: dict[str, None] = {}
        """Tokens that are not good any more, the oldest first."""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Session]:
        return iter(self.rows.values())

    def get(self, token: str) -> Session | None:
        """The live session of a token."""
        return self.rows.get(token)

    def of(self, user: User) -> list[Session]:
        return list(self._of_user.get(user.id, {}).values())

    def open(self, user: User | None = None, nonce: int | None = None) -> Session:
        """Begin a session of the application, or of a user. Emits session.created."""
        now = self._clock.now()
        session = Session(self._ids.serial(), self._ids.hex(40), now, now, self._end(user, now), nonce=nonce)
        self.add(session, user)
        if user is not None:
            self.prolong(session)
        self._emit("session.created", session=session)
        return session

    def add(self, session: Session, user: User | None) -> None:
        """Take a session in: a new one, or one of a seed."""
        session.application_id = self._app_id
        self.rows[session.token] = session
        self.grant(session.token)
        if user is not None:
            self._give(session, user)
        self._watch(session)

    def login(self, session: Session, user: User) -> None:
        """The session is a user's from now on. Emits session.changed."""
        self._take(session)
        self._give(session, user)
        self.prolong(session)
        session.updated = self._clock.now()
        self._emit("session.changed", session=session)

    def logout(self, session: Session) -> None:
        """The session is the application's again. Emits session.changed."""
        self._take(session)
        session.updated = self._clock.now()
        self._emit("session.changed", session=session)

    def prolong(self, session: Session) -> bool:
        """A session was used: it lasts its whole time from now. Returns whether that is in another minute than before."""
        now, before = self._clock.now(), session.expires
        session.expires = max(before, self._end(session.user, now))
        if session.user is not None:
            session.user.last_request = now
        return session.expires // MINUTE != before // MINUTE

    def end(self, session: Session) -> None:
        """The token is not good any more. Emits session.ended."""
        del self.rows[session.token]
        self._take(session, forget=False)
        if session.timer is not None:
            self._clock.cancel(session.timer)
            session.timer = None
        self.remember(session.token)
        self._emit("session.ended", session=session)

    def remember(self, token: str) -> None:
        """Know a token as one of the application that is not good any more."""
        self.grant(token)
        self.ended[token] = None
        if len(self.ended) > REMEMBERED:
            oldest = next(iter(self.ended))
            del self.ended[oldest]
            self.revoke(oldest)

    def end_all_of(self, user: User, but: Session | None = None) -> None:
        """End the sessions of a user, except one."""
        for session in self.of(user):
            if session is not but:
                self.end(session)

    def _end(self, user: User | None, now: int) -> int:
        """Until when a session is good that is used now."""
        length = DAY if user is not None and user.is_guest else self.lifetime * SECOND
        return min(now + length, LAST)

    def _give(self, session: Session, user: User) -> None:
        session.user = user
        self._of_user.setdefault(user.id, {})[session.token] = session

    def _take(self, session: Session, *, forget: bool = True) -> None:
        if session.user is None:
            return
        own = self._of_user[session.user.id]
        del own[session.token]
        if not own:
            del self._of_user[session.user.id]
        if forget:
            session.user = None

    def _watch(self, session: Session) -> None:
        """Look at the session when it ends as things are now: it may have been used until then."""
        session.timer = self._clock.call_at(session.expires, lambda: self._over(session), "a session may run out")

    def _over(self, session: Session) -> None:
        if session.expires <= self._clock.now():
            self.end(session)
        else:
            self._watch(session)
