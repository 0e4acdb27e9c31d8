"""Acts: what an actor does, done by sending requests the same way a client's arrive."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import orjson

from chatmock.core.dispatch import dispatch
from chatmock.core.errors import Refused
from chatmock.core.exchange import Request
from chatmock.core.hub import Hub
from chatmock.core.jsontext import exact


class ActRefused(Exception):
    """The operation behind an act was refused; ``answer`` is the provider's own refusal."""

    def __init__(self, what: str, refused: Refused, answer: Any = None) -> None:
        super().__init__(f"{what} was refused: {refused.code} {refused.message}")
        self.answer = answer


def ask(
    hub: Hub, method: str, path: str, headers: dict[str, str], body: dict[str, Any] | None = None, query: str = ""
) -> Any:
    """Send a request as an actor does; gives the parsed answer or raises ActRefused."""
    data = b"" if body is None else exact(orjson.dumps(body))
    answer = dispatch(hub, Request(method, path, query, headers, data, origin="actor"))
    parsed = orjson.loads(answer.body)
    if answer.refusal is not None:
        raise ActRefused(f"{method} {path}", answer.refusal, parsed)
    return parsed


def nearest_verbs(verb: str, verbs: Iterable[str]) -> list[str]:
    """Verbs most like one that does not exist."""
    return get_close_matches(verb, list(verbs), 3, 0.4)
