"""Scenarios: faults, sockets and steps in a seed do what the calls of the control API do, or are refused with their line."""

import http.client
import json
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from chatmock.core.seeds import SeedError, parse
from chatmock.serving import new_hub, serve_defaults
from chatmock.testing import ChatmockError
from tests.control.scenarios import CONNECTYCUBE, EVERY, SENDBIRD

NOON = 1_482_148_800_000
HOUR = 3_600_000


def seed_of(text):
    return parse(text.encode(), "bug.yaml", default="sendbird")


def values_of(text):
    return seed_of(text).values


def face(chatmock, name):
    return getattr(chatmock, name)


@pytest.fixture(params=EVERY)
def played(request, chatmock_factory):
    """An application of each platform that began with its scenario."""
    return face(chatmock_factory(seed=values_of(EVERY[request.param])), request.param)


@pytest.fixture
def put(chatmock):
    """Sends a state as YAML; gives the status and the answer."""

    def put(text, path="/_chatmock/state", kind="application/yaml"):
        connection = http.client.HTTPConnection(urlsplit(chatmock.url).netloc, timeout=10)
        try:
            connection.request("PUT", path, text.encode(), {"Content-Type": kind})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    return put


def scenario(face):
    return face.control("GET", "/state", scenario=True).get("scenario", {})


def said(face):
    [conversation] = face.control("GET", "/conversations")["conversations"]
    found = face.control("GET", f"/conversations/{conversation['id']}")["messages"]
    return [message["text"] for message in found]


def test_a_scenario_is_played_on_every_platform(played):
    assert said(played) == ["Soup?"]
    assert played.control("GET", "/clock")["now"] == NOON + HOUR
    assert len(played.control("GET", "/sockets")["sockets"]) == 1
    [fault] = played.control("GET", "/faults")["faults"]
    assert fault["status"] == 503


def test_what_is_exported_is_exported_again(played):
    first = played.control("GET", "/state", scenario=True)
    played.state = first
    second = played.control("GET", "/state", scenario=True)
    by_login = ("ids", "sessions", "statistics")  # who is connected has logged in once more
    assert {n: v for n, v in second.items() if n not in by_login} == {
        n: v for n, v in first.items() if n not in by_login
    }
    assert first["scenario"]["faults"]
    assert first["scenario"]["sockets"]


def test_without_sockets_all_of_it_is_equal(played):
    first = played.control("GET", "/state", scenario=True)
    first["scenario"].pop("sockets")
    played.state = first
    assert played.control("GET", "/state", scenario=True) == first


def test_a_reset_plays_it_again(played):
    before = scenario(played)
    played.control("POST", "/clock/advance", days=1)
    played.control("DELETE", "/faults")
    played.control("POST", "/reset")
    assert said(played) == ["Soup?"]
    assert (scenario(played), played.control("GET", "/clock")["now"]) == (before, NOON + HOUR)


def test_a_state_without_it_has_no_scenario(played):
    assert "scenario" not in played.state


def test_a_fault_goes_on_where_it_is(chatmock):
    chatmock.faults.add("list_users", nth=3, status=503, times=2, unused="ignore")
    chatmock.faults.add("view_user", probability=0.5, status=500)
    chatmock.sendbird.user("alice")
    api = chatmock.sendbird
    api.state = api.control("GET", "/state") | {
        "scenario": {
            "steps": [{"request": {"method": "GET", "path": "/v3/users"}}],
            "faults": scenario_of_group(chatmock),
        }
    }
    counting, drawn = scenario(api)["faults"]
    assert (counting["nth"], counting["times"]) == (2, 2)
    assert (drawn["times"], drawn["seed"]) == (0, "fault 2")


def scenario_of_group(chatmock):
    return chatmock.control("GET", "/state", scenario=True)["scenario"]["faults"]


def test_a_fault_of_a_group_is_told_once(chatmock):
    chatmock.sendbird.user("alice")
    chatmock.tencent.user("bob").connect()
    chatmock.faults.add("*", status=503, times=0, unused="ignore")
    first = chatmock.control("GET", "/state", scenario=True)
    one, other = (document.get("scenario", {}) for document in first["applications"])
    assert ([fault["operation"] for fault in one["faults"]], other) == (["*"], {"sockets": ["bob"]})
    chatmock.control("PUT", "/state", **first)
    again = chatmock.control("GET", "/state", scenario=True)
    assert [document.get("scenario", {}) for document in again["applications"]] == [one, other]


@pytest.mark.parametrize("name", EVERY)
def test_a_server_begins_with_it(name):
    hub = new_hub()
    serve_defaults(hub, {}, [seed_of(EVERY[name])])
    [tenant] = hub.of(name)
    assert (len(tenant.connections), len(list(tenant.faults)), tenant.clock.now()) == (1, 1, NOON + HOUR)


