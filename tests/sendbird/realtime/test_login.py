"""Opening a socket, and the first frame."""

import json
from urllib.parse import quote

import pytest


def refused(socket):
    """The code a login is refused with; the socket is closed after it."""
    error = socket.expect("LOGI", error=True)
    assert socket.next() == 1000
    return error["code"]


def test_a_user_id_alone_makes_a_user(chatmock, connect):
    greeting = connect("zoe").greeting
    assert (greeting["user_id"], greeting["nickname"], greeting["expires_at"]) == ("zoe", "", -1)
    assert [user["user_id"] for user in chatmock.state["users"]] == ["zoe"]


def test_a_nickname_is_set_on_connect(connect, call):
    connect("zoe", nickname="Zoé")
    assert call("GET", "/users/zoe")["nickname"] == "Zoé"


@pytest.mark.parametrize("token", ["null", "undefined", ""])
def test_words_for_no_token_are_none(connect, token):
    connect("zoe", access_token=token)


def test_the_sub_protocol_is_echoed_and_may_carry_the_token(connect, call):
    token = call("POST", "/users", user_id="zoe", nickname="Zoe", issue_access_token=True)["access_token"]
    offered = quote(json.dumps({"token": token}))
    assert connect("zoe", protocols=[offered]).raw.protocol == offered


def test_headers_may_carry_the_token(connect, call):
    token = call("POST", "/users", user_id="zoe", nickname="Zoe", issue_access_token=True)["access_token"]
    connect("zoe", headers={"SENDBIRD-WS-TOKEN": token})


def test_a_key_brings_the_same_session_back(connect, open_socket):
    key = connect("zoe").greeting["key"]
    assert open_socket(key=key).expect("LOGI", user_id="zoe")["key"] == key
    again = open_socket(protocols=[quote(json.dumps({"auth": key}))])
    assert again.expect("LOGI", user_id="zoe")["key"] == key


def test_a_wrong_application_is_refused(open_socket):
    assert refused(open_socket(ai="nobody's", user_id="zoe")) == 400304


@pytest.mark.parametrize("token", [None, "of somebody else"])
def test_a_user_with_a_token_has_to_show_it(open_socket, call, token):
    call("POST", "/users", user_id="zoe", nickname="Zoe", issue_access_token=True)
    query = {} if token is None else {"access_token": token}
    assert refused(open_socket(user_id="zoe", **query)) == 400302


def test_a_session_token_is_its_users_alone(open_socket, call):
    for user_id in ("zoe", "yan"):
        call("POST", "/users", user_id=user_id, nickname="")
    token = call("POST", "/users/yan/token")["token"]
    assert refused(open_socket(user_id="zoe", access_token=token)) == 400302


def test_a_new_user_with_a_token_nobody_knows_is_not_made(chatmock, open_socket):
    assert refused(open_socket(user_id="zoe", access_token="made up")) == 400302
    assert "users" not in chatmock.state


def test_guests_may_be_kept_out(chatmock, open_socket, alice):
    chatmock.sendbird.sessions(guests="deny")
    assert refused(open_socket(user_id="alice")) == 400302
    assert refused(open_socket(user_id="zoe")) == 400302


def test_a_deactivated_user_is_refused(open_socket, call, alice):
    call("PUT", "/users/alice", is_active=False)
    assert refused(open_socket(user_id="alice")) == 400300


def test_a_key_nobody_knows_has_run_out(chatmock, open_socket):
    assert refused(open_socket(key=f"{chatmock.sendbird.app_id}.00")) == 400309


def test_an_id_is_needed_and_has_a_limit(open_socket):
    assert refused(open_socket()) == 400105
    assert refused(open_socket(user_id="ü" * 46)) == 400305


def test_a_login_is_in_the_journal(chatmock, connect):
    connect("zoe").close()
    chatmock.journal.wait("disconnect", direction="in")
    [came] = chatmock.journal.find("connect")
    assert (came["user"], came["direction"]) == ("zoe", "in")
    assert [entry["to"] for entry in chatmock.journal.find("LOGI", direction="out")] == [["zoe"]]


def test_a_reset_ends_all_sockets(chatmock, connect):
    zoe = connect("zoe")
    chatmock.reset()
    assert zoe.next() == 1001
