"""What people do, as the commands of a client: over a socket of the actor's, or without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from chatmock.core.actors import ActRefused, UnknownDetail
from chatmock.core.connection import Connection
from chatmock.core.errors import Refusal, Refused
from chatmock.core.frames import Outcome, carry_out, spoil
from chatmock.core.hub import Hub
from chatmock.core.later import Later, Unwatch
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import api
from chatmock.providers.tencent.model import App, Instance
from chatmock.providers.tencent.socket.answers import answer_of
from chatmock.providers.tencent.socket.client import Client

Given = dict[str, Any]
_LONGEST = 600.0
"""Seconds of real time until an act is given up whose question nobody answers: the application's clock may stand still."""


def perform(hub: Hub, app: App, who: str, servcmd: str, body: Given) -> Any:
    """Have somebody carry out a command of the web socket; gives its answer.

    Where the application's server is asked first, it gives a Later. Raises ActRefused, and UnknownDetail for a field that
    the command does not have.
    """
    accept = api.commands[servcmd].accept
    for name in body:
        if accept is not None and name not in accept.properties:
            raise UnknownDetail(name, accept.properties)
    connection = _socket_of(app, who) or _passing(app, who)
    connection.state.head, connection.state.command = {"servcmd": servcmd}, servcmd
    act = _Doing(app, who, servcmd, connection)
    carry_out(hub, connection, servcmd, orjson.dumps(body), act.end, body)
    return act.result() if act.outcome is not None else act.later()


def sockets_of(app: App, who: str) -> list[Connection]:
    """The sockets over which an actor is logged in, the oldest first."""
    return [one for one in app.connections.of(who) if one.origin == "actor"]


def _socket_of(app: App, who: str) -> Connection | None:
    return next(iter(sockets_of(app, who)), None)


def _passing(app: App, who: str) -> Connection:
    """A client for one command of somebody who is not connected: nobody is online by it. Raises ActRefused."""
    account = app.accounts.get(who)
    if account is None:
        raise ActRefused(f"an act of {who}", Refused(errors.no_account.code, f"there is no account {who}"))
    connection = Connection("actor")
    connection.application, connection.who = app, who
    client = Client(True, False, "Web", "127.0.0.1", account=account)
    client.instance = Instance(0, "Web", app.clock.now())
    connection.state = client
    return connection


class _Doing:
    """A command of an actor until it is answered."""

    def __init__(self, app: App, who: str, command: str, connection: Connection) -> None:
        self._app = app
        self._what = f"{who}'s {command}"
        self._command = command
        self._connection = connection
        self._notices: list[Callable[[], None]] = []
        self.outcome: Outcome | None = None

    def end(self, outcome: Outcome) -> None:
        """The command is answered."""
        self.outcome = outcome
        if outcome.fault is not None:
            spoil(outcome.fault, self._connection)
        for notice in self._notices:
            notice()

    def look(self) -> Any:
        """The answer, or None as long as there is none."""
        return None if self.outcome is None else self.result()

    def result(self) -> Given:
        """The answer. Raises ActRefused."""
        assert self.outcome is not None
        refusal: Refusal | None = self.outcome.refusal
        if refusal is not None:
            raise ActRefused(self._what, Refused(refusal.error.code, refusal.message()))
        told: Given = orjson.loads(orjson.dumps(answer_of(self._app, self._command, self.outcome.result)))
        return told  # parts of the result may be written already

    def later(self) -> Later:
        """The answer, for those who can wait."""
        return Later(self.look, self.watch, _LONGEST, lambda: errors.internal(reason="no answer"))

    def watch(self, notice: Callable[[], None]) -> Unwatch:
        """Call ``notice`` once the command is answered; returns a function that stops it."""
        self._notices.append(notice)
        return lambda: self._notices.remove(notice) if notice in self._notices else None
