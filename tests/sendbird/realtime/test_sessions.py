"""Session tokens and keys: issued, used, run out, refreshed, revoked."""

import pytest

from chatmock.testing import ChatmockError

MINUTE = 60 * 1000


@pytest.fixture(autouse=True)
def noon(chatmock):
    chatmock.clock.freeze("2016-12-19T12:00:00Z")
    return chatmock.clock.now()


@pytest.fixture
def token(call, alice):
    """A session token of alice."""
    return call("POST", "/users/alice/token")["token"]


@pytest.fixture
def a(connect, token):
    """Alice's client, which can refresh its session."""
    return connect("alice", access_token=token, expiring_session=1)


def test_a_session_token_is_good_for_seven_days(call, alice, noon):
    issued = call("POST", "/users/alice/token")
    assert (issued["user_id"], issued["expires_at"]) == ("alice", noon + 7 * 24 * 60 * MINUTE)
    assert call("POST", "/users/alice/token", expires_at=noon + MINUTE)["expires_at"] == noon + MINUTE


def test_a_key_calls_as_its_user(a, call, bob):
    key = a.greeting["key"]
    made = call("POST", "/group_channels", key, user_ids=["alice", "bob"])
    assert (made["created_by"]["user_id"], made["member_state"]) == ("alice", "joined")
    assert call("GET", f"/sdk/group_channels/{made['channel_url']}", key)["my_role"] == "none"


def test_a_key_does_not_speak_for_the_administration(a, call):
    channel = call("POST", "/group_channels", a.greeting["key"], user_ids=["alice"])["channel_url"]
    said = {"message_type": "ADMM", "message": "Closed."}
    assert call("POST", f"/group_channels/{channel}/messages", a.greeting["key"], **said)["code"] == 400108


def test_a_key_lives_ten_minutes_and_no_longer_than_its_token(connect, call, a, noon):
    assert a.greeting["expires_at"] == noon + 10 * MINUTE
    short = call("POST", "/users/alice/token", expires_at=noon + 3 * MINUTE)["token"]
    assert connect("alice", access_token=short, expiring_session=1).greeting["expires_at"] == noon + 3 * MINUTE


def test_a_user_has_twenty_keys_the_newest_ones(connect, call, alice):
    keys = [connect("alice").greeting["key"] for _ in range(21)]
    answers = [call("GET", "/users/alice", key) for key in keys]
    assert [answer.get("code") for answer in answers] == [400309] + [None] * 20


def test_the_end_of_a_key_is_told_once(chatmock, a, call):
    chatmock.clock.advance(minutes=10)
    a.expect("EXPR", reason=400309, expires_in=0)
    assert call("GET", "/users/alice", a.greeting["key"])["code"] == 400309
    chatmock.clock.advance(minutes=10)
    assert a.hears_nothing()


def test_only_who_can_refresh_is_told(chatmock, connect, token):
    web = connect("alice", access_token=token)
    chatmock.clock.advance(minutes=10)
    assert web.hears_nothing()


def test_a_refresh_gives_a_new_key_and_keeps_the_old_one(chatmock, a, call, token, noon):
    for turn in (1, 2, 3):
        chatmock.clock.advance(minutes=10)
        a.expect("EXPR")
        _, fresh = a.ask("LOGI", token=token, expiring_session=True)
        assert fresh["expires_at"] == noon + (turn + 1) * 10 * MINUTE
        for key in (fresh["new_key"], a.greeting["key"]):
            assert call("GET", "/users/alice", key)["user_id"] == "alice"


def test_a_refresh_may_come_over_http(chatmock, a, call, token):
    chatmock.clock.advance(minutes=10)
    headers = {"App-Id": chatmock.sendbird.app_id, "Access-Token": token, "Session-Key": a.greeting["key"]}
    fresh = call("POST", "/users/alice/session_key", headers=headers, expiring_session=True)
    assert call("GET", "/users/alice", fresh["key"])["user_id"] == "alice"


def test_the_token_of_an_http_refresh_may_stand_in_the_body(chatmock, call, token, noon):
    headers = {"App-Id": chatmock.sendbird.app_id}
    fresh = call("POST", "/users/alice/session_key", headers=headers, token=token, expiring_session=True)
    assert (fresh["expires_at"], fresh["services"]) == (noon + 10 * MINUTE, ["chat"])


