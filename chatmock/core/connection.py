"""Sockets as the core sees them: who is behind one, and what waits to be sent to it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Literal

from chatmock.core.frame import Frame

LIMIT_FRAMES = 10_000
LIMIT_BYTES = 8 * 1024 * 1024
"""What may wait for one client that does not read; beyond it the connection is dropped."""
KEPT = 1_000
"""Frames that are kept for an actor to look at."""
NORMAL, GOING_AWAY, TOO_SLOW = 1000, 1001, 1008

Origin = Literal["client", "actor"]
Tenant = Any
"""An application, as its provider knows it."""


class Connection:
    """One socket. Frames are queued; a server that carries them is told of it by ``on_output``.

    An actor's connection has no server behind it: its frames are kept, the newest ones, until the actor looks.
    """

    __slots__ = (
        "application",
        "closed",
        "code",
        "dropped",
        "hold_back",
        "late",
        "number",
        "on_output",
        "origin",
        "outgoing",
        "pause",
        "refusal",
        "size",
        "stalled",
        "state",
        "who",
        "why",
    )

    def __init__(self, origin: Origin = "client") -> None:
        self.origin = origin
        self.application: Tenant = None
        """Whose client it is; None as long as nobody knows."""
        self.who = ""
        """The id of the user behind it, once that is known."""
        self.state: Any = None
        """What the provider keeps about it."""
        self.number = 0
        """Its place among the connections of its tenant."""
        self.outgoing: deque[Frame] = deque()
        self.late: deque[Frame] = deque()
        """Frames that are queued in a moment."""
        self.size = 0
        """Bytes of the frames that wait."""
        self.on_output: Callable[[], None] | None = None
        self.hold_back: Callable[[float], None] | None = None
        """Has ``release`` called after so many seconds of real time; None where no server carries the connection."""
        self.closed = False
        self.code = NORMAL
        """What it is closed with."""
        self.dropped = False
        """It ends without a word: no close frame."""
        self.refusal = 0
        """The HTTP status its handshake is refused with; 0 where it is not."""
        self.pause = 0.0
        """Seconds of real time before anything more is sent; the server takes it."""
        self.why = ""
        """Why it ends: client, lost, server, session, fault, actor, too slow, shutdown; empty as long as it does not."""
        self.stalled = False
        """It stays open, but nothing goes through any more."""

    def __repr__(self) -> str:
        return f"<Connection {self.number} of {self.who or 'nobody yet'}{' closed' if self.closed else ''}>"

    def send(self, frame: Frame) -> None:
        """Queue a frame; a client that has let too much wait is dropped instead."""
        if self.closed or self.stalled:
            return
        self.outgoing.append(frame)
        self.size += frame.size
        if self.origin == "actor":
            while len(self.outgoing) > KEPT or (self.size > LIMIT_BYTES and len(self.outgoing) > 1):
                self.take()
        elif self.size > LIMIT_BYTES or len(self.outgoing) > LIMIT_FRAMES:
            self.drop(TOO_SLOW, why="too slow")
        elif self.on_output is not None:
            self.on_output()

    def send_late(self, frame: Frame, seconds: float) -> None:
        """Queue a frame in a moment of real time. All that are sent late wait equally long; others may overtake them."""
        if self.hold_back is None:
            self.send(frame)
        elif not (self.closed or self.stalled):
            self.late.append(frame)
            self.size += frame.size
            if self.size > LIMIT_BYTES or len(self.late) > LIMIT_FRAMES:
                self.drop(TOO_SLOW, why="too slow")
            else:
                self.hold_back(seconds)

    def release(self) -> None:
        """The moment of the oldest late frame has come."""
        if self.late and not self.closed:
            self.outgoing.append(self.late.popleft())
            self._output()

    def take(self) -> Frame:
        """The next frame to send."""
        frame = self.outgoing.popleft()
        self.size -= frame.size
        return frame

    def close(self, code: int = NORMAL, *, why: str = "server") -> None:
        """Say goodbye once what waits has been sent."""
        if not self.closed:
            self.closed, self.code = True, code
            self.why = self.why or why
            self.outgoing += self.late
            self.late.clear()
            self._output()

    def drop(self, code: int = NORMAL, *, at_once: bool = True, why: str = "server") -> None:
        """End without a close frame: at once, without what waits, or after that has been sent."""
        self.closed = self.dropped = True
        self.why = self.why or why
        self.code = code
        if at_once:
            self._forget()
        self._output()

    def hold(self, seconds: float) -> None:
        """Send nothing more for so long (real time); who holds it meanwhile does not add to that."""
        self.pause = max(self.pause, seconds)
        self._output()

    def stall(self) -> None:
        """From now on nothing goes through, either way, though the connection stays open."""
        self.stalled = True
        self._forget()

    def _forget(self) -> None:
        self.outgoing.clear()
        self.late.clear()
        self.size = 0

    def _output(self) -> None:
        if self.on_output is not None:
            self.on_output()


class Connections:
    """The open connections of one tenant, by the id of their user."""

    def __init__(self) -> None:
        self._by_user: dict[str, dict[int, Connection]] = {}
        self._number = 0
        self.asking: Connection | None = None
        """Whose command is carried out at present: it gets the answer, and no event about its own doing."""
        self.held: dict[str, Connection] = {}
        """The connections of actors, by user id."""
        self.acted: set[str] = set()
        """Users who had a connection as actors."""
        self.watchers: list[Callable[[], None]] = []
        """Called when all that waited for a client has been sent."""

    def __len__(self) -> int:
        return sum(map(len, self._by_user.values()))

    def __bool__(self) -> bool:
        return bool(self._by_user)

    def __iter__(self) -> Iterator[Connection]:
        return (connection for of_one in list(self._by_user.values()) for connection in list(of_one.values()))

    def __repr__(self) -> str:
        return f"<{len(self)} connections of {len(self._by_user)} users>"

    def __contains__(self, user_id: str) -> bool:
        return user_id in self._by_user

    @property
    def users(self) -> Iterable[str]:
        """Who is connected."""
        return self._by_user.keys()

    def of(self, user_id: str) -> list[Connection]:
        """The connections of one user, the oldest first."""
        found = self._by_user.get(user_id)
        return list(found.values()) if found else []

    def add(self, connection: Connection) -> None:
        """The connection is its user's from now on."""
        self._number += 1
        connection.number = self._number
        self._by_user.setdefault(connection.who, {})[connection.number] = connection

    def remove(self, connection: Connection) -> bool:
        """Whether it was there."""
        of_one = self._by_user.get(connection.who, {})
        if of_one.pop(connection.number, None) is None:
            return False
        if not of_one:
            del self._by_user[connection.who]
        if self.held.get(connection.who) is connection:
            del self.held[connection.who]
        return True

    def among(self, user_ids: Collection[str]) -> list[Connection]:
        """The connections of those of some users who are connected; the shorter list is looked through."""
        by_user = self._by_user
        if len(user_ids) > len(by_user):
            return [c for user_id, of_one in by_user.items() if user_id in user_ids for c in of_one.values()]
        return [c for user_id in user_ids if user_id in by_user for c in by_user[user_id].values()]

    def watch(self, notice: Callable[[], None]) -> Callable[[], None]:
        """Call ``notice`` whenever all that waited for a client has been sent; returns a function that stops it."""
        self.watchers.append(notice)
        return lambda: self.watchers.remove(notice)

    @property
    def unsent(self) -> int:
        """Frames that wait for their clients to take them."""
        return sum(len(c.outgoing) + len(c.late) for c in self if c.origin == "client" and not c.pause)

    def close(self) -> None:
        """The tenant is gone."""
        for connection in self:
            connection.close(GOING_AWAY)
        self._by_user.clear()
        self.held.clear()
        self.acted.clear()
