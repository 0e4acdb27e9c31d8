"""The control API over HTTP: the same as from Python, for any language."""

import re

import pytest

from chatmock.control.api import api
from chatmock.testing import ChatmockError

NOON = 1_482_148_800_000


def test_health_says_what_there_is(chatmock, call):
    status, health = call("GET", "/_chatmock/health")
    assert (status, health["status"], health["providers"]) == (200, "ok", ["sendbird", "connectycube", "tencent"])
    assert chatmock.sendbird.app_id in health["applications"]
    assert health["variants"] == {"sendbird": {"era": "today"}}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.1"])
def test_only_hosts_of_the_loopback_are_answered(call, host):
    status, refused = call("GET", "/_chatmock/health", Host=host)
    assert (status, refused["code"]) == (403, "not_loopback")


@pytest.mark.parametrize("host", ["localhost", "localhost:8008", "127.0.0.1:1", "[::1]:8008", "LOCALHOST"])
def test_the_loopback_by_any_name(call, host):
    assert call("GET", "/_chatmock/health", Host=host)[0] == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost"])
def test_a_page_of_another_origin_is_refused(call, origin):
    status, refused = call("POST", "/_chatmock/reset", Origin=origin)
    assert (status, refused["code"]) == (403, "not_same_origin")


def test_a_page_of_the_same_origin_is_answered(call):
    assert call("GET", "/_chatmock/health", Host="localhost:1", Origin="http://localhost:1")[0] == 200


def test_what_points_clients_here_says_where_it_was_asked(call):
    assert call.control("GET", "/env", Host="localhost:1")[1]["SENDBIRD_WS_HOST"] == "ws://localhost:1"
    forwarded = {"X-Forwarded-Host": "chat.test", "X-Forwarded-Proto": "https"}
    assert call.control("GET", "/env", **forwarded)[1]["SENDBIRD_API_URL"] == "https://chat.test/v3"


def test_a_body_has_to_be_json_by_its_type_too(call):
    status, refused = call("POST", "/_chatmock/reset", {}, **{"Content-Type": "text/plain"})
    assert (status, refused["code"]) == (400, "not_json")


def test_an_unknown_path_names_the_nearest(call):
    status, refused = call("GET", "/_chatmock/journals")
    assert status == 404
    assert "GET /_chatmock/journal" in refused["message"]


def test_an_unknown_application_is_answered_with_those_there_are(call, chatmock):
    status, refused = call("POST", "/_chatmock/reset", {"app": "nobody"})
    assert (status, refused["code"]) == (404, "unknown_application")
    assert chatmock.sendbird.app_id in refused["message"]


def test_the_clock_over_http(call, chatmock):
    assert call.control("POST", "/clock/freeze", {"at": "2016-12-19T12:00:00Z"})[1]["now"] == NOON
    shown = call.control("POST", "/clock/advance", {"hours": 2, "minutes": 1})[1]
    assert shown == {"now": NOON + 7_260_000, "iso": "2016-12-19T14:01:00.000+00:00", "state": "frozen"}
    assert chatmock.clock.now() == NOON + 7_260_000
    assert call.control("POST", "/clock/real")[1]["state"] == "real"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/clock/set", {"to": "soon"}),
        ("/clock/advance", {"hours": -1}),
        ("/clock/advance", {"weeks": 1e300}),
        ("/clock/set", {}),
    ],
)
def test_a_wrong_time_is_refused_in_a_sentence(call, path, body):
    status, refused = call.control("POST", path, body)
    assert (status, refused["code"]) == (400, "invalid")


def test_the_clock_only_goes_forward(chatmock):
    with pytest.raises(ChatmockError, match="only goes forward"):
        chatmock.clock.advance(hours=-1)


def test_the_journal_is_filtered_and_masks_secrets(call, chatmock):
    call("GET", "/v3/users")
    call("GET", "/v3/users/nobody")
    entries = call.control("GET", "/journal?code=400201")[1]["entries"]
    assert [entry["path"] for entry in entries] == ["/v3/users/nobody"]
    assert entries[0]["headers"]["api-token"] == "***"
    assert chatmock.sendbird.api_token not in str(entries)


def test_the_journal_tells_what_was_pushed_to_whom(call, chatmock):
    alice, bob = chatmock.sendbird.user("alice"), chatmock.sendbird.user("bob")
    call("POST", "/v3/users/bob/push/gcm", {"gcm_reg_token": "phone"})
    alice.says("soup", chatmock.sendbird.group(alice, bob))
    [push] = chatmock.journal.find(kind="push")
    assert (push["user_id"], push["token"], push["body"]) == ("bob", "phone", "soup")


