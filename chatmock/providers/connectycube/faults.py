"""What injected faults answer, and how a call tells whom it concerns."""

from __future__ import annotations

from chatmock.core.errors import Error, Refusal
from chatmock.core.faults import Fault
from chatmock.core.sight import Naming
from chatmock.providers.connectycube import errors

NAMING = Naming(
    frozenset(("user_id", "recipient_id", "recipientId", "occupants_ids")),
    frozenset(("dialog_id", "dialog_ids", "chat_dialog_id", "chat_dialog_ids")),
)
_BY_STATUS = {503: "unavailable", 429: "rate_limited", 401: "no_session", 403: "forbidden", 404: "not_found"}


def refusal(fault: Fault) -> Refusal:
    """What a fault asks for by its code, or else by its status."""
    code = fault.code or _BY_STATUS.get(fault.status or 0, "unexpected")
    known = errors.ERRORS.get(str(code), errors.unexpected)
    if fault.message is not None:  # braces in a sentence of somebody's own are no fields
        sentence = fault.message.replace("{", "{{").replace("}", "}}")
        known = Error(known.code, sentence, known.status, known.facts)
    return known(field="base", limit=0, reason="Injected by chatmock.", provider="provider")
