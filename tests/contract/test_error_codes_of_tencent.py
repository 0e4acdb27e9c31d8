"""Every documented error of Tencent Chat, provoked by the requests that the documentation names for it."""

import json

import pytest

from chatmock.core.perform import perform
from chatmock.core.sample import Ask
from chatmock.providers.tencent.errors import ERRORS
from chatmock.providers.tencent.samples.asking import CHECK, SIGNED, call
from chatmock.providers.tencent.samples.causes import CAUSES
from chatmock.serving import new_hub

each = pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: str(cause.code))


@pytest.fixture
def hub():
    hub = new_hub(strict=True)
    hub.make("tencent", hub.cards["tencent"].defaults).clock.freeze()
    return hub


@pytest.fixture
def ask(hub):
    """Sends a request, with what earlier answers gave it; gives the answer."""
    kept: dict[str, str] = {}
    return lambda ask: perform(hub, ask, kept, {}).answer


@each
def test_a_cause_provokes_its_error_and_leaves_the_state_as_it_was(cause, hub, ask):
    assert all(ask(step).refusal is None for step in cause.before)
    [app] = hub
    before = app.provider.dump(app)
    answer = ask(cause.ask)
    told = json.loads(answer.body)
    assert (answer.refusal.code, answer.refusal.message) == (cause.code, cause.message)
    assert answer.status == ERRORS[cause.code].status and told["ActionStatus"] == "FAIL"
    assert (told["ErrorCode"], told["ErrorInfo"]) == (cause.code, cause.message)
    assert app.provider.dump(app) == before and hub.broken == []


def test_every_error_has_a_cause():
    assert sorted(cause.code for cause in CAUSES) == sorted(ERRORS)


@each
def test_a_fault_can_be_any_documented_error(cause, ask):
    ask(SIGNED)
    ask(Ask("POST /_chatmock/faults?provider=tencent", {"operation": "account_check", "code": cause.code}, {}))
    refused = ask(call(CHECK, {"CheckItem": []}))
    assert (refused.status, refused.refusal.code) == (ERRORS[cause.code].status, cause.code)
    assert ask(call(CHECK, {"CheckItem": []})).refusal is None