def test_waiting_over_http(call):
    call("GET", "/v3/users")
    status, found = call.control("POST", "/journal/wait", {"operation": "list_users", "timeout": 1})
    assert (status, len(found["entries"])) == (200, 1)
    status, refused = call.control("POST", "/journal/wait", {"operation": "list_users", "count": 2, "timeout": 0})
    assert (status, refused["code"]) == (408, "timeout")


def test_assertions_name_the_nearest_misses_field_by_field(chatmock, call):
    call("POST", "/v3/users", {"user_id": "alice", "nickname": "Alice"})
    chatmock.journal.assert_called("create_user", body={"user_id": "alice"})
    chatmock.journal.assert_not_called("delete_user")
    with pytest.raises(ChatmockError, match=r"body\.nickname is 'Alice', not 'Al'"):
        chatmock.journal.assert_called("create_user", body={"nickname": "Al"})
    with pytest.raises(ChatmockError, match="was not to be called"):
        chatmock.journal.assert_not_called("create_user")


def test_the_state_goes_out_and_in(call, chatmock, chatmock_factory):
    chatmock.sendbird.user("alice")
    state = call.control("GET", "/state")[1]
    other = chatmock_factory()
    other.state = state
    assert [user["user_id"] for user in other.state["users"]] == ["alice"]


def test_a_wrong_state_is_refused_and_leaves_things_as_they_are(call, chatmock):
    chatmock.sendbird.user("alice")
    status, refused = call.control("PUT", "/state", {"users": [{"user_di": "x"}]})
    assert status == 400
    assert "did you mean 'user_id'?" in refused["message"]
    assert len(chatmock.state["users"]) == 1


def test_snapshots_have_names(call, chatmock):
    chatmock.sendbird.user("alice")
    assert call.control("POST", "/snapshots/before") == (200, {})
    chatmock.sendbird.user("bob")
    assert call.control("POST", "/snapshots/before/restore") == (200, {})
    assert len(chatmock.state["users"]) == 1
    assert call.control("GET", "/snapshots")[1] == {"snapshots": ["before"]}
    assert call.control("POST", "/snapshots/after/restore")[0] == 404


def test_a_mark_is_restored_from_python(chatmock):
    mark = chatmock.snapshot()
    chatmock.sendbird.user("alice")
    chatmock.restore(mark)
    assert "users" not in chatmock.state


def test_a_fork_goes_its_own_way(chatmock, request):
    chatmock.sendbird.user("alice")
    fork = chatmock.sendbird.fork(f"{chatmock.sendbird.app_id}-fork")
    request.addfinalizer(fork.remove)
    fork.user("bob")
    assert len(fork.state["users"]) == 2
    assert len(chatmock.state["users"]) == 1


def test_actors_over_http(call, chatmock):
    chatmock.sendbird.user("alice")
    chatmock.sendbird.user("bob")
    lunch = str(chatmock.sendbird.group("alice", "bob"))
    status, message = call.control("POST", "/actors/bob/says", {"message": "hi", "channel_url": lunch})
    assert (status, message["message"]) == (200, "hi")
    assert call.control("POST", "/actors/alice/unread", {"channel_url": lunch})[1] == {"unread_count": 1}


def test_an_act_that_is_refused_says_by_what(call, chatmock):
    chatmock.sendbird.user("alice")
    status, refused = call.control("POST", "/actors/alice/says", {"message": "hi", "channel_url": "nowhere"})
    assert (status, refused["code"]) == (422, "refused")
    assert '400201 "Channel" not found.' in refused["message"]


def test_an_unknown_verb_names_the_nearest(call):
    status, refused = call.control("POST", "/actors/alice/say", {})
    assert status == 404
    assert "did you mean says" in refused["message"]


def test_limits_are_set_and_end(call, chatmock):
    assert chatmock.limits(maintenance=True)["maintenance"] is True
    assert call("GET", "/v3/users")[0] == 503
    chatmock.limits(maintenance=False, rates={"list_users": "1 per 60"})
    assert [call("GET", "/v3/users")[1].get("code") for _ in range(2)] == [None, 500910]
    chatmock.clock.advance(minutes=1)
    assert call("GET", "/v3/users")[0] == 200
    assert chatmock.limits(rates={"list_users": ""})["rates"] == {}


@pytest.mark.parametrize("rates", [{"list_user": "1 per 1"}, {"application": "often"}, {"user": "1 per 0"}])
def test_a_wrong_limit_is_refused(chatmock, rates):
    with pytest.raises(ChatmockError):
        chatmock.limits(rates=rates)


