"""Faults: what a client sees, and what happened in spite of it."""

import http.client
import json
import time

import pytest

from chatmock.testing import ChatmockError

ALICE = {"user_id": "alice", "nickname": "Alice"}


def users(chatmock):
    return [user["user_id"] for user in chatmock.state.get("users", ())]


def test_a_documented_error_strikes_once_in_the_platforms_words(chatmock, call):
    chatmock.faults.add("list_users", code=500910)
    refused = {"message": "Too many requests.", "code": 500910, "error": True}
    assert call("GET", "/v3/users") == (429, refused)
    assert chatmock.journal.count("list_users", code=500910) == 1
    assert call("GET", "/v3/users")[0] == 200


def test_a_fault_that_says_nothing_is_an_internal_error(chatmock, call):
    chatmock.faults.add("list_users")
    assert call("GET", "/v3/users")[1]["code"] == 500901


def test_a_status_of_ones_own_choice(chatmock, call):
    chatmock.faults.add("create_user", status=502, message="Bad gateway")
    status, answer = call("POST", "/v3/users", ALICE)
    assert (status, answer["message"]) == (502, "Bad gateway")


def test_before_the_effect_nothing_happened(chatmock, call):
    chatmock.faults.add("create_user", code=500901)
    assert call("POST", "/v3/users", ALICE)[0] == 500
    assert users(chatmock) == []


def test_after_the_effect_only_the_answer_is_lost(chatmock, call):
    chatmock.faults.add("create_user", code=500901, phase="after")
    assert call("POST", "/v3/users", ALICE)[0] == 500
    assert users(chatmock) == ["alice"]


def test_until_it_is_removed(chatmock, call):
    number = chatmock.faults.add("list_users", code=503, times=None)
    assert [call("GET", "/v3/users")[0] for _ in range(3)] == [503, 503, 503]
    chatmock.faults.remove(number)
    assert call("GET", "/v3/users")[0] == 200


def test_a_pattern_strikes_every_operation_it_fits(chatmock, call):
    chatmock.faults.add("*_user", code=500901, times=2)
    assert call("GET", "/v3/users")[0] == 200
    assert call("POST", "/v3/users", ALICE)[0] == 500
    assert call("GET", "/v3/users/alice")[0] == 500


@pytest.mark.parametrize("phase", ["before", "after"])
def test_a_dropped_connection(chatmock, call, phase):
    chatmock.faults.add("create_user", disconnect=True, phase=phase)
    with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
        call("POST", "/v3/users", ALICE)
    assert users(chatmock) == (["alice"] if phase == "after" else [])


def test_a_truncated_body(chatmock, call):
    chatmock.faults.add("create_user", truncate=10, phase="after")
    with pytest.raises(http.client.IncompleteRead) as cut:
        call("POST", "/v3/users", ALICE)
    assert len(cut.value.partial) == 10


def test_a_broken_json(chatmock, call):
    chatmock.faults.add("list_users", broken_json=True, phase="after")
    with pytest.raises(json.JSONDecodeError):
        call("GET", "/v3/users")


def test_a_body_in_drops_arrives_whole(chatmock, call):
    chatmock.faults.add("list_users", dribble=0.001)
    assert call("GET", "/v3/users") == (200, {"users": [], "next": ""})


def test_a_late_answer_is_the_ordinary_one(chatmock, call):
    chatmock.faults.add("list_users", delay=0.2)
    begun = time.monotonic()
    assert call("GET", "/v3/users")[0] == 200
    assert time.monotonic() - begun >= 0.2


def test_a_client_that_gives_up_before_the_effect_finds_it_later(chatmock, call):
    chatmock.faults.add("create_user", delay=0.3)
    with pytest.raises(TimeoutError):
        call("POST", "/v3/users", ALICE, timeout=0.1)
    chatmock.journal.wait("create_user")
    assert users(chatmock) == ["alice"]


def test_an_unknown_operation_is_refused_with_the_nearest_names(chatmock):
    with pytest.raises(ChatmockError, match="no operation 'list_user'; did you mean list_users"):
        chatmock.faults.add("list_user", code=500910)


def test_an_undocumented_code_is_refused_with_those_there_are(chatmock):
    with pytest.raises(ChatmockError, match=r"documents no 418; most like it are .*400910"):
        chatmock.faults.add("list_users", code=418)


def test_faults_over_http_are_the_same(chatmock, call):
    status, fault = call.control("POST", "/faults", {"operation": "list_users", "code": 500910, "times": 1})
    assert (status, fault["number"]) == (200, 1)
    assert call.control("GET", "/faults")[1]["faults"] == list(chatmock.faults)
    assert call.control("DELETE", f"/faults/{fault['number']}") == (200, {})
    assert call.control("DELETE", "/faults/1")[0] == 404


def test_a_fault_of_one_application_does_not_touch_another(chatmock, chatmock_factory, call):
    chatmock_factory().faults.add("list_users", code=500910, unused="ignore")
    assert call("GET", "/v3/users")[0] == 200


def test_a_fault_of_nobody_is_refused(call):
    assert call.control("POST", "/faults", {"operation": "list_*", "user_id": ""})[0] == 400
