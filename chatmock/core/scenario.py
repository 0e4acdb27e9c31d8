"""Scenarios: what goes on in an application beside its state, played once that is served.

A scenario can do nothing of its own: each line of it is a request to the control API or to the platform.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

import orjson

from chatmock.core.application import Application
from chatmock.core.dispatch import dispatch
from chatmock.core.exchange import Answer, Request
from chatmock.core.faults import Fault
from chatmock.core.hub import Hub
from chatmock.core.provider import Provider
from chatmock.core.scenario_schema import KEY
from chatmock.core.seeds import Document, SeedError, Spot

_CONTROL = "/_chatmock"
_JSON = {"Content-Type": "application/json"}


class Turn(NamedTuple):
    """One request of a scenario, the place that it stands at, and whether it has to be refused."""

    spot: Spot
    request: Request
    refused: bool = False


def play(hub: Hub, application: Application, documents: Iterable[Document]) -> None:
    """Play the scenarios of documents in an application that is served.

    The first thing that is refused ends it: SeedError has its place, and what the control API said.
    """
    for document in documents:
        for turn in _turns(application, document.values.get(KEY, {})):
            if reason := _wrong(turn, _answer(hub, turn.request)):
                raise SeedError(f"{document.place(turn.spot)}: {reason}")


def rehearse(
    hub: Hub, provider: Provider[Any], documents: Iterable[Document], make: Callable[[Hub], Application]
) -> None:
    """Play scenarios where nobody looks: what is wrong with them is found before anything is replaced.

    ``make`` makes the application in the hub that it is given. Raises SeedError.
    """
    documents = [document for document in documents if document.values.get(KEY)]
    if documents:
        stage = Hub([provider], control=hub.control, cards=hub.cards)
        application = make(stage)
        play(stage, application, documents)
        stage.remove(application)


def scenario_of(application: Application, shared: Iterable[Fault] = ()) -> dict[str, Any]:
    """The scenario in which the faults wait that wait now, and those are connected who are; empty without any.

    ``shared`` are the faults of its group.
    """
    people = dict.fromkeys(one.who for one in application.connections)
    waiting = [_said(fault) for fault in (*application.faults, *shared)]
    return {name: found for name, found in (("faults", waiting), ("sockets", list(people))) if found}


def _said(fault: Fault) -> dict[str, Any]:
    """A fault as it is added, so that it goes on where it is: what it has counted is taken off."""
    shown = {name: value for name, value in fault.shown().items() if name not in ("number", "struck")}
    if fault.probability is not None:
        shown["seed"] = fault.draws
    elif fault.struck:  # no test waits for it any more
        shown["unused"] = "ignore"
    if (nth := max(1, fault.nth - fault.calls)) > 1:
        shown["nth"] = nth
    else:
        shown.pop("nth", None)
    return {**shown, "times": fault.times or 0}


def _turns(application: Application, scenario: dict[str, Any]) -> Iterator[Turn]:
    address = {"app": str(application.app_id), "provider": application.provider.name}
    for index, fault in enumerate(scenario.get("faults", ())):
        yield Turn((KEY, "faults", index), _control("/faults", fault, address))
    for index, user in enumerate(scenario.get("sockets", ())):
        yield Turn((KEY, "sockets", index), _control(f"/actors/{quote(user, safe='')}/connect", {}, address))
    for index, step in enumerate(scenario.get("steps", ())):
        asked = _request(application, step["request"]) if "request" in step else _move(step, address)
        yield Turn((KEY, "steps", index), asked, step.get("refused", False))


def _move(step: dict[str, Any], address: dict[str, str]) -> Request:
    """The request behind an act or a move of the clock."""
    if "advance" in step:
        return _control("/clock/advance", step["advance"], address)
    fields = {name: value for name, value in step.items() if name not in ("conversation", "refused")}
    if "conversation" in step:
        return _control(f"/conversations/{quote(step['conversation'], safe='')}/acts", fields, address)
    user, verb = (quote(fields.pop(name), safe="") for name in ("user", "verb"))
    return _control(f"/actors/{user}/{verb}", fields, address)


def _control(path: str, fields: dict[str, Any], address: dict[str, str]) -> Request:
    return Request("POST", _CONTROL + path, "", _JSON, orjson.dumps({**fields, **address}))


def _request(application: Application, asked: dict[str, Any]) -> Request:
    """A request to the platform, with the application's credential where it brings no headers of its own."""
    provider, options = application.provider, {"app_id": application.app_id, **application.options()}
    path, _, query = asked["path"].partition("?")
    for name, value in provider.signature(options, application.clock.now()).items():
        query = query.replace(f"{{{name}}}", quote(str(value), safe=""))
    headers = {**_JSON, **asked.get("headers", provider.credential(options))}
    body = orjson.dumps(asked["body"]) if "body" in asked else b""
    return Request(asked["method"], path, query, headers, body, origin="actor")


def _answer(hub: Hub, request: Request) -> Answer:
    answer = dispatch(hub, request)
    if answer.waits and answer.later is None:  # a scenario has no time to lose, as actors have none
        request.waited = answer.fault
        answer = dispatch(hub, request)
    return answer


def _wrong(turn: Turn, answer: Answer) -> str:
    """Why an answer is not the one that a scenario goes on from; empty where it is."""
    if answer.later is not None:
        return "this waits for the application's own server, which is not there yet; leave it to the test"
    if answer.refusal is None:
        return "this is not refused, though it says refused: true; leave that out" if turn.refused else ""
    code, message = answer.refusal.code, answer.refusal.message
    is_of_control = turn.request.path.startswith(_CONTROL)
    if is_of_control and code != "refused":
        return message
    told = message.removesuffix(".") if is_of_control else f"this is refused: {code} {message}".rstrip(" .")
    return "" if turn.refused else f"{told}; write refused: true where that is meant"