WRONG = [
    ("operation: list_users", "operation: list_usrs", "bug.yaml:7: There is no operation 'list_usrs'; did you mean"),
    ("status: 503", "stat: 503", "bug.yaml:7: There is no field 'stat'; did you mean"),
    ("status: 503", "status: 503, app: other", "bug.yaml:7: app: "),
    ("sockets: [alice]", "socket: [alice]", "bug.yaml:8: unknown key 'socket'; did you mean 'sockets'?"),
    ("sockets: [alice]", "sockets: [3]", "bug.yaml:8: "),
    ("conversation: lunch", "conversation: dinner", "bug.yaml:10: There is no conversation 'dinner'"),
    ("verb: says", "verb: sings", "bug.yaml:10: verb: "),
    ("verb: says, ", "", "bug.yaml:10: a step is one of three"),
    ("user: alice, ", "", "bug.yaml:10: user: is missing"),
    ("advance: {hours: 1}", "advance: {hour: 1}", "bug.yaml:11: There is no field 'hour'; did you mean hours?"),
    ("advance: {hours: 1}", "advance: {hours: 1}, user: bob", "bug.yaml:11: 'user' does nothing beside advance"),
    (
        "advance: {hours: 1}",
        f"advance: {{hours: {9**30}}}",
        "bug.yaml:11: 42391158275216203514294433201 is too large a number",
    ),
    ("steps:", "steps: [3]\n  stops:", "bug.yaml:9: "),
    ("path: /v3/users", "path: v3/users", "bug.yaml:12: path: "),
    ("advance: {hours: 1}", "advance: {hours: 1, group: other}", "bug.yaml:11: group: "),
    (", refused: true", "", "bug.yaml:12: .*write refused: true where that is meant"),
    ("operation: list_users", "operation: view_user, unused: ignore", "bug.yaml:12: this is not refused"),
]


@pytest.mark.parametrize(("right", "wrong", "sentence"), WRONG, ids=[wrong or right for right, wrong, _ in WRONG])
def test_a_wrong_line_is_a_sentence_with_its_place(right, wrong, sentence):
    hub = new_hub()
    with pytest.raises(SeedError, match=f"^{sentence}"):
        serve_defaults(hub, {}, [seed_of(SENDBIRD.replace(right, wrong))])


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"), WRONG[::3], ids=[wrong or right for right, wrong, _ in WRONG[::3]]
)
def test_a_wrong_scenario_changes_nothing(put, chatmock, right, wrong, sentence):
    chatmock.sendbird.user("carol")
    before = chatmock.sendbird.control("GET", "/state", scenario=True)
    text = f"group: {chatmock.group}\n" + SENDBIRD.replace(right, wrong)
    status, refused = put(text)
    assert (status, refused["code"]) == (400, "invalid")
    assert "state:" in refused["message"]
    assert chatmock.sendbird.control("GET", "/state", scenario=True) == before


def test_yaml_is_taken_as_a_state(put, chatmock):
    assert put(f"group: {chatmock.group}\n{SENDBIRD}") == (200, {})
    assert said(chatmock.sendbird) == ["Soup?"]


@pytest.mark.parametrize(
    ("text", "sentence"), [("users: [", "state:1"), ("- 1", "a mapping"), ("users: 3", "state:1: users")]
)
def test_bad_yaml_is_refused_with_its_line(put, text, sentence):
    status, refused = put(text)
    assert status == 400
    assert sentence in refused["message"]


def test_no_other_operation_takes_yaml(put):
    assert put("{}", "/_chatmock/limits")[1]["code"] == "not_json"


def test_an_application_that_cannot_begin_is_not_made(chatmock_factory):
    with pytest.raises(ChatmockError, match="scenario/sockets/0: "):
        chatmock_factory(seed=values_of(CONNECTYCUBE.replace('["5"]', '["7"]')))


def test_validate_plays_it(tmp_path):
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(SENDBIRD)
    bad.write_text(SENDBIRD.replace("text:", "txt:"))
    line = [sys.executable, "-m", "chatmock", "validate"]
    assert subprocess.run([*line, good], timeout=60, check=False).returncode == 0
    told = subprocess.run([*line, bad], timeout=60, check=False, capture_output=True, text=True)
    assert f"{bad}:10: There is no field 'txt'; did you mean text?" in told.stderr


def test_the_command_exports_it(chatmock_server, chatmock_factory):
    api = chatmock_factory(seed=values_of(SENDBIRD)).sendbird
    line = [
        sys.executable,
        "-m",
        "chatmock",
        "export",
        "--url",
        chatmock_server.url,
        "--app-id",
        api.app_id,
        "--scenario",
    ]
    text = subprocess.run(line, timeout=60, check=True, capture_output=True, text=True).stdout
    assert values_of(text)["scenario"] == scenario(api)
