"""A request that carries a fault for itself alone."""

import http.client
import json

import pytest

FAULT = "X-Chatmock-Fault"
ALICE = {"user_id": "alice", "nickname": "Alice"}


@pytest.fixture
def carries(call):
    """A request with a fault."""

    def ask(method, path, fault, body=None, **headers):
        text = fault if isinstance(fault, str) else json.dumps(fault)
        return call(method, path, body, **{FAULT: text, **headers})

    return ask


def test_it_strikes_that_request_alone(call, carries):
    assert carries("GET", "/v3/users", {"code": 500910})[1]["code"] == 500910
    assert call("GET", "/v3/users")[0] == 200


def test_it_is_none_of_the_faults_that_wait(chatmock, call, carries):
    chatmock.faults.add("list_users", status=502)
    assert carries("GET", "/v3/users", {"status": 503})[0] == 503
    assert [fault["struck"] for fault in chatmock.faults] == [0]
    assert call("GET", "/v3/users")[0] == 502


def test_after_the_effect_the_answer_is_lost(call, carries):
    with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
        carries("POST", "/v3/users", {"phase": "after", "disconnect": True}, ALICE)
    assert call("GET", "/v3/users/alice")[0] == 200


def test_it_may_only_slow_the_answer_down(carries):
    assert carries("POST", "/v3/users", {"delay": 0.01}, ALICE)[1]["user_id"] == "alice"
    assert carries("GET", "/v3/users", {"dribble": 0.0001, "phase": "after"})[0] == 200


def test_the_journal_shows_what_it_carried(chatmock, carries):
    carries("GET", "/v3/users", {"status": 503})
    [entry] = chatmock.journal.find("list_users")
    assert entry["refused"] and {k.lower(): v for k, v in entry["headers"].items()}[FAULT.lower()] == '{"status": 503}'


BAD = {
    "nothing": ("", "is no JSON"),
    "no JSON": ("{code: 1}", "is no JSON"),
    "no object": ("503", "has to be one JSON object"),
    "an unknown field": ({"cod": 1}, "There is no field 'cod'; did you mean code"),
    "a condition": ({"when": {"user": "x"}}, "There is no field 'when'"),
    "how often": ({"times": 2, "status": 503}, "There is no field 'times'"),
    "what is for sockets": ({"stall": True}, "There is no field 'stall'"),
    "an undocumented code": ({"code": 400911}, "documents no 400911"),
    "a code of another era": ({"code": 400910}, "400910 is no code of era today; there it is 500910"),
    "a wrong type": ({"status": "many"}, "status: has to be a whole number"),
    "a header in two lines": ({"headers": {"A": "b\nc"}}, "one line"),
    "a deep one": ("[" * 2000 + "]" * 2000, "is no JSON"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_fault_is_refused_with_a_sentence_and_nothing_happens(chatmock, carries, name):
    fault, said = BAD[name]
    status, answer = carries("POST", "/v3/users", fault, ALICE)
    assert status in (400, 404) and said in answer["message"]
    assert set(answer) == {"error", "message", "code"}
    assert "users" not in chatmock.state


def test_the_control_apis_rules_hold(carries):
    status, answer = carries("GET", "/v3/users", {"status": 503}, Host="chat.example")
    assert status == 403 and "--allow-host" in answer["message"]
    status, answer = carries("GET", "/v3/users", {"status": 503}, Origin="http://page.example")
    assert status == 403 and "--allow-origin" in answer["message"]


def test_the_control_api_takes_none_for_itself(call):
    status, answer = call.control("GET", "/faults", **{FAULT: '{"status": 503}'})
    assert status == 400 and "not this API" in answer["message"]


def test_a_handshake_takes_none(chatmock, call):
    sent = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    sent |= {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", FAULT: '{"status": 503}'}
    status, answer = call("GET", f"/?ai={chatmock.sendbird.app_id}&user_id=alice", **sent)
    assert status == 400 and "not a handshake" in answer["message"]
    assert chatmock.journal.count("connect") == 0


def test_who_is_not_let_in_is_refused_for_that(carries):
    status, answer = carries("GET", "/v3/users", {"status": 503}, **{"Api-Token": "nobody's"})
    assert (status, answer["code"]) == (400, 400401)
