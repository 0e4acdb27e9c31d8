"""Actors with sockets of their own."""

import pytest

from chatmock.testing import ChatmockError


def test_an_actor_hears_what_others_say(alice, bob, lunch):
    assert alice.connect()["user_id"] == "alice"
    bob.says("hi", lunch)
    assert [frame["message"] for frame in alice.received("MESG")] == ["hi"]


def test_an_actor_that_types_is_seen(connect, alice, bob, lunch):
    a = connect("alice")
    bob.types(lunch)
    a.expect("SYEV", cat=10900)
    bob.connect()
    bob.types(lunch)
    a.expect("SYEV", cat=10900)


def test_a_connected_actor_is_online_until_it_drops(chatmock, alice, call):
    alice.connect()
    assert call("GET", "/users/alice")["is_online"]
    alice.drop()
    assert not call("GET", "/users/alice")["is_online"] and alice.received() == []


def test_an_actor_in_an_open_channel_hears_it(alice, bob, lobby, connect):
    alice.connect()
    alice.joins(lobby)
    b = connect("bob")
    b.ask("ENTR", channel_url=lobby)
    b.ask("MESG", channel_url=lobby, message="hi")
    assert [frame["message"] for frame in alice.received("MESG")] == ["hi"]
    alice.leaves(lobby)
    b.expect("SYEV", cat=10103)


def test_an_actor_that_is_refused_says_why(chatmock, alice):
    chatmock.sendbird.sessions(guests="deny")
    with pytest.raises(ChatmockError, match="400302"):
        alice.connect()


def test_an_actor_whose_user_is_deleted_is_cut_off(alice, call):
    alice.connect()
    call("DELETE", "/users/alice")
    assert alice.received() == []


def test_who_has_no_socket_as_an_actor_loses_that_of_the_client(connect, alice, call):
    a = connect("alice")
    alice.drop()
    assert a.next() is None and not call("GET", "/users/alice")["is_online"]
