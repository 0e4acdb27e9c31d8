"""The application a request belongs to, by the kind of its operation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from chatmock.core.errors import Refusal
from chatmock.core.exchange import Request
from chatmock.core.operation import Call, Operation
from chatmock.core.provider import Provider
from chatmock.providers.connectycube import limits
from chatmock.providers.connectycube.model import App
from chatmock.providers.connectycube.reading import body_of
from chatmock.providers.connectycube.sessions import callers


def application_of(provider: Provider[App], call: Call, operation: Operation | None) -> App | None:
    """Find out whose a request is, and who asks: ``call.caller`` becomes its session. Raises the documented refusals."""
    if operation is None or not operation.auth:
        return callers.by_token(call, operation)
    if operation.auth == "open":
        return _open(provider, call, operation)
    if operation.auth == "admin":
        return callers.by_administration(call, operation)
    headers = call.request.headers
    if operation.auth == "key" and callers.KEY in headers and not headers.get(callers.TOKEN):
        return callers.by_key(call, operation)
    return callers.by_token(call, operation)


def told_by(request: Request) -> dict[str, Any]:
    """What the request for a session tells of its application: its id and key. Nobody can tell the secret."""
    if request.method != "POST" or request.path.strip("/").removesuffix(".json").lower() != "session":
        return {}
    try:
        sent = body_of(request.body, request.headers.get("Content-Type", ""))
    except Refusal:
        return {}
    app_id, key = str(sent.get("application_id", "")), sent.get("auth_key")
    if not (app_id.isascii() and app_id.isdecimal() and len(app_id) < 12 and isinstance(key, str)):
        return {}
    return {"app_id": int(app_id), "auth_key": key, "check_signatures": False}


def _open(provider: Provider[App], call: Call, operation: Operation) -> App | None:
    """The application of a request without a session: named by its path, by the file it asks for, or by its body."""
    app: App | None
    if "app_id" in operation.parameters:
        app = callers.application_by_id(call.hub, call.path[operation.parameters.index("app_id")])
    elif "blob_id" in operation.parameters:
        if callers.token_of(call, operation):
            return callers.by_token(call, operation)
        app = cast(App | None, call.hub.holder(callers.NAME, call.path[0]))
    else:
        sent = provider.read(call)
        call.read = sent if isinstance(sent, Mapping) else {}
        app = callers.application_by_id(call.hub, call.read.get("application_id"))
    call.app = app
    if app is not None:
        limits.check(app, call, operation)
    return app
