"""One of the two servers that a check asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from chatmock.contract.likeness import values_at
from chatmock.contract.plan import Row, fill, fill_line
from chatmock.contract.wire import Received, Sent, Wire
from chatmock.core.provider import Provider

CONTROL = "/_chatmock"


class Side:
    """A server that is asked, with what was kept of its answers."""

    def __init__(
        self, wire: Wire, provider: Provider[Any], options: Mapping[str, Any], names: Mapping[str, Any]
    ) -> None:
        self._wire, self._prefix, self._query = wire, provider.api.prefix, provider.signed
        self._credential = provider.credential(options)
        self.names = dict(names)

    def sent(self, row: Row, **instead: Any) -> Sent:
        """A row as it leaves; raises KeyError for a name that was not kept."""
        names = {**self.names, **instead}
        headers = self.headers(row) if row.headers is None else fill(row.headers, names)
        body = b"" if row.body is None else orjson.dumps(fill(row.body, names))
        is_control = row.line.startswith(CONTROL)
        line = fill_line(row.line if is_control else self._prefix + self._signed(row.line), names)
        return Sent(row.method, line, {"Content-Type": "application/json", **headers}, body, fill(row.file, names))

    def _signed(self, line: str) -> str:
        return f"{line}{'&' if '?' in line else '?'}{self._query}" if self._query else line

    def headers(self, row: Row) -> Mapping[str, str]:
        """What shows who asks, as the plan has it."""
        return self._credential if row.headers is None else row.headers

    def ask(self, sent: Sent) -> Received:
        return self._wire(sent)

    def keep(self, row: Row, answer: Any) -> None:
        for name, place in row.keep.items():
            for value in values_at(answer, place)[:1]:
                self.names[name] = value


def parsed(answer: Received) -> Any:
    """The JSON of an answer; None where it is none."""
    try:
        return orjson.loads(answer.body) if answer.body else None
    except ValueError:
        return None
