"""Acts: what an actor does, done by sending requests the same way a client's arrive."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

import orjson

from chatmock.core.dispatch import dispatch
from chatmock.core.errors import Refusal, Refused
from chatmock.core.exchange import Answer, Request
from chatmock.core.hub import Hub
from chatmock.core.jsontext import exact
from chatmock.core.later import Later
from chatmock.core.provider import Act


class ActRefused(Exception):
    """The operation behind an act was refused; ``answer`` is the provider's own refusal."""

    def __init__(self, what: str, refused: Refused, answer: Any = None) -> None:
        super().__init__(f"{what} was refused: {refused.code} {refused.message}")
        self.answer = answer


class UnknownDetail(Exception):
    """A field that an act, or the operation behind it, does not know."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(name)
        self.name = name
        self.known = list(known)


class MissingDetail(Exception):
    """A field that an act cannot do without."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} {why}")
        self.name = name
        self.why = why


def takes(act: Act, *needed: str, also: Collection[str] = ()) -> Act:
    """An act that is refused without what it needs, and with what it has no use for."""

    def checked(hub: Hub, application: Any, user_id: str, given: dict[str, Any]) -> Any:
        for name in given:
            if name not in needed and name not in also:
                raise UnknownDetail(name, (*needed, *also))
        for name in needed:
            if given.get(name) in (None, "", []):
                raise MissingDetail(name, "is missing or empty; say it")
        return act(hub, application, user_id, given)

    checked.__doc__ = act.__doc__
    return checked


def ask(
    hub: Hub, method: str, path: str, headers: dict[str, str], body: dict[str, Any] | None = None, query: str = ""
) -> Any:
    """Send a request as an actor does; gives the parsed answer.

    Where the operation asks the application's own server first, it gives a Later that does so in its time. Raises
    ActRefused, and UnknownDetail: a platform passes over what it does not know, an actor is told.
    """
    data = b"" if body is None else exact(orjson.dumps(body))
    request = Request(method, path, query, headers, data, origin="actor")
    check_details(hub, request, body or {})
    answer = dispatch(hub, request)
    if answer.waits and answer.later is None:  # an actor has no time to lose
        request.waited = answer.fault
        answer = dispatch(hub, request)
    what = f"{method} {path}"
    return _told(what, answer) if answer.later is None else _later(what, answer)


def _told(what: str, answer: Answer) -> Any:
    parsed = orjson.loads(answer.body) if answer.body else {}
    if answer.refusal is not None:
        raise ActRefused(what, answer.refusal, parsed)
    return parsed


def check_details(hub: Hub, request: Request, body: Mapping[str, Any]) -> None:
    """Refuse the first field that the operation of a request does not know."""
    speaker = hub.speaker(request)
    operation, _ = speaker.api.match(request.path, request.method, speaker.auth(request))
    if operation is None or operation.accept is None or operation.accept.is_open:
        return
    for name in body:
        if name not in operation.accept.properties:
            raise UnknownDetail(name, operation.accept.properties)


def _later(what: str, answer: Answer) -> Later:
    later, finish = answer.later, answer.finish
    assert later is not None
    assert finish is not None

    def look() -> Any:
        outcome = later.look()
        return None if outcome is None else _told(what, finish(outcome))

    def late() -> Refusal:
        reason = later.late()
        finish(reason)
        return reason

    return Later(look, later.watch, later.timeout, late)


def nearest_verbs(verb: str, verbs: Iterable[str]) -> list[str]:
    """Verbs most like one that does not exist."""
    return get_close_matches(verb, list(verbs), 3, 0.4)
