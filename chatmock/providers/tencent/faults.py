"""What injected faults answer, and how a call tells whom it concerns."""

from __future__ import annotations

from chatmock.core.errors import Error, Refusal
from chatmock.core.faults import Fault
from chatmock.core.sight import Naming
from chatmock.providers.tencent import errors

NAMING = Naming(
    frozenset(("From_Account", "To_Account", "UserID", "Member_Account", "Operator_Account", "Peer_Account")),
    frozenset(("GroupId", "GroupIdList", "TopicId")),
)
_BY_STATUS = {503: 60022, 429: 60007, 401: 70009, 403: 60010, 404: 60009}


def refusal(fault: Fault) -> Refusal:
    """What a fault asks for by its code, or else by its status."""
    code = fault.code or _BY_STATUS.get(fault.status or 0, 91000)
    known = errors.ERRORS.get(int(code) if str(code).isdecimal() else code, errors.internal)
    if fault.message is not None:  # braces in a sentence of somebody's own are no fields
        sentence = fault.message.replace("{", "{{").replace("}", "}}")
        known = Error(known.code, sentence, known.status, known.facts)
    return known(**errors.SAMPLES)
