"""Who connected and who went, and why, in the journal."""

import pytest

from chatmock.testing import ChatmockError


def went(chatmock, user="alice"):
    [entry] = chatmock.journal.wait(kind="disconnected", user=user)
    return entry["why"]


def test_a_guest_is_let_in_as_one(chatmock, connect):
    connect("zoe")
    [came] = chatmock.journal.wait(kind="connected")
    assert (came["user"], came["why"], came["operation"]) == ("zoe", "guest", "connect")


def test_a_token_and_a_key_are_told_apart(chatmock, alice, connect):
    first = connect("alice", access_token=chatmock.sendbird.session_token("alice"))
    connect("alice", key=first.greeting["key"])
    assert [entry["why"] for entry in chatmock.journal.find(kind="connected")] == ["token", "session key"]


def test_an_actor_is_named_as_one(chatmock, alice):
    alice.connect()
    alice.drop()
    assert [chatmock.journal.find(kind=kind)[0]["why"] for kind in ("connected", "disconnected")] == ["actor"] * 2


def test_a_client_that_says_goodbye(chatmock, a):
    a.close()
    assert went(chatmock) == "client"


def test_a_client_that_dies(chatmock, a):
    a.die()
    assert went(chatmock) == "lost"


def test_a_fault_is_why(chatmock, a, bob, lunch):
    chatmock.faults.add("frame MESG", disconnect=True)
    bob.says("hi", lunch)
    assert went(chatmock) == "fault"


def test_an_actor_drops_its_users_client(chatmock, alice, a):
    alice.drop()
    assert went(chatmock) == "actor"


def test_a_deactivated_users_session_is_over(chatmock, a, call):
    call("PUT", "/users/alice", is_active=False)
    assert went(chatmock) == "session"


def test_who_is_refused_was_not_connected(chatmock, open_socket):
    chatmock.sendbird.sessions(guests="deny")
    open_socket(user_id="alice").expect("LOGI", error=True)
    assert chatmock.journal.count(kind="connected") == 0
    [entry] = chatmock.journal.find("connect", refused=True)
    assert (entry["kind"], entry["user"], entry["code"]) == ("frame", "alice", 400302)


def test_one_filter_finds_all_that_was_refused(chatmock, a, call, lunch, bob):
    call("GET", "/users/nobody")
    a.refused("MESG", channel_url="none", message="x")
    with pytest.raises(ChatmockError):
        bob.says("x", "none")
    kinds = [entry["kind"] for entry in chatmock.journal.find(refused=True)]
    assert kinds == ["request", "frame", "actor"]
    assert chatmock.journal.count(refused=False) == chatmock.journal.count() - 3


def test_one_filter_finds_what_is_somebodys(chatmock, a, b, bob, lunch):
    bob.says("hi", lunch)
    chatmock.journal.wait("MESG", user="alice", direction="out")
    assert {entry["operation"] for entry in chatmock.journal.find(user="bob")} >= {"connect", "LOGI", "MESG"}


def test_a_wait_for_somebody_else_tells_who_came(chatmock, connect):
    connect("zoe")
    with pytest.raises(ChatmockError, match="user is 'zoe', not 'alice'"):
        chatmock.journal.wait(kind="connected", user="alice", timeout=0)


def test_a_command_that_a_client_made_up_is_found_where_it_was_sent(chatmock, a):
    with pytest.raises(ChatmockError, match="no operation 'HUHU'"):
        chatmock.journal.find("HUHU")
    a.refused("HUHU")
    assert chatmock.journal.count("HUHU", refused=True) == 1
