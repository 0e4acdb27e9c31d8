"""A provider of notes: a platform unlike any other in all that a platform may choose.

Applications have numbers for ids. Whoever has a secret is given a key, by a form with names in brackets. Every answer says
whether it is ``ok``; a refusal has status 200 and a code that is a text. A note may have a drawing, which is bytes. Who
publishes a note asks the application's own server first. Its sockets speak in bytes: a word, then fields, zeroes between.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from chatmock.core.actors import ask
from chatmock.core.api import Api
from chatmock.core.card import Card
from chatmock.core.connection import Connection
from chatmock.core.errors import Error, Invalid, Refusal, Refused
from chatmock.core.exchange import Request
from chatmock.core.faults import Fault
from chatmock.core.frame import Frame
from chatmock.core.frames import Outcome, carry_out, note, spoil
from chatmock.core.hub import Hub
from chatmock.core.jsontext import parse
from chatmock.core.operation import Call, Operation, Tenants
from chatmock.core.points import Point
from chatmock.core.provider import Act, Provider
from chatmock.core.sample import Ask, Cause
from chatmock.core.secrets import Secrets
from chatmock.core.seed_text import Place
from chatmock.core.texts import Texts
from tests.core.notes_api import ERRORS, Pad, api, broken, no_key, wrong

KEY = "Notes-Key"


class Notes(Provider[Pad]):
    """The platform as the core knows it."""

    name: ClassVar[str] = "notes"
    api: ClassVar[Api] = api
    card: ClassVar[Card] = Card(
        "notes",
        {
            "properties": {
                "app_id": {"type": "integer", "default": 7},
                "secret": {"type": "string", "default": "a-secret-of-twenty-and-more"},
            },
            "x-env": {"NOTES_URL": "{url}/notes", "NOTES_APP": "{app_id}"},
            "x-pointers": ["Notes  {url}/notes  with the secret  {secret}"],
            "x-hosts": ["*.notes.example"],
        },
    )
    plan: ClassVar[Path | None] = Path(__file__).parent / "notes_plan"
    security: ClassVar[dict[str, dict[str, Any]]] = {"": {"type": "apiKey", "in": "header", "name": KEY}}
    secrets: ClassVar[Secrets] = Secrets(headers=(KEY,), fields=("secret", "key"), query=("key",))
    allow_origin: ClassVar[bool] = True
    exposes: ClassVar[tuple[str, ...]] = ("Notes-Expires",)
    refuses_with_success: ClassVar[bool] = True
    about_errors: ClassVar[str] = "Every refusal says `ok: false`.\n"

    # --- requests ---

    def claims(self, request: Request) -> bool:
        return request.path.startswith("/notes/")

    def auth(self, request: Request) -> str:
        return ""

    def authenticate(self, call: Call, operation: Operation | None) -> Pad | None:
        if operation is not None and operation.auth == "open":
            return None
        call.caller = call.request.headers.get(KEY, "")
        found: Pad | None = call.hub.holder(self.name, call.caller)
        if found is None:
            raise no_key()
        return found

    def read(self, call: Call) -> Mapping[str, Any] | Texts | None:
        request = call.request
        kind = request.headers.get("Content-Type", "")
        if kind == "application/x-www-form-urlencoded":
            return nested(parse_qsl(request.body.decode()))
        if kind == "image/x-drawing":
            return {"bytes": request.body.hex()}
        if request.method == "GET" and request.body:
            found: Mapping[str, Any] = parse(request.body)
            return found
        return None

    def answer(self, operation: Operation, shown: Any) -> Any:
        return {"ok": True, **shown}

    # --- refusals ---

    def invalid(self, found: Invalid) -> Refusal:
        return wrong(field=found.field)

    def refused(self, refusal: Refusal, message: str, application: Pad | None) -> tuple[int, dict[str, Any]]:
        error = refusal.error
        return error.status, {"ok": False, "why": error.code, "says": message, **error.facts}

    def refusal_in(self, status: int, answer: Any) -> Refused | None:
        return Refused(answer["why"], answer["says"]) if answer.get("ok") is False else None

    def unknown_path(self, call: Call) -> Refusal:
        return wrong(field="address")

    def bad_body(self, reason: str) -> Refusal:
        return wrong(field="body")

    def broken(self, reason: str) -> Refusal:
        return broken(reason=reason)

    def fault(self, fault: Fault, application: Pad | None) -> Refusal:
        known = ERRORS.get(fault.code or "broken", broken)
        return Error(known.code, fault.message or "A fault.", known.status, known.facts)()

    def error_codes(self) -> set[int | str]:
        return set(ERRORS)

    def fault_points(self) -> dict[str, Point]:
        own = {"may publish": Point("delivery"), "frame published": Point("frame", by_users=True)}
        return {**super().fault_points(), **own}

    def causes(self) -> tuple[Cause, ...]:
        missing = Ask("GET /notes/none", headers=None)
        return (Cause("note.missing", "nothing is there", "an unknown note", missing, "There is no note none."),)

    # --- sockets ---

    def claims_socket(self, request: Request) -> bool:
        return request.path == "/notes/socket"

    def connect(self, hub: Hub, request: Request, connection: Connection) -> None:
        key = request.query.removeprefix("key=")
        app = hub.holder(self.name, key)
        if key == "odd":
            raise LookupError("no door")
        if app is None:
            connection.refusal = 401
            return
        connection.application, connection.who = app, f"reader-{len(app.connections)}"
        app.connections.add(connection)
        note(app, "connect", "connected", user=connection.who)

    def received(self, hub: Hub, connection: Connection, data: str | bytes) -> None:
        if isinstance(data, str):
            raise TypeError("only bytes are understood")
        word, *fields = data.decode().split("\0")
        sent = dict(field.split("=", 1) for field in fields)
        carry_out(hub, connection, word, data, partial(self._conclude, connection), sent=sent)

    def _conclude(self, connection: Connection, outcome: Outcome) -> None:
        if outcome.refusal is not None:
            told = b"no\0" + str(outcome.refusal.error.code).encode()
        else:
            told = b"ok\0" + outcome.result["text"].encode() if outcome.result else b"ok"
        frame = Frame(told, binary=True)
        if outcome.fault is None:
            connection.send(frame)
        else:
            spoil(outcome.fault, connection, frame)

    def closed(self, hub: Hub, connection: Connection) -> None:
        if connection.application is not None:
            connection.application.connections.remove(connection)

    def failed(self, hub: Hub, connection: Connection, reason: str) -> None:
        connection.send(Frame(f"failed\0{reason}".encode(), binary=True))

    def unknown_command(self, call: Call) -> Refusal:
        return wrong(field="command")

    # --- applications ---

    def configuration(self, application: Pad) -> dict[str, Any]:
        return {"receiver": application.receiver}

    def configure(self, application: Pad, values: dict[str, Any]) -> None:
        application.receiver = values["receiver"]

    def acts(self) -> dict[str, Act]:
        return {"writes": _writes, "publishes": _publishes}

    def create(self, app_id: Any, **options: Any) -> Pad:
        return Pad(self, app_id, **{"secret": self.card.defaults["secret"], **options})

    def new_options(self, hub: Tenants, number: int) -> dict[str, Any]:
        return {"app_id": 1000 + number, "secret": hub.ids.hex(40)}

    def credential(self, options: Mapping[str, Any]) -> dict[str, str]:
        return {KEY: options["secret"]}

    def admit(self, application: Pad) -> None:
        application.grant(application.pad_secret)

    def load(self, application: Pad, document: dict[str, Any], where: Place) -> None:
        application.notes |= document.get("notes", {})

    def dump(self, application: Pad) -> dict[str, Any]:
        return {
            "chatmock": 1,
            "provider": self.name,
            "application": {"app_id": application.app_id},
            "notes": dict(application.notes),
        }


def nested(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Fields with brackets as objects: ``app[id]=7`` is ``{"app": {"id": "7"}}``."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        *outer, last = re.findall(r"[^\[\]]+", name)
        inner = found
        for step in outer:
            inner = inner.setdefault(step, {})
        inner[last] = value
    return found


def _writes(hub: Any, app: Pad, who: str, given: dict[str, Any]) -> Any:
    return ask(hub, "POST", f"/notes/{given['name']}", {KEY: app.pad_secret}, {"text": f"{who}: {given['text']}"})


def _publishes(hub: Any, app: Pad, who: str, given: dict[str, Any]) -> Any:
    return ask(hub, "POST", f"/notes/{given['name']}/publication", {KEY: app.pad_secret})
