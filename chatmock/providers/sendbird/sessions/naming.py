"""What a request tells of the application it is for, whether that is there or not."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from chatmock.core.exchange import Request
from chatmock.core.operation import Tenants
from chatmock.core.texts import query_texts
from chatmock.providers.sendbird.hints import id_in_host, in_any_case

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def told_by(hub: Tenants, request: Request) -> dict[str, Any]:
    """The id of the application and, of a backend's request, its token; nothing where the token is another one's."""
    app_id, token = _app_id(hub, request), request.headers.get("Api-Token")
    if not app_id or (token is not None and hub.holder("sendbird", token) is not None):
        return {}
    return {"app_id": app_id} if token is None else {"app_id": app_id, "api_token": token}


def _app_id(hub: Tenants, request: Request) -> str:
    """By what a client says, else by the host, which is in lower case: the ids of the service are in upper case (docs)."""
    headers = request.headers
    said = next((unquote(value) for name, value in query_texts(request.query) if name == "ai"), "")
    said = said or headers.get("App-Id") or "".join(headers.get("SendBird", "").split(",")[3:4])
    if said.strip():
        return said.strip()
    named = id_in_host(headers.get("Host", ""))
    known = in_any_case(hub, named)
    if known is not None:
        return str(known.app_id)
    return named.upper() if _UUID.fullmatch(named) else named
