"""Which calls a fault strikes, what it says in its headers, and what it may not say."""

import http.client
import json
from typing import Any

import pytest

from chatmock.testing import ChatmockError

ALICE, BOB = {"user_id": "alice", "nickname": "Alice"}, {"user_id": "bob", "nickname": "Bob"}


@pytest.fixture
def headers_of(chatmock, call):
    """Status and headers of an answer."""

    def ask(method, path, **headers):
        connection = http.client.HTTPConnection(call.host, timeout=10)
        connection.request(method, path, headers={"Api-Token": chatmock.sendbird.api_token, **headers})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders())

    return ask


# --- conditions ---


@pytest.mark.parametrize(
    ("operation", "when", "asked"),
    [
        ("create_user", {"user": "bob"}, ("POST", "/v3/users", BOB)),
        ("create_user", {"body": {"nickname": "Bob"}}, ("POST", "/v3/users", BOB)),
        ("view_user", {"user": "bob"}, ("GET", "/v3/users/bob")),
        ("list_users", {"body": {"limit": 7}}, ("GET", "/v3/users?limit=7")),
        ("list_users", {"body": {"user_ids": ["bob"]}}, ("GET", "/v3/users?user_ids=bob")),
        ("create_group_channel", {"user": "bob"}, ("POST", "/v3/group_channels", {"user_ids": ["alice", "bob"]})),
        ("view_group_channel", {"channel": "Lunch"}, ("GET", "/v3/group_channels/lunch")),
        ("send_message", {"channel": "lunch"}, ("POST", "/v3/group_channels/lunch/messages", {})),
        ("send_message", {"body": {"data": "x"}}, ("POST", "/v3/group_channels/tea/messages", {"data": "x"})),
    ],
    ids=lambda value: value if isinstance(value, str) else json.dumps(value),
)
def test_a_condition_chooses_the_call(chatmock, call, operation, when, asked):
    others = {
        "create_user": ("POST", "/v3/users", ALICE),
        "view_user": ("GET", "/v3/users/alice"),
        "list_users": ("GET", "/v3/users?limit=8&user_ids=alice"),
        "create_group_channel": ("POST", "/v3/group_channels", {"user_ids": ["alice"]}),
        "view_group_channel": ("GET", "/v3/group_channels/tea"),
        "send_message": ("POST", "/v3/group_channels/tea/messages", {"data": "y"}),
    }
    chatmock.faults.add(operation, status=503, when=when)
    assert [call(*others[operation])[0] == 503, call(*asked)[0], call(*asked)[0] == 503] == [False, 503, False]


def test_a_user_in_the_path_is_enough(chatmock, call):
    for name in ("alice", "bob"):
        chatmock.sendbird.user(name)
    chatmock.faults.add("mark_all_as_read", when={"user": "bob"}, status=503)
    assert [call("PUT", f"/v3/users/{name}/mark_as_read_all", {})[0] for name in ("alice", "bob")] == [200, 503]


def test_the_nth_call_is_struck(chatmock, call):
    chatmock.faults.add("list_users", status=503, nth=3)
    assert [call("GET", "/v3/users")[0] for _ in range(5)] == [200, 200, 503, 200, 200]


def test_only_calls_that_meet_the_conditions_are_counted(chatmock, call):
    chatmock.faults.add("view_user", status=503, nth=2, when={"user": "bob"})
    names = ("bob", "alice", "alice", "bob")
    assert [call("GET", f"/v3/users/{name}")[0] == 503 for name in names] == [False, False, False, True]


def test_a_probability_strikes_the_same_calls_in_each_run(chatmock, chatmock_factory, call):
    runs = []
    for application in (chatmock, chatmock_factory()):
        application.faults.add("list_users", status=503, probability=0.4, seed="storm")
        call.chatmock = application
        runs.append([call("GET", "/v3/users")[0] for _ in range(20)])
    assert runs[0] == runs[1] and {200, 503} == set(runs[0])