def test_a_refresh_that_fails_is_an_error_with_its_number(a):
    assert a.refused("LOGI", token="made up") == 400302
    assert a.refused("LOGI") == 400302


def test_an_expired_token_does_not_refresh(chatmock, connect, call, alice, noon):
    short = call("POST", "/users/alice/token", expires_at=noon + 3 * MINUTE)["token"]
    a = connect("alice", access_token=short, expiring_session=1)
    chatmock.clock.advance(minutes=3)
    a.expect("EXPR", reason=400309)
    assert a.refused("LOGI", token=short) == 400302
    assert a.ask("LOGI", token=call("POST", "/users/alice/token")["token"])[0] == "LOGI"


def test_revoking_ends_all_sessions_of_tokens(chatmock, a, call, token, open_socket):
    assert call("DELETE", "/users/alice/token") == {}
    a.expect("EXPR", reason=400310)
    assert call("GET", "/users/alice", a.greeting["key"])["code"] == 400310
    assert a.refused("LOGI", token=token) == 400310
    assert open_socket(user_id="alice", access_token=token).expect("LOGI")["code"] == 400310


@pytest.mark.parametrize(("doing", "code"), [("deactivate", 400300), ("delete", 400301)])
def test_a_key_of_a_user_who_is_gone_says_so(a, call, doing, code):
    if doing == "delete":
        call("DELETE", "/users/alice")
    else:
        call("PUT", "/users/alice", is_active=False)
    assert call("GET", "/users", a.greeting["key"])["code"] == code


def test_another_application_is_refused(chatmock, a, call):
    chatmock.sendbird.fork("another")
    for named in ("nobody's", "another"):
        headers = {"Session-Key": a.greeting["key"], "App-Id": named}
        assert call("GET", "/users", headers=headers)["code"] == 400304
    assert call("POST", "/users/alice/session_key", headers={})["code"] == 400304


def test_a_login_without_a_socket_answers_the_greeting(chatmock, call, token):
    headers = {"App-Id": chatmock.sendbird.app_id, "Access-Token": token}
    greeting = call("POST", "/sdk/users/alice/authentication", headers=headers, expiring_session=True)
    assert (greeting["user_id"], greeting["ping_interval"]) == ("alice", 15)
    assert call("GET", "/users/alice", greeting["key"])["is_online"] is False


def test_a_key_of_an_unknown_user_is_not_given(chatmock, call):
    assert call("POST", "/users/nobody/session_key", headers={"App-Id": chatmock.sendbird.app_id})["code"] == 400301


def test_guests_who_may_only_read_get_no_further(chatmock, connect, call, bob):
    key = connect("bob").greeting["key"]
    chatmock.sendbird.sessions(guests="read_only")
    assert call("GET", "/users/bob", key)["user_id"] == "bob"
    assert call("PUT", "/users/bob", key, nickname="B")["code"] == 400108


def test_lifetimes_that_no_state_could_hold_are_refused(chatmock):
    for value in (0, -1, 2**62, "1"):
        with pytest.raises(ChatmockError, match="key_lifetime has to be milliseconds"):
            chatmock.sendbird.sessions(key_lifetime=value)


def test_the_lifetimes_are_settings(chatmock, connect, token, noon):
    chatmock.sendbird.sessions(key_lifetime=2000)
    assert connect("alice", access_token=token, expiring_session=1).greeting["expires_at"] == noon + 2000


def test_sessions_outlive_a_snapshot(chatmock, a, call, open_socket):
    mark = chatmock.snapshot()
    chatmock.restore(mark)
    assert open_socket(key=a.greeting["key"]).expect("LOGI")["user_id"] == "alice"
    assert call("GET", "/users/alice", a.greeting["key"])["user_id"] == "alice"


def test_how_soon_a_dead_socket_is_found_can_be_set(chatmock, connect):
    chatmock.sendbird.sessions(ping_interval=2000, pong_timeout=500)
    greeting = connect("alice").greeting
    assert (greeting["ping_interval"], greeting["pong_timeout"]) == (2, 1)
