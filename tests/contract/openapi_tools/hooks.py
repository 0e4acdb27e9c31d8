"""What schemathesis shall not do: have a server send beyond the loopback, have it wait for long, ask the same many times."""

import gc
import json
import os
import zlib
from collections import Counter
from typing import Any

import schemathesis

gc.set_threshold(100_000, 50, 1000)  # schemathesis keeps thousands of documents and requests, which are no garbage
NOBODY = "http://127.0.0.1:9/"
DELIVERED_TO = {"url", "bot_callback_url"}
"""Fields with an address to which the server sends of itself."""
WAITS = {"latency", "delay", "timeout"}
"""Fields with seconds of real time that an answer takes."""
WAITING = ("/journal/wait", "/settled")
"""Operations that wait some seconds unless they are told how long."""
NOT_SERVED = "501000"
"""The code that says so of Sendbird's."""
LONG = bool(os.environ.get("CHATMOCK_LONG"))
OF_MANY = {"incorrect_type", "unspecified_http_method"}
"""Kinds of requests of which schemathesis makes four or more for each field, and for each path."""
made: Counter[tuple[Any, ...]] = Counter()
"""How many of them it has made, by the place where they differ."""


def tamed(value: Any) -> Any:
    """The same value, with addresses where nobody listens and times that are short."""
    if isinstance(value, list):
        return [tamed(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: _tamed_field(name, item) for name, item in value.items()}


def _tamed_field(name: str, value: Any) -> Any:
    if name in DELIVERED_TO and isinstance(value, str) and value:
        return NOBODY
    if name in WAITS and isinstance(value, int | float) and not isinstance(value, bool):
        return min(value, 0.01)
    return tamed(value)


def aimed(method: str, path: str, texts: dict[str, Any]) -> dict[str, Any]:
    """Path parameters, of which about every other one names what is there; what the others lead to stays there."""
    known: dict[str, str] = json.loads(os.environ["CHATMOCK_KNOWN"])
    if "open_channels" in (*texts.values(), *path.split("/")):
        known["channel_url"] = known["open_channel_url"]
    if method == "DELETE" and path.endswith(tuple(f"{{{name}}}" for name in texts)):
        return {name: f"no {value}" if value in known.values() else value for name, value in texts.items()}
    return {
        name: known[name] if name in known and zlib.crc32(str(value).encode()) % 2 else value
        for name, value in texts.items()
    }


@schemathesis.hook
def before_load_schema(context: Any, raw_schema: dict[str, Any]) -> None:
    """Files are texts to schemathesis: it cannot put bytes together with rules that begin with ``if``."""
    for name, schema in raw_schema["components"]["schemas"].items():
        if name.endswith(".form"):
            for rule in schema["properties"].values():
                rule.pop("format", None)


@schemathesis.hook
def filter_case(context: Any, case: Any) -> bool:
    """Keep one wrong type for each field and one strange method for each path; which one differs from place to place.

    They are more than half of all requests. A long run sends them all, and so does every run for the control API: the
    project's own tests send all kinds of values in each field of the platforms, of the control API they do not.
    """
    about = case.meta.phase.data
    scenario = getattr(about, "scenario", None)
    if LONG or scenario is None or scenario.value not in OF_MANY or case.path.startswith("/_chatmock"):
        return True
    place = (case.operation.label, scenario.value, about.parameter_location, about.parameter, about.location)
    made[place] += 1
    return made[place] == 1 + zlib.crc32(repr(place).encode()) % 4


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Change a request just before it is sent, in whatever phase it was made.

    It has one credential: the platform refuses two at the creation of an application, and does so with 500. What ends an
    application ends a spare one: everything after it would be refused.
    """
    case.headers = {name: value for name, value in (case.headers or {}).items() if name.lower() != "api-token"}
    if "authorization" not in map(str.lower, case.headers):
        ends = (case.method.upper(), case.path) == ("DELETE", "/v3/applications")
        case.headers["Api-Token"] = os.environ["CHATMOCK_SPARE_TOKEN" if ends else "CHATMOCK_API_TOKEN"]
    case.body = tamed(case.body)
    if case.path_parameters:
        case.path_parameters = aimed(case.method.upper(), case.path, case.path_parameters)
    if case.path.endswith(WAITING):
        if isinstance(case.body, dict):
            case.body.setdefault("timeout", 0.01)
        elif not isinstance(case.body, list | str | int | float | bytes) and case.body is not None:
            case.body = {"timeout": 0.01}


@schemathesis.check
def no_operation_of_the_document_fails(ctx: Any, response: Any, case: Any) -> None:
    """Refuse answers from 500 on. A method or a value that the platform has and chatmock does not serve gets 501, in words."""
    beyond_the_document = case.method.upper() != case.operation.method.upper()
    not_served = response.status_code == 501 and (beyond_the_document or NOT_SERVED in response.text)
    assert response.status_code < 500 or not_served, response.text
