"""Who answers for the control API: what it takes, and how it refuses."""

from __future__ import annotations

from typing import Any, ClassVar

from chatmock.control.api import (
    api,
    failed,
    invalid_value,
    near,
    not_json,
    not_loopback,
    not_same_origin,
    unknown_name,
    unknown_path,
)
from chatmock.control.carried import carried
from chatmock.control.parameters import check_no_body, check_query, in_one, media_type
from chatmock.core.address import host_of
from chatmock.core.api import Api, gather
from chatmock.core.dispatch import json_object
from chatmock.core.errors import Invalid, Refusal
from chatmock.core.exchange import FAULT, Request, asks_for_page
from chatmock.core.faults import Fault
from chatmock.core.hub import Hub
from chatmock.core.operation import BY_QUERY, Call, Operation
from chatmock.core.printable import printable
from chatmock.core.provider import Provider, Speaker
from chatmock.core.seed_text import YAML, SeedError, values_of
from chatmock.core.texts import Texts
from chatmock.core.words import cut, nearest, sentence_about, shown

gather("chatmock.control")

_BODIES = {"object": "; this is JSON, but no object; write it as {…}", "size": "; this is larger than it takes"}
_OWN_SITE = ("none", "same-origin")
"""What a browser says of requests that no page of another origin has made."""


class Control(Speaker[Any]):
    """Answers for the control API."""

    name: ClassVar[str] = "control"
    api: ClassVar[Api] = api

    def admits(self, hub: Hub, origin: str) -> bool:
        return hub.doors.admits_origin(origin)

    def claims(self, request: Request) -> bool:
        return request.path.startswith("/_chatmock") or (request.path == "/" and asks_for_page(request))

    def auth(self, request: Request) -> str:
        return ""

    def authenticate(self, call: Call, operation: Operation | None) -> None:
        self._admit(call)
        request = call.request
        kind = media_type(request)
        is_taken = kind == "application/json" or (operation is not None and kind in operation.takes)
        if (request.body or request.form is not None or request.problem) and not is_taken:
            raise not_json(reason=f"; the header Content-Type says {shown(kind) if kind else 'nothing'}")
        if "//" in request.path:
            raise self.unknown_path(call)

    def read(self, call: Call) -> dict[str, Any] | Texts | None:
        """The values of body and query in one; None where there is a query alone. A state may come as YAML."""
        operation, request = call.operation, call.request
        assert operation is not None
        texts = check_query(operation, request.query)
        if not request.body:
            return None
        body = self._state_in(request.body) if media_type(request) in YAML else json_object(self, request.body)
        if operation.accept is None or operation.method in BY_QUERY:
            check_no_body(operation, body)
            return texts
        return in_one(operation.accept, operation.query_parameters, texts, body)

    @staticmethod
    def _state_in(body: bytes) -> dict[str, Any]:
        try:
            values, _ = values_of(body, "state")
        except SeedError as reason:
            raise invalid_value(field="state", reason=reason) from None
        if not isinstance(values, dict):
            raise invalid_value(field="state", reason="a seed document is a mapping with keys such as users")
        return values

    def _admit(self, call: Call) -> None:
        """Refuse whoever may not use the control API."""
        request, doors = call.request, call.hub.doors
        host = request.headers.get("Host", "")
        if not doors.admits_host(host, request.peer):
            raise not_loopback(host=printable(repr(host), 200), peer=request.peer)
        origin = request.headers.get("Origin")
        if origin is None:
            if request.headers.get("Sec-Fetch-Site", "none").lower() not in _OWN_SITE:
                raise not_same_origin(origin="the page of this request")
        elif origin.partition("://")[2].lower() != host_of(request).lower() and not doors.admits_origin(origin):
            raise not_same_origin(origin=printable(repr(origin), 200))

    def carried_fault(self, call: Call) -> Fault:
        self._admit(call)
        speaker = call.hub.speaker(call.request)
        if call.operation is None or not isinstance(speaker, Provider):
            where = "a handshake; POST /_chatmock/faults adds one on connect" if call.operation is None else "this API"
            raise invalid_value(field=FAULT, reason=f"requests to a platform carry faults, not {where}")
        try:
            return carried(call, speaker)
        except Invalid as found:
            raise self.invalid(found) from None

    def invalid(self, found: Invalid) -> Refusal:
        if found.keyword == "additionalProperties":
            name, known = found.field, found.expected
            if known is None and found.error is not None:  # inside a field
                [name, *_], known = found.error.kind.unexpected, (found.rule or {}).get("properties", ())  # type: ignore[attr-defined]
                name = f"{name} in {found.field}"
            return unknown_name(thing="field", name=name, near=near(nearest(name, known, 2, 0.4), known))
        return invalid_value(field=found.field, reason=sentence_about(found))

    def refused(self, refusal: Refusal, message: str, application: None) -> tuple[int, dict[str, Any]]:
        return refusal.error.status, {"error": True, "message": message, "code": refusal.error.code}

    def unknown_path(self, call: Call) -> Refusal:
        request = call.request
        hint = near(api.nearest_paths(request.method, request.path))
        if "//" in request.path or request.path.endswith("/"):
            hint = ": a part of it is empty; give the name or the id that stands there"
        return unknown_path(path=f"{request.method} {request.path}", near=hint)

    def bad_body(self, reason: str) -> Refusal:
        return not_json(reason=_BODIES.get(reason, ""))

    def bad_json(self, reason: ValueError) -> Refusal:
        return not_json(
            reason=f"; this is no JSON: {cut(str(reason))}. YAML is read from files, and by PUT /_chatmock/state as application/yaml"
        )

    def broken(self, reason: str) -> Refusal:
        return failed(reason=reason)
