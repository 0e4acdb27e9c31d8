"""The application's own server is asked before something happens: the question, and how its answer is read."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from chatmock.core.errors import Error, Invalid
from chatmock.core.inquiry import Inquiry
from chatmock.core.jsontext import parse
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import schemas
from chatmock.providers.tencent.model import App, Caller
from chatmock.providers.tencent.webhooks.posting import new_delivery

VERDICT = "webhook.verdict"
"""The schema of its answer."""
PATIENCE = 2.0
"""Seconds of the application's clock that its server has for its answer (docs, 2024)."""
ALLOW, REFUSE, DROP = 0, 1, 2
"""What ErrorCode says."""
_C2C_OWN, _GROUP_OWN = range(120_001, 130_001), range(10_100, 10_201)
FRIENDS_OWN = range(38_000, 39_001)
"""The codes that the application's server has of its own (docs, 2024)."""


class Rule(msgspec.Struct, frozen=True):
    """What the answers to a before-webhook mean."""

    refused: Error | None = None
    """The refusal for 1; None where the code of the whole answer says nothing."""
    own: range = range(0)
    """Codes that are passed on."""
    drops: bool = False
    """Whether 2 has it that nothing happens, and nobody is told."""


_GROUP = Rule(errors.group_refused, _GROUP_OWN)
RULES = {
    "Sns.CallbackPrevFriendAdd": Rule(),
    "Sns.CallbackPrevFriendResponse": Rule(),
    "C2C.CallbackBeforeSendMsg": Rule(errors.c2c_refused, _C2C_OWN, drops=True),
    "Group.CallbackBeforeCreateGroup": _GROUP,
    "Group.CallbackBeforeApplyJoinGroup": _GROUP,
    "Group.CallbackBeforeInviteJoinGroup": _GROUP,
    "Group.CallbackBeforeSendMsg": Rule(errors.group_refused, _GROUP_OWN, drops=True),
    "Group.CallbackBeforeCreateTopic": _GROUP,
}


class Verdict(msgspec.Struct, frozen=True):
    """What the application's server has to say, where it does not refuse."""

    drops: bool = False
    """Whether nothing is to happen, as if it had."""
    answer: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """The rest of its answer."""


ALLOWED = Verdict()
"""Of a server that has nothing against it, and of one that is not asked."""
log = logging.getLogger("chatmock")


def ask(
    app: App,
    command: str,
    by: Caller,
    body: Mapping[str, Any],
    go_on: Callable[[Verdict], Any],
    again: Callable[[], object],
) -> Any:
    """Ask the application's server, and go on as it says; at once where nobody wants to be asked.

    ``again`` checks everything once more after the answer, for the world may be another by then. Without an answer in time,
    or with one that is not right, it goes on, unless the settings refuse it then (80003).
    """
    if not app.webhook.wants(command):
        return go_on(ALLOWED)

    def then(answer: bytes | None) -> Any:
        verdict = _judge(app, command, answer)
        again()
        return go_on(verdict)

    return Inquiry(new_delivery(app, command, by, body, ""), then, patience=PATIENCE)


def _judge(app: App, command: str, answer: bytes | None) -> Verdict:
    """Errors: c2c_refused, group_refused, those of the application's own, webhook_failed."""
    rule = RULES[command]
    try:
        found = _read(answer)
    except ValueError as reason:
        return fail(app, command, str(reason))
    if rule.refused is None:
        return Verdict(answer=found)
    code = found["ErrorCode"]
    if code == REFUSE:
        raise rule.refused()
    if code in rule.own:
        raise errors.own_error(code, found.get("ErrorInfo", ""))
    if code == ALLOW or (code == DROP and rule.drops):
        return Verdict(code == DROP, found)
    return fail(app, command, f"the ErrorCode {code}, which means nothing there")


def fail(app: App, command: str, reason: str) -> Verdict:
    """What becomes of it where an answer is late or not right: it goes through, or is refused. Errors: webhook_failed."""
    if app.webhook.refuses_on_failure:
        raise errors.webhook_failed(command=command, reason=reason)
    log.warning("%s had %s: it goes through, as nothing else is set", command, reason)
    return ALLOWED


def _read(answer: bytes | None) -> dict[str, Any]:
    """The answer of an application's server. Raises ValueError with the reason where there is none that is right."""
    if answer is None:
        raise ValueError("no answer with the status 200 in time")
    try:
        found = parse(answer)
    except ValueError:
        raise ValueError("an answer that is no JSON") from None
    if not isinstance(found, dict):
        raise ValueError("an answer that is no object")
    try:
        return schemas[VERDICT].accept(found)
    except Invalid as wrong:
        raise ValueError(f"an answer whose {wrong.field or 'body'} is not right") from None
