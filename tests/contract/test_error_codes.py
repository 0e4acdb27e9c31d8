"""Every documented error code, provoked by the requests that the documentation names for it."""

import json

import pytest

from chatmock.core.perform import perform
from chatmock.core.sample import Ask
from chatmock.providers.sendbird.samples.causes import CAUSES
from chatmock.serving import new_hub

DOCUMENTED = {
    *range(400100, 400113),
    *(400151, 400201, 400202, 400401, 400402, 400403, 400404, 400601, 400602, 400800, 400920, 500901, 500910, 503),
}
STATUS = {503: 503, 500901: 500, 500910: 429}
OF_2016 = {
    400100: "nickname must be a string.",
    400101: "limit must be a number.",
    400102: "user_ids must be a list.",
    400103: "metadata must be a JSON.",
    400104: "freeze must be a boolean.",
    400105: "nickname must be required.",
    400106: "message_ts must be a positive number.",
    400107: "value must be a negative number.",
    400110: "Length of nickname is not valid.",
    400112: "target_id must be different from user_id.",
    400151: "message contains unusable word.",
    400201: "User not found.",
    400202: "user_id violates unique constraint.",
    400910: "The request has been rate-limited.",
}
"""The words of 2016, where they are others than today's."""
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


@each
def test_in_2016_a_cause_provokes_the_words_of_then(cause, hub, ask):
    [app] = hub
    app.era = "2016"
    assert {ask(step).status for step in cause.before} <= {200}
    answer = ask(cause.ask)
    code = 400910 if cause.code == 500910 else cause.code
    assert (answer.status, json.loads(answer.body)) == (
        STATUS.get(code, 400),
        {"error": True, "message": OF_2016.get(code, cause.message), "code": code},
    )


def test_every_code_of_the_documents_has_a_cause():
    assert sorted(cause.code for cause in CAUSES) == sorted(DOCUMENTED)


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