def test_a_rate_of_each_user(chatmock, call):
    for person in ("alice", "bob"):
        chatmock.sendbird.user(person)
    chatmock.limits(rates={"user": "1 per 60"})
    codes = [call("GET", f"/v3/users/{person}")[1].get("code") for person in ("alice", "alice", "bob")]
    assert codes == [None, 500910, None]


def test_an_application_can_be_made_and_removed(call):
    status, made = call("POST", "/_chatmock/applications", {"app_id": "second", "era": "2016"})
    assert (status, made["era"]) == (200, "2016")
    assert call("GET", "/v3/users", **{"Api-Token": made["api_token"]})[0] == 200
    assert call("DELETE", "/_chatmock/applications/second") == (200, {})
    assert call("GET", "/v3/users", **{"Api-Token": made["api_token"]})[1]["code"] == 400401


def test_an_application_without_an_id_gets_one_that_nobody_has(call):
    made = [call("POST", "/_chatmock/applications", {})[1]["app_id"] for _ in "ab"]
    assert len({*made, call.chatmock.sendbird.app_id}) == 3
    for app_id in made:
        assert call("DELETE", f"/_chatmock/applications/{app_id}") == (200, {})


def test_a_reset_goes_back_to_the_seed(chatmock_factory):
    chatmock = chatmock_factory(seed="lunch")
    chatmock.sendbird.user("eve")
    chatmock.reset()
    assert [user["user_id"] for user in chatmock.state["users"]][-2:] == ["dave", "helper"]


def test_settled_when_nothing_is_on_its_way(chatmock):
    chatmock.settled(timeout=1)


def test_the_journal_masks_tokens_in_bodies_too(call, chatmock):
    issued = call("POST", "/v3/users", {"user_id": "alice", "nickname": "", "issue_access_token": True})[1]
    [entry] = chatmock.journal.find("create_user")
    assert len(issued["access_token"]) == 40
    assert entry["answer"]["access_token"] == "***"


def test_an_unknown_field_is_refused_with_the_nearest(chatmock):
    with pytest.raises(ChatmockError, match="no field 'rate'; did you mean rates"):
        chatmock.limits(rate="10 per 1")


def test_latency_delays_and_counts_once(chatmock, call):
    chatmock.limits(latency=0.05, rates={"application": "1 per 60"})
    assert call("GET", "/v3/users")[0] == 200
    assert call("GET", "/v3/users")[1]["code"] == 500910


def test_an_application_that_is_there_is_not_replaced_unasked(chatmock, call):
    app_id = chatmock.sendbird.app_id
    chatmock.sendbird.user("alice")
    for path in ("/_chatmock/applications", "/_chatmock/forks"):
        status, refused = call("POST", path, {"app_id": app_id, **({"app": app_id} if "forks" in path else {})})
        assert (status, refused["code"]) == (409, "taken") and "replace: true" in refused["message"]
    assert len(chatmock.state["users"]) == 1


def test_an_application_is_replaced_where_that_is_meant(chatmock, call):
    chatmock.sendbird.user("alice")
    assert call("POST", "/_chatmock/applications", {"app_id": chatmock.sendbird.app_id, "replace": True})[0] == 200
    assert call("GET", "/v3/users")[0] == 400  # another token


def test_a_factory_refuses_the_id_of_another_application(chatmock, chatmock_factory):
    app_id = chatmock.sendbird.app_id
    with pytest.raises(ChatmockError, match="already; name another app_id"):
        chatmock_factory(app_id).sendbird.user("alice")
    assert chatmock_factory(app_id, replace=True).sendbird.app_id == app_id


def test_an_unknown_option_of_an_application_is_said(chatmock_factory):
    with pytest.raises(ChatmockError, match="no option 'apid'; did you mean 'app_id'"):
        chatmock_factory(apid="x")


def test_an_unknown_provider_is_refused_everywhere(call):
    operations = [
        o
        for o in api.operations.values()
        if o.accept is not None and "provider" in o.accept.properties and o.accepts != "page.query"
    ]  # a link of the page to what is gone shows another application
    for operation in operations:
        path = re.sub(r"{\w+}", "unknown", operation.address)
        body = None if operation.method in ("GET", "DELETE") else {"provider": "nobody"}
        status, refused = call(operation.method, path if body else f"{path}?provider=nobody", body)
        assert (status, refused["error"]) in ((400, True), (404, True)), operation
