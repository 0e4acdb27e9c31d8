"""Who calls the REST API: the administrator of the application that the address names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import unquote

from chatmock.core.errors import Refusal
from chatmock.core.exchange import Request
from chatmock.core.operation import Call, Operation
from chatmock.providers.tencent import errors, limits
from chatmock.providers.tencent.model import App, Caller
from chatmock.providers.tencent.tickets import checking

NAME = "tencent"
_MOST = 2**32
_LONGEST_ID = 10
"""Digits of an SDKAppID."""


def authenticate(call: Call, operation: Operation | None) -> App:
    """The application of a request; ``call.caller`` becomes its administrator.

    Errors: no_app_id, bad_app_id, no_such_app, no_signature, those of ``checking.check``, needs_admin, bad_query, those
    of ``limits.check``, and no_file.
    """
    if operation is not None and operation.auth == "open":
        return _owner_of_files(call)
    values = query_of(call.request.query)
    app = call.app = application_of(call, values)
    user_id, text = values.get("identifier"), values.get("usersig")
    if not user_id or text is None:
        raise errors.no_signature()
    checking.check(app, text, user_id)
    if not app.is_admin(user_id):
        raise errors.needs_admin()
    _check_rest(values)
    call.caller = Caller(user_id, is_admin=True, address=call.request.peer or "127.0.0.1")
    limits.check(app, call, operation)
    return app


def application_of(call: Call, values: Mapping[str, str]) -> App:
    """The application that a query names. Errors: no_app_id, bad_app_id, no_such_app."""
    named = values.get("sdkappid")
    if not named:
        raise errors.no_app_id()
    if not named.isascii() or not named.isdecimal() or len(named) > _LONGEST_ID:
        raise errors.bad_app_id()
    found = call.hub.find(NAME, int(named))
    if found is None:
        raise errors.no_such_app()
    return cast(App, found)


def told_by(request: Request) -> dict[str, Any]:
    """What a request tells of its application: the SDKAppID, and by the REST API the administrator. Nobody can tell the key."""
    values = query_of(request.query)
    named, admin = values.get("sdkappid", ""), values.get("identifier", "")
    if not named.isascii() or not named.isdecimal() or len(named) > _LONGEST_ID:
        return {}
    by_rest = request.path.startswith("/v4/") and "usersig" in values and admin
    return {"app_id": int(named), "check_signatures": False, **({"admin": admin} if by_rest else {})}


def _owner_of_files(call: Call) -> App:
    """The application whose files an address is for. Errors: no_file."""
    try:
        return application_of(call, {"sdkappid": call.path[0]})
    except Refusal:
        raise errors.no_file() from None


def query_of(query: str) -> dict[str, str]:
    """The values of a query, each once."""
    values: dict[str, str] = {}
    for part in query.split("&"):
        name, _, value = part.partition("=")
        values[name] = value
    if "%" in query or "+" in query:
        return {unquote(name): unquote(value.replace("+", " ")) for name, value in values.items()}
    return values


def _check_rest(values: Mapping[str, str]) -> None:
    random = values.get("random", "0")
    if not random.isascii() or not random.isdecimal() or len(random) > 10 or int(random) >= _MOST:
        raise errors.bad_query(name="random")
    if values.get("contenttype", "json") != "json":
        raise errors.bad_query(name="contenttype")
