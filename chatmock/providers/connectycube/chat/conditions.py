"""Refusals of the chat: stanza errors with the numeric codes that the SDKs read (RFC 6120, 8.3; XEP-0086).

Conditions and codes: the SDKs (client) and public logs (live) where there are any, the protocol's own for the rest.
"""

from __future__ import annotations

from chatmock.core.errors import Error, Refusal, error

# Facts: ``condition`` is the element, ``type`` says whether trying again helps.

bad_request = error(400, "{reason}", status=400, condition="bad-request", type="modify")
bad_address = error(400, "The address is malformed.", status=400, condition="jid-malformed", type="modify")
not_authorized = error(
    401,
    "You must authenticate session first, before you can send any message or presence packet.",
    status=401,
    condition="not-authorized",
    type="auth",
)
forbidden = error(403, "{reason}", status=403, condition="forbidden", type="auth")
not_found = error(404, "{thing} not found.", status=404, condition="item-not-found", type="cancel")
not_allowed = error(405, "{reason}", status=405, condition="not-allowed", type="cancel")
not_acceptable = error(406, "{reason}", status=406, condition="not-acceptable", type="modify")
conflict = error(409, "{reason}", status=409, condition="conflict", type="cancel")
not_implemented = error(
    501, "Feature not supported yet.", status=501, condition="feature-not-implemented", type="cancel"
)
unavailable = error(503, "Service not available.", status=503, condition="service-unavailable", type="cancel")
broken = error(500, "{reason}", status=500, condition="internal-server-error", type="wait")
rate_limited = error(429, "Too many requests.", status=429, condition="policy-violation", type="wait")

ERRORS: dict[int, Error] = {
    found.status: found
    for found in (
        bad_request, not_authorized, forbidden, not_found, not_allowed, not_acceptable, conflict, rate_limited, broken,
        not_implemented, unavailable,
    )
}  # fmt: skip
"""By the status that stands beside each."""


def condition_of(refusal: Refusal) -> tuple[int, str, str, str]:
    """Code, type, condition and sentence of any refusal of the application, those of its REST API, too."""
    own = refusal.error
    if "condition" not in own.facts:
        own = ERRORS.get(own.status, bad_request if own.status < 500 else broken)
    return own.status, own.facts["type"], own.facts["condition"], refusal.message()
