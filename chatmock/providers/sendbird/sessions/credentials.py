"""Credentials of a client that opens a socket."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

import msgspec

from chatmock.core.exchange import Request
from chatmock.core.jsontext import parse
from chatmock.core.texts import query_texts

_ABSENT = ("", "null", "undefined")
"""Texts that stand for "no token": the v3 JavaScript SDK sends the word ``null`` (client)."""


_MARKS = {"SENDBIRD-WS-TOKEN", "SENDBIRD-WS-AUTH"}


class Credentials(msgspec.Struct, frozen=True):
    app_id: str = ""
    user_id: str = ""
    token: str = ""
    """An access token or a session token: clients pass either in the same place."""
    key: str = ""
    """A session key of an earlier login."""
    nickname: str | None = None
    expiring: bool = False
    platform: str = ""
    """The client's SDK, in its own words."""


def credentials_of(request: Request) -> Credentials:
    """The credentials of a handshake: in the query (v3), in the sub-protocol (v4 in browsers and Node), in headers (v4
    on devices)."""
    query = {name: unquote(value.replace("+", " ")) for name, value in query_texts(request.query)}
    also = _protocol(request.headers) or {}
    headers = request.headers
    return Credentials(
        app_id=query.get("ai", ""),
        user_id=query.get("user_id", ""),
        token=_present(query.get("access_token"), also.get("token"), headers.get("SENDBIRD-WS-TOKEN")),
        key=_present(query.get("key"), also.get("auth"), headers.get("SENDBIRD-WS-AUTH")),
        nickname=query.get("nickname"),
        expiring=query.get("expiring_session", "") in ("1", "true"),
        platform=query.get("p", ""),
    )


def has_mark(request: Request) -> bool:
    """Whether a handshake has a mark of the client SDKs: an application's id, or one of their places for tokens."""
    named = any(name == "ai" for name, _ in query_texts(request.query))
    return named or bool(_MARKS & {name.upper() for name in request.headers}) or _protocol(request.headers) is not None


def _present(*values: object) -> str:
    return next((value for value in values if isinstance(value, str) and value not in _ABSENT), "")


def _protocol(headers: Mapping[str, str]) -> dict[str, object] | None:
    """The percent-encoded JSON object that is offered as a sub-protocol; None where there is none."""
    try:
        found = parse(unquote(headers.get("Sec-WebSocket-Protocol", "")).encode())
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
