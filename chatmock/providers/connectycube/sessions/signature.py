"""Signatures of sessions: an HMAC of all that is sent, with the application's secret."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from typing import Any

from chatmock.core.operation import Call
from chatmock.providers.connectycube.errors import bad_signature, bad_timestamp, repeated_nonce
from chatmock.providers.connectycube.model import App, Given
from chatmock.providers.connectycube.reading import body_of

MOST_APART = 3600
"""Seconds that a timestamp may be away from the application's clock."""
KEPT = 10_000
"""Pairs of a timestamp and a nonce that are remembered."""


def check_signature(app: App, call: Call, given: Given) -> None:
    """Refuse a session whose timestamp or signature is wrong; without a signature the key alone is enough.

    Errors: bad_timestamp, bad_signature, repeated_nonce.
    """
    timestamp, nonce = given.get("timestamp"), given.get("nonce")
    if timestamp is not None and abs(timestamp - app.clock.seconds()) > MOST_APART:
        raise bad_timestamp()
    if "signature" not in given:
        return
    request = call.request
    sent = body_of(request.body, request.headers.get("Content-Type", ""))
    if app.check_signatures and not is_signed(sent, given["signature"], app.auth_secret):
        raise bad_signature()
    if timestamp is not None and nonce is not None:
        pair = (str(timestamp), str(nonce))
        if pair in app.nonces:
            raise repeated_nonce()
        app.nonces[pair] = None
        if len(app.nonces) > KEPT:
            del app.nonces[next(iter(app.nonces))]


def is_signed(sent: Mapping[str, Any], signature: str, secret: str) -> bool:
    """Whether a signature is that of what was sent, by SHA-1 or SHA-256 as its length says."""
    text = "&".join(f"{name}={value}" for name, value in sorted(flattened(sent)) if name != "signature")
    kind = {40: "sha1", 64: "sha256"}.get(len(signature))
    return kind is not None and hmac.compare_digest(
        hmac.new(secret.encode(), text.encode("utf-8", "surrogatepass"), kind).hexdigest().encode(),
        signature.lower().encode("utf-8", "surrogatepass"),
    )


def flattened(sent: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """What was sent as a flat form has it: ``user[login]`` is the login of the user."""
    for name, value in sent.items():
        full = f"{prefix}[{name}]" if prefix else name
        if isinstance(value, Mapping):
            yield from flattened(value, full)
        elif isinstance(value, bool):
            yield full, "true" if value else "false"
        else:
            yield full, str(value)
