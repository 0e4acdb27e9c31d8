"""The control API: what a test double can do that the service cannot, for any language, under ``/_chatmock``.

It is itself an Api of operations, served like any provider's. It answers hosts of the loopback only, and no page of
another origin: a browser sends a POST without a body there unasked.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, ClassVar
from urllib.parse import urlsplit

from chatmock import __version__
from chatmock.control import actors, applications, clock, documents, faults, journal, limits, settings  # noqa: F401
from chatmock.control.api import (
    Given,
    api,
    failed,
    invalid_value,
    near,
    no_ca,
    not_json,
    not_loopback,
    not_same_origin,
    unknown_name,
    unknown_path,
)
from chatmock.core.address import host_of
from chatmock.core.api import Api, Operation
from chatmock.core.application import Application, Hub
from chatmock.core.dispatch import Binary, Call, Request
from chatmock.core.errors import Invalid, Refusal
from chatmock.core.listening import port_numbers
from chatmock.core.provider import Speaker

_LOOPBACK = {"localhost", "127.0.0.1", "::1", ""}


@api.get("/health", returns="health")
def view_health(hub: Hub) -> Given:
    """Whether the server answers, and what it holds."""
    return {
        "status": "ok",
        "version": __version__,
        "providers": [provider.name for provider in hub.providers],
        "applications": [application.app_id for application in hub],
        "listening": port_numbers(hub.addresses),
        **({"tls_port": urlsplit(hub.secure_url).port} if hub.secure_url else {}),
    }


@api.get("/ca.pem")
def view_ca_certificate(hub: Hub) -> Binary:
    """The certificate of the CA that clients by https have to trust, in PEM."""
    if not hub.ca_certificate:
        raise no_ca()
    return Binary(hub.ca_certificate, "application/x-pem-file")


@api.get("/operations", returns="operation.page")
def list_operations(hub: Hub) -> Given:
    """Every operation of every provider."""
    return {
        "operations": [
            {
                "provider": provider.name,
                "name": operation.name,
                "method": operation.method,
                "path": provider.api.prefix + operation.path,
                "summary": operation.summary,
            }
            for provider in hub.providers
            for operation in (*provider.api.operations.values(), *provider.api.commands.values())
        ]
    }


class Control(Speaker):
    """Answers for the control API."""

    name: ClassVar[str] = "control"
    api: ClassVar[Api] = api

    def claims(self, path: str) -> bool:
        return path.startswith("/_chatmock")

    def auth(self, request: Request) -> str:
        return ""

    def authenticate(self, call: Call, operation: Operation | None) -> Application | None:
        host = call.request.headers.get("Host", "")
        name = host.rpartition("]")[0].strip("[") if host.startswith("[") else host.partition(":")[0]
        if name.lower() not in _LOOPBACK:
            raise not_loopback(host=host)
        origin = call.request.headers.get("Origin")
        if origin is not None and origin.partition("://")[2].lower() != host_of(call.request).lower():
            raise not_same_origin(origin=origin)
        if call.request.body and not call.request.headers.get("Content-Type", "").startswith("application/json"):
            raise not_json()
        return None

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

    def refused(self, refusal: Refusal, application: Application | None) -> tuple[int, dict[str, Any]]:
        error = refusal.error
        return error.code, {"error": True, "message": refusal.message(), "code": error.words("word")}

    def unknown_path(self, call: Call) -> Refusal:
        request = call.request
        return unknown_path(
            path=f"{request.method} {request.path}", near=near(api.nearest_paths(request.method, request.path))
        )

    def bad_body(self, reason: str) -> Refusal:
        return not_json()

    def broken(self, reason: str) -> Refusal:
        return failed(reason=reason)
