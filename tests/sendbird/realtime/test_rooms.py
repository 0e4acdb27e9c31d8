"""Open channels over sockets."""

import pytest


@pytest.fixture
def a(connect, alice):
    return connect("alice")


@pytest.fixture
def b(connect, bob):
    return connect("bob")


def test_the_answer_to_entering_has_the_counts_twice(a, lobby):
    command, entry = a.ask("ENTR", channel_url=lobby)
    assert command == "ENTR"
    assert entry["participant_count"] == entry["data"]["participant_count"] == 1
    assert entry["edge_ts"] == entry["data"]["edge_ts"] and entry["data"]["user_id"] == "alice"


def test_those_inside_hear_who_comes_and_goes(a, b, lobby):
    a.ask("ENTR", channel_url=lobby)
    b.ask("ENTR", channel_url=lobby)
    assert a.expect("SYEV", cat=10102)["data"]["participant_count"] == 2
    assert b.ask("EXIT", channel_url=lobby)[1]["participant_count"] == 1
    assert a.expect("SYEV", cat=10103)["data"]["user_id"] == "bob"


def test_a_closed_socket_leaves(a, b, lobby):
    a.ask("ENTR", channel_url=lobby)
    b.ask("ENTR", channel_url=lobby)
    a.expect("SYEV", cat=10102)
    b.close()
    a.expect("SYEV", cat=10103)


def test_a_user_is_inside_as_long_as_one_socket_is(a, b, connect, lobby):
    desk = connect("bob")
    for socket in (a, b, desk):
        socket.ask("ENTR", channel_url=lobby)
    a.expect("SYEV", cat=10102)
    assert desk.ask("EXIT", channel_url=lobby)[1]["participant_count"] == 2
    assert a.hears_nothing()
    assert b.ask("EXIT", channel_url=lobby)[1]["participant_count"] == 1


def test_messages_come_to_sockets_that_are_inside(a, b, connect, lobby):
    desk = connect("alice")
    a.ask("ENTR", channel_url=lobby)
    assert b.refused("MESG", channel_url=lobby, message="hi") == 900020
    b.ask("ENTR", channel_url=lobby)
    a.expect("SYEV", cat=10102)
    b.ask("MESG", channel_url=lobby, message="hi")
    assert "unread_cnt" not in a.expect("MESG", message="hi")
    assert desk.hears_nothing()


def test_a_banned_user_does_not_come_in(a, call, lobby):
    a.ask("ENTR", channel_url=lobby)
    call("POST", f"/open_channels/{lobby}/ban", user_id="alice")
    assert a.expect("SYEV", cat=10601)["data"]["user_id"] == "alice"
    assert a.refused("ENTR", channel_url=lobby) == 900100


def test_a_group_channel_is_no_room(lunch, a):
    assert a.refused("ENTR", channel_url=lunch) == 900090
    assert a.refused("ENTR", channel_url="nowhere") == 900500
