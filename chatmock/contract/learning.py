"""What a check learns of a server before it compares anything: its time, and the settings of its application."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import orjson

from chatmock.contract.likeness import values_at
from chatmock.contract.plan import Row
from chatmock.contract.side import CONTROL, Side, parsed
from chatmock.contract.wire import Received, Sent
from chatmock.core.clock import MINUTE, SECOND, instant, iso
from chatmock.core.provider import Provider

_MILLISECONDS = 10**11
"""Numbers of times from here on count milliseconds, others seconds."""


class Learner:
    """Asks the server what it can tell, and has the reference take it over.

    ``names_at`` gives the names of a plan that depend on the time, by milliseconds; ``now`` is the time of the reference.
    """

    def __init__(
        self,
        provider: Provider[Any],
        sides: tuple[Side, Side],
        options: Mapping[str, Any],
        names_at: Callable[[int], dict[str, Any]],
        now: int,
    ) -> None:
        self._provider, self._options, self._names_at, self._now = provider, options, names_at, now
        self._server, self._reference = sides

    def learn(self, row: Row, *, restores: bool) -> list[Sent]:
        """Ask a row of the server alone, and have the reference adopt its answer.

        Gives the requests that undo it; where it ``restores``, also those that put back into the server what it told.
        A server that refuses to tell teaches nothing: the reference stays as it is.
        """
        got = self._ask(row)
        refusal = self._provider.refusal_in(got.status, parsed(got))
        if refusal is not None or got.status not in range(200, 400):
            if refusal is not None and refusal.code == row.refused:
                self._adopt(row)
            return []
        if row.refused:
            return [self._server.sent(undo) for undo in row.undo]
        told = parsed(got)
        self._server.keep(row, told)
        for value in values_at(told, row.clock)[:1] if row.clock else ():
            self._turn(value)
        adopted = self._adopt(row)
        return [*(adopted if restores else ()), *(self._server.sent(undo) for undo in row.undo)]

    def _ask(self, row: Row) -> Received:
        """The answer to a row; a signature that the server's time has left behind is replaced by one that lasts."""
        got = self._server.ask(self._server.sent(row))
        if self._provider.signed and not row.refused and self._provider.refusal_in(got.status, parsed(got)) is not None:
            lasting = self._provider.signature(self._options, self._now, lasting=True)
            got = self._server.ask(self._server.sent(row, **lasting))
        return got

    def _turn(self, value: Any) -> None:
        """Have both sides live in the server's time, where it is another one."""
        now = _milliseconds(value)
        if now is None or abs(now - self._now) < MINUTE:
            return
        headers = {"Content-Type": "application/json"}
        self._reference.ask(Sent("POST", f"{CONTROL}/clock/set", headers, orjson.dumps({"to": iso(now)})))
        for side in (self._server, self._reference):
            side.names |= self._names_at(now)

    def _adopt(self, row: Row) -> list[Sent]:
        """Have the reference adopt what the server told. Gives the same requests for the server."""
        names = self._server.names
        asked = []
        for one in row.adopt or ():
            if isinstance(one.body, Mapping):
                one = msgspec.structs.replace(one, body=_known(one.body, names))
            self._reference.ask(self._reference.sent(one, **names))
            if not one.line.startswith(CONTROL):
                asked.append(self._server.sent(one))
        return asked


def _known(body: Mapping[str, Any], names: Mapping[str, Any]) -> dict[str, Any]:
    """A body without the fields that stand for something which the server did not tell."""
    found = {}
    for field, value in body.items():
        if isinstance(value, Mapping):
            if inner := _known(value, names):
                found[field] = inner
        elif not (isinstance(value, str) and value[:1] == "{" and value[1:-1] not in names):
            found[field] = value
    return found


def _milliseconds(value: Any) -> int | None:
    """A time as an answer tells it: seconds, milliseconds or ISO 8601."""
    try:
        if isinstance(value, str) and not value.isdecimal():
            return instant(value)
        number = int(value)
    except (ValueError, TypeError):
        return None
    return number if number >= _MILLISECONDS else number * SECOND
