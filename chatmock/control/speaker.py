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
from chatmock.core.address import host_of
from chatmock.core.api import Api, gather
from chatmock.core.errors import Invalid, Refusal
from chatmock.core.exchange import Request
from chatmock.core.operation import Call, Operation
from chatmock.core.provider import Speaker
from chatmock.core.words import cut, nearest, sentence_about, shown

gather("chatmock.control")

_BODIES = {"object": "; this is JSON, but no object; write it as {…}", "size": "; this is larger than it takes"}
_LOOPBACK = {"localhost", "127.0.0.1", "::1", ""}


class Control(Speaker[Any]):
    """Answers for the control API."""

    name: ClassVar[str] = "control"
    api: ClassVar[Api] = api

    def claims(self, request: Request) -> bool:
        return request.path.startswith("/_chatmock")

    def auth(self, request: Request) -> str:
        return ""

    def authenticate(self, call: Call, operation: Operation | None) -> None:
        host = call.request.headers.get("Host", "")
        name = host.rpartition("]")[0].strip("[") if host.startswith("[") else host.partition(":")[0]
        if name.lower() not in _LOOPBACK:
            raise not_loopback(host=host)
        origin = call.request.headers.get("Origin")
        if origin is not None and origin.partition("://")[2].lower() != host_of(call.request).lower():
            raise not_same_origin(origin=origin)
        if call.request.body and not call.request.headers.get("Content-Type", "").startswith("application/json"):
            kind = call.request.headers.get("Content-Type")
            raise not_json(reason=f"; the header Content-Type says {shown(kind) if kind else 'nothing'}")

    def invalid(self, found: Invalid) -> Refusal:
        if found.keyword == "additionalProperties":
            return unknown_name(
                thing="field", name=found.field, near=near(nearest(found.field, found.expected, 2, 0.4), found.expected)
            )
        return invalid_value(field=found.field, reason=sentence_about(found))

    def refused(self, refusal: Refusal, application: None) -> tuple[int, dict[str, Any]]:
        error = refusal.error
        return error.status, {"error": True, "message": refusal.message(), "code": error.code}

    def unknown_path(self, call: Call) -> Refusal:
        request = call.request
        hint = near(api.nearest_paths(request.method, request.path))
        if "//" in request.path or request.path.endswith("/"):
            hint = ": a part of it is empty; give the name or the id that stands there"
        return unknown_path(path=f"{request.method} {request.path}", near=hint)

    def bad_body(self, reason: str) -> Refusal:
        return not_json(reason=_BODIES.get(reason, ""))

    def bad_json(self, reason: ValueError) -> Refusal:
        return not_json(reason=f"; this is no JSON: {cut(str(reason))}. YAML is read from files only")

    def broken(self, reason: str) -> Refusal:
        return failed(reason=reason)