# --- headers ---


def test_headers_come_with_the_refusal(chatmock, headers_of):
    chatmock.faults.add("list_users", status=503, headers={"Retry-After": "3"})
    status, headers = headers_of("GET", "/v3/users")
    assert (status, headers["Retry-After"]) == (503, "3")


def test_headers_alone_leave_the_answer_as_it_is(chatmock, headers_of):
    chatmock.faults.add("list_users", headers={"X-Served-By": "two"})
    status, headers = headers_of("GET", "/v3/users")
    assert (status, headers["X-Served-By"]) == (200, "two")


@pytest.mark.parametrize("era", ["2016", "today"])
def test_an_injected_429_brings_its_rate_limit_headers(chatmock_factory, headers_of, era):
    chatmock = chatmock_factory(era=era)
    chatmock.faults.add("list_users", status=429)
    status, headers = headers_of("GET", "/v3/users", **{"Api-Token": chatmock.sendbird.api_token})
    assert (status, headers["X-RateLimit-Remaining"], headers["X-RateLimit-RetryAfter"]) == (429, "0", "1")
    assert headers["X-RateLimit-Limit"] == "10;w=1"
    assert chatmock.journal.count("list_users", code=400910 if era == "2016" else 500910) == 1


def test_they_tell_the_rate_that_is_set(chatmock_factory, headers_of):
    chatmock = chatmock_factory(era="today")
    chatmock.limits(rates={"application": "50 per 1", "list_users": "60 per 20"})
    chatmock.faults.add("list_users", code=500910, headers={"X-RateLimit-RetryAfter": "7"})
    status, headers = headers_of("GET", "/v3/users", **{"Api-Token": chatmock.sendbird.api_token})
    assert (status, headers["X-RateLimit-Limit"], headers["X-RateLimit-RetryAfter"]) == (429, "60;w=20", "7")


# --- what is refused ---


@pytest.mark.parametrize(("era", "code", "right"), [("2016", 500910, 400910), ("today", 400910, 500910)])
def test_a_code_of_the_other_era_is_refused_with_the_right_one(chatmock_factory, era, code, right):
    chatmock = chatmock_factory(era=era)
    with pytest.raises(ChatmockError, match=rf"code: {code} is no code of era {era}; there it is {right}\."):
        chatmock.faults.add("list_users", code=code)
    assert list(chatmock.faults) == []


