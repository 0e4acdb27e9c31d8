"""The application's own server is asked before something happens: the question, and how its answer is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chatmock.core.errors import Error, Invalid
from chatmock.core.inquiry import Inquiry
from chatmock.core.jsontext import parse
from chatmock.providers.tencent import errors
from chatmock.providers.tencent.api import schemas
from chatmock.providers.tencent.model import App, Caller
from chatmock.providers.tencent.webhooks.posting import new_delivery

PATIENCE = 2.0
"""Seconds of the application's clock that its server has for its answer (docs, 2024)."""
ALLOW, REFUSE, DROP = 0, 1, 2
"""What ErrorCode says."""
_C2C_OWN, _GROUP_OWN = range(120_001, 130_001), range(10_100, 10_201)
FRIENDS_OWN = range(38_000, 39_001)
"""The codes that the application's server has of its own (docs, 2024)."""


@dataclass(frozen=True, slots=True)
class Rule:
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the application's server has to say, where it does not refuse."""

    drops: bool = False
    """Whether nothing is to happen, as if it had."""
    answer: Mapping[str, Any] = field(default_factory=dict)
    """The rest of its answer."""


_ALLOWED = Verdict()


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
        return go_on(_ALLOWED)

    def then(answer: bytes | None) -> Any:
        verdict = _judge(app, command, answer)
        again()
        return go_on(verdict)

    return Inquiry(new_delivery(app, command, by, body, ""), then, patience=PATIENCE)


def _judge(app: App, command: str, answer: bytes | None) -> Verdict:
    """Errors: c2c_refused, group_refused, those of the application's own, webhook_failed."""
    rule, found = RULES[command], _read(answer)
    code = ALLOW if found is None or rule.refused is None else found["ErrorCode"]
    if found is not None and rule.refused is not None:
        if code == REFUSE:
            raise rule.refused()
        if code in rule.own:
            raise errors.own_error(code, found.get("ErrorInfo", ""))
    if found is None or (code != ALLOW and not (code == DROP and rule.drops)):
        if app.webhook.refuses_on_failure:
            raise errors.webhook_failed(command=command)
        return _ALLOWED
    return Verdict(code == DROP, found)


def _read(answer: bytes | None) -> dict[str, Any] | None:
    """The answer of an application's server; None where there is none that is right."""
    if answer is None:
        return None
    try:
        found = parse(answer)
        return schemas["webhook.verdict"].accept(found) if isinstance(found, dict) else None
    except (ValueError, Invalid):
        return None
