"""The errors of ConnectyCube: its sentences, and how each is wrapped. It has no numbers; the codes are chatmock's words.

Sentences and wrappings: answers of the real service in public logs and threads where there are any (live), its API
reference (docs) for the statuses; the pattern of those for the rest (ruled).
"""

from __future__ import annotations

from chatmock.core.errors import Error, Invalid, Refusal, Refused, error, fits

# Facts: ``base`` wraps a sentence as {"errors": {"base": [...]}}, ``of_field`` as {"errors": {FIELD: [...]}};
# without either it is {"errors": [...]}.

no_session = error("no_session", "Required session does not exist", status=401, base=True)
no_token = error("no_token", "Token is required", status=401)
unauthorized = error("unauthorized", "Unauthorized", status=401)
invalid_password = error("invalid_password", "Invalid password", status=401)
identity_refused = error("identity_refused", "Unauthorized by the identity provider", status=401)
no_user = error("no_user", "User not found", status=404)
needs_user = error("needs_user", "Forbidden. Need user.", status=403, base=True)
forbidden = error(
    "forbidden", "You don't have appropriate permissions to perform this operation", status=403, base=True
)
no_broadcasts = error(
    "no_broadcasts",
    "You do not have appropriate permissions. Broadcast dialogs can be created only via Admin panel.",
    status=403,
)
fixed_occupants = error(
    "fixed_occupants",
    "Updating occupants_ids is possible only for 'group' and 'public' chat dialogs",
    status=403,
)
not_found = error("not_found", "The resource wasn't found", status=404)
missing = error("missing", "Not found", status=404)
bad_signature = error("bad_signature", "Unexpected signature", status=422)
bad_timestamp = error("bad_timestamp", "invalid timestamp", status=422, of_field="timestamp")
repeated_nonce = error("repeated_nonce", "can't be the same for the same timestamp", status=422, of_field="nonce")
taken = error("taken", "has already been taken", status=422, of_field="{field}")
blank = error("blank", "can't be blank", status=422, of_field="{field}")
invalid_value = error("invalid_value", "is invalid", status=422, of_field="{field}")
too_short = error("too_short", "is too short (minimum is {limit} characters)", status=422, of_field="{field}")
too_long = error("too_long", "is too long (maximum is {limit} characters)", status=422, of_field="{field}")
too_many = error("too_many", "is too long (maximum is {limit} items)", status=422, of_field="{field}")
no_opponent = error("no_opponent", "Occupants_ids is missing opponent ID.", status=422)
no_occupants = error("no_occupants", "occupants_ids field must contain an opponent user id", status=422, base=True)
refused_provider = error("refused_provider", "Invalid token of {provider}", status=422, base=True)
bad_body = error("bad_body", "Bad request. {reason}", status=400, base=True)
too_large = error("too_large", "Request entity is too large", status=413, base=True)
rate_limited = error("rate_limited", "Too many requests", status=429)
over_quota = error("over_quota", "The limit of your plan is reached", status=422, base=True)
unavailable = error("unavailable", "Service is temporarily unavailable", status=503)
unexpected = error("unexpected", "{reason}", status=500, base=True)

BODY_PROBLEMS = {
    "json": "The body is no JSON.",
    "object": "The body is no object.",
    "encoding": "The body cannot be read.",
    "form": "The form cannot be read.",
    "handshake": "This is no handshake of a socket.",
}


def schema_refusal(found: Invalid) -> Refusal:
    """Refuse a value that breaks its schema, with the error of its kind (ruled)."""
    match found.keyword:
        case "required":
            return blank(field=found.field)
        case "minLength":
            if found.expected == 1:
                return blank(field=found.field)
            return too_short(field=found.field, limit=found.expected)
        case "maxLength":
            return too_long(field=found.field, limit=found.expected)
    return invalid_value(field=found.field or "base")


def shape(refusal: Refusal, message: str) -> dict[str, object]:
    """The body of a refusal that says this."""
    facts = refusal.error.facts
    told = [message]
    if facts.get("base"):
        return {"errors": {"base": told}}
    if name := facts.get("of_field"):
        return {"errors": {str(name).format_map(refusal.values): told}}
    return {"errors": told}


ERRORS: dict[str, Error] = {str(found.code): found for found in list(globals().values()) if isinstance(found, Error)}
"""All of them by their codes."""


def error_in(status: int, told: object) -> Refused:
    """What a body under ``errors`` says: its error where it is a documented one, else its status and words."""
    texts: list[object] = []
    if isinstance(told, dict):
        for value in told.values():
            texts += value if isinstance(value, list) else [value]
    elif isinstance(told, list):
        texts = told
    sentence = str(texts[0]) if texts else ""
    for found in ERRORS.values():
        if found.status == status and fits(found.sentence, sentence):
            return Refused(found.code, sentence)
    return Refused(status, sentence)
