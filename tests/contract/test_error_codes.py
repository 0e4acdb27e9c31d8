"""Every documented error code, provoked by the requests that the documentation names for it."""

import json

import pytest

from chatmock.core.perform import perform
from chatmock.core.sample import Ask
from chatmock.providers.sendbird.samples.causes import CAUSES
from chatmock.serving import new_hub

OF_2016 = {
    *range(400100, 400113),
    *(400151, 400201, 400202, 400401, 400402, 400403, 400404, 400601, 400602, 400800, 400910, 400920, 500901, 503),
}
STATUS = {503: 503, 500901: 500}
BY_FAULT_ONLY = {400107, 400402}
each = pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: str(cause.code))


@pytest.fixture
def hub():
    hub = new_hub(strict=True)
    hub.add(hub.provider("sendbird").create("chatmock", api_token="chatmock-token"))
    return hub


@pytest.fixture
def ask(hub):
    """Sends a request, with what earlier answers gave it; gives the answer."""
    kept: dict[str, str] = {}
    return lambda ask: perform(hub, ask, kept, {"Api-Token": "chatmock-token"}).answer


@each
def test_a_cause_provokes_its_code_and_leaves_the_state_as_it_was(cause, hub, ask):
    assert {ask(step).status for step in cause.before} <= {200}
    [app] = hub
    before = app.provider.dump(app)
    answer = ask(cause.ask)
    assert (answer.status, json.loads(answer.body)) == (
        STATUS.get(cause.code, 400),
        {"error": True, "message": cause.message, "code": cause.code},
    )
    assert answer.content_type == "application/json"
    assert app.provider.dump(app) == before
    assert [*hub] == [app] and hub.broken == []


def test_every_code_of_the_document_has_a_cause():
    assert sorted(cause.code for cause in CAUSES) == sorted(OF_2016)


def test_all_but_two_codes_come_by_ordinary_use():
    faulty = {cause.code for cause in CAUSES if any("/_chatmock/faults" in step.line for step in cause.before)}
    assert faulty == BY_FAULT_ONLY


@each
def test_a_fault_can_be_any_documented_error(cause, ask):
    ask(Ask("POST /_chatmock/faults", {"operation": "view_ccu", "code": cause.code}))
    refused = ask(Ask("GET /v3/applications/ccu"))
    assert json.loads(refused.body).keys() == {"error", "message", "code"}
    assert (refused.status, json.loads(refused.body)["code"]) == (STATUS.get(cause.code, 400), cause.code)
    assert ask(Ask("GET /v3/applications/ccu")).status == 200