REFUSED: dict[str, tuple[str, dict[str, Any], str]] = {
    "headers on a socket": ("MESG", {"headers": {"A": "b"}}, "headers: does nothing to commands on sockets"),
    "withholding an answer over HTTP": ("list_users", {"withhold": True}, "withhold: does nothing to requests"),
    "a code on a webhook": ("webhook *", {"code": 500910}, "code: does nothing to deliveries"),
    "a code on a frame": ("frame MESG", {"code": 900050}, "code: does nothing to frames that are sent"),
    "nothing on a frame": ("frame MESG", {}, "has to say what it does; there are broken_json"),
    "a channel at a login": ("connect", {"status": 503, "when": {"channel": "lunch"}}, "connect names no channel"),
    "a channel of a list of users": ("list_users", {"when": {"channel": "x"}}, "list_users names no channel"),
    "a user of a count": ("view_ccu", {"status": 503, "when": {"user": "x"}}, "names no user"),
    "a misspelt key of a body": ("create_user", {"when": {"body": {"nickmane": "x"}}}, "did you mean 'nickname'"),
    "an unknown condition": ("create_user", {"when": {"usr": "x"}}, "no field 'usr in when'; did you mean user?"),
    "no condition": ("create_user", {"when": {}}, "when: has too little in it"),
    "two users": ("create_user", {"user_id": "a", "when": {"user": "b"}}, "is another one than when.user"),
    "a zeroth call": ("create_user", {"nth": 0}, "nth: 0 is too small"),
    "a probability of more than one": ("create_user", {"probability": 2}, "probability: 2 is too large"),
    "a probability of nothing": ("create_user", {"probability": 0}, "probability: 0 is too small"),
    "a seed without a probability": ("create_user", {"seed": "x"}, "give a probability with it"),
    "chance that must strike": ("create_user", {"probability": 0.5, "unused": "fail"}, "may always strike nowhere"),
    "no name of a header": ("create_user", {"headers": {"a b": "c"}}, "'a b' is no name of a header"),
    "a header in two lines": ("create_user", {"headers": {"A": "b\r\nC: d"}}, "the value of A has to be one line"),
    "a header of the server's": ("create_user", {"headers": {"Content-Length": "3"}}, "written by the server"),
    "a header that is a number": ("create_user", {"headers": {"A": 3}}, 'quote it: "3"'),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_has_no_effect_is_refused_with_a_sentence(chatmock, name):
    operation, fault, said = REFUSED[name]
    with pytest.raises(ChatmockError) as refused:
        chatmock.faults.add(operation, **fault)
    assert said in str(refused.value)
    assert list(chatmock.faults) == []


# --- what is listed ---


def test_a_list_says_how_often_each_struck(chatmock, call):
    chatmock.faults.add("list_users", status=503, times=3, when={"body": {"limit": 1}})
    call("GET", "/v3/users?limit=1")
    [fault] = chatmock.faults
    assert (fault["struck"], fault["times"], fault["when"]) == (1, 2, {"body": {"limit": 1}})
    assert "test_fault_conditions.py:" in fault["added_at"]


def test_one_added_over_http_fails_no_test(call, chatmock_server):
    with chatmock_server.application() as other:
        call.chatmock = other
        assert call.control("POST", "/faults", {"operation": "list_users"})[1]["struck"] == 0
        assert [fault["struck"] for fault in call.control("GET", "/faults")[1]["faults"]] == [0]


@pytest.mark.parametrize(
    ("fault", "asked", "said"),
    [
        ({"nth": 3}, "/v3/users", "it was for 1 call, and waits for number 3"),
        ({"when": {"user": "bob"}}, "/v3/users?limit=3", "had 1 call, but not with user 'bob'"),
        ({"when": {"body": {"limit": 2}}}, "/v3/users?limit=3", "the nearest was #1 GET /v3/users?limit=3 -> 200"),
        ({"phase": "after"}, "/v3/users?limit=-1", "was refused each time, and the phase after"),
        ({}, "/v3/users/alice", "list_users did not happen; there were view_user (1)"),
    ],
    ids=str,
)
def test_an_unused_fault_tells_what_came_nearest(chatmock, call, fault, asked, said):
    chatmock.faults.add("list_users", status=503, **fault)
    call("GET", asked)
    with pytest.raises(AssertionError) as told:
        chatmock.faults.assert_struck()
    assert said in str(told.value) and 'unused="ignore"' in str(told.value)
    chatmock.faults.clear()


def test_of_several_calls_the_nearest_is_told(chatmock, call):
    wanted = {"nickname": "Alice", "profile_url": "x"}
    chatmock.faults.add("create_user", when={"body": wanted})
    for user_id, body in (("a", {"nickname": "Alice", "profile_url": ""}), ("b", {"nickname": "B", "profile_url": ""})):
        call("POST", "/v3/users", {"user_id": user_id, **body})
    told = chatmock.faults.struck_nowhere()
    assert "the nearest was #1 POST /v3/users" in told and "body.profile_url is '', not 'x'" in told
    chatmock.faults.clear()


def test_an_unused_fault_may_have_come_too_late(chatmock, call):
    for status in (503, 502):
        chatmock.faults.add("list_users", status=status)
    call("GET", "/v3/users")
    assert "another fault struck its only call before" in chatmock.faults.struck_nowhere()
    assert call("GET", "/v3/users")[0] == 502
