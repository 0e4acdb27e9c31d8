"""The text of a UserSig: JSON, zlib, and base64 with ``*``, ``-`` and ``_`` for ``+``, ``/`` and ``=`` (live: tls-sig-api-v2)."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from typing import Any

import orjson
from msgspec.structs import replace

from chatmock.core.jsontext import parse
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.model import Ticket

DAYS_180 = 180 * 24 * 3600
"""How many seconds the vendor's packages make a UserSig good for."""
_LONGEST = 8192
"""Characters of a UserSig, and bytes of what is packed in it."""
_TO_WIRE = str.maketrans("+/=", "*-_")
_FROM_WIRE = str.maketrans("*-_", "+/=")
_WIRE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-_")


def make(ticket: Ticket, key: str) -> str:
    """The UserSig of a ticket, signed with a key."""
    signed = replace(ticket, sig=ticket.proof(key))
    values: dict[str, Any] = {
        "TLS.ver": "2.0",
        "TLS.identifier": signed.user_id,
        "TLS.sdkappid": signed.app_id,
        "TLS.expire": signed.expire,
        "TLS.time": signed.time,
        "TLS.sig": signed.sig,
    }
    if signed.userbuf is not None:
        values["TLS.userbuf"] = signed.userbuf
    return b64encode(zlib.compress(orjson.dumps(values))).decode().translate(_TO_WIRE)


def read(text: str) -> Ticket:
    """What a UserSig says, whoever made it. Errors: ticket_empty, ticket_unreadable, ticket_incomplete."""
    if not text:
        raise errors.ticket_empty()
    values = _unpack(text)
    version, user_id, app_id, expire, time, sig = (
        values.get(f"TLS.{name}") for name in ("ver", "identifier", "sdkappid", "expire", "time", "sig")
    )
    userbuf = values.get("TLS.userbuf")
    texts = (version, user_id, sig, *(() if userbuf is None else (userbuf,)))
    if not all(type(one) is str for one in texts) or not all(type(one) is int for one in (app_id, expire, time)):
        raise errors.ticket_incomplete()
    return Ticket(user_id, app_id, time, expire, userbuf, sig)  # type: ignore[arg-type]


def _unpack(text: str) -> dict[str, Any]:
    if len(text) > _LONGEST or not _WIRE.issuperset(text):
        raise errors.ticket_unreadable()
    try:
        packed = zlib.decompressobj()
        values = parse(packed.decompress(b64decode(text.translate(_FROM_WIRE), validate=True), _LONGEST))
    except (ValueError, zlib.error):
        raise errors.ticket_unreadable() from None
    if not packed.eof or not isinstance(values, dict):
        raise errors.ticket_unreadable()
    return values
