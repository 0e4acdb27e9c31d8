"""Every documented error of ConnectyCube, provoked by the requests that the documentation names for it."""

import json

import pytest

from chatmock.core.perform import perform
from chatmock.core.sample import Ask
from chatmock.providers.connectycube.errors import ERRORS, error_in
from chatmock.providers.connectycube.samples.causes import APP, CAUSES
from chatmock.serving import new_hub

BY_FAULT_ONLY = {"identity_refused", "repeated_nonce", "too_large", "unexpected"}
each = pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.code)


@pytest.fixture
def hub():
    hub = new_hub(strict=True)
    provider = hub.provider("connectycube")
    hub.add(provider.create(1, auth_key="chatmock-key", auth_secret="chatmock-secret")).clock.freeze()
    return hub


@pytest.fixture
def ask(hub):
    """Sends a request, with what earlier answers gave it; gives the answer."""
    kept: dict[str, str] = {}
    return lambda ask: perform(hub, ask, kept, {}).answer


@each
def test_a_cause_provokes_its_error_and_leaves_the_state_as_it_was(cause, hub, ask):
    assert all(ask(step).status < 300 for step in cause.before)
    app = hub.find("connectycube", 1)
    before = app.provider.dump(app)
    answer = ask(cause.ask)
    told = json.loads(answer.body)
    assert (answer.refusal.code, answer.refusal.message) == (cause.code, cause.message)
    assert answer.status == ERRORS[cause.code].status and told.keys() == {"errors"}
    assert cause.code == "unexpected" or error_in(answer.status, told["errors"]).code == cause.code
    assert app.provider.dump(app) == before and hub.broken == []


def test_every_error_has_a_cause():
    assert sorted(cause.code for cause in CAUSES) == sorted(ERRORS)


def test_all_but_four_come_by_ordinary_use():
    faulty = {cause.code for cause in CAUSES if any("/_chatmock/faults" in step.line for step in cause.before)}
    assert faulty == BY_FAULT_ONLY


@each
def test_a_fault_can_be_any_documented_error(cause, ask):
    ask(APP)
    ask(Ask("POST /_chatmock/faults?provider=connectycube", {"operation": "view_session", "code": cause.code}))
    view = Ask("GET /session", headers={"CB-Token": "{app}"})
    refused = ask(view)
    assert (refused.status, refused.refusal.code) == (ERRORS[cause.code].status, cause.code)
    assert json.loads(refused.body).keys() == {"errors"} and ask(view).status == 200
