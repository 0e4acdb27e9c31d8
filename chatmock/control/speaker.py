"""Who answers for the control API: what it takes, and how it refuses."""

from __future__ import annotations

from difflib import get_close_matches
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

gather("chatmock.control")

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
            raise not_json()

    def invalid(self, found: Invalid) -> Refusal:
        if found.keyword == "additionalProperties":
            names = get_close_matches(found.field, found.expected, 2, 0.4)
            return unknown_name(
                thing="field", name=found.field, near=near(names) or f"; there are: {', '.join(found.expected)}"
            )
        reasons = {"required": "is missing", "type": f"has to be of type {found.expected}"}
        return invalid_value(
            field=found.field,
            reason=reasons.get(found.keyword, f"breaks {found.keyword} {found.expected or ''}".strip()),
        )

    def refused(self, refusal: Refusal, application: None) -> tuple[int, dict[str, Any]]:
        error = refusal.error
        return error.status, {"error": True, "message": refusal.message(), "code": error.code}

    def unknown_path(self, call: Call) -> Refusal:
        request = call.request
        return unknown_path(
            path=f"{request.method} {request.path}", near=near(api.nearest_paths(request.method, request.path))
        )

    def bad_body(self, reason: str) -> Refusal:
        return not_json()

    def broken(self, reason: str) -> Refusal:
        return failed(reason=reason)
