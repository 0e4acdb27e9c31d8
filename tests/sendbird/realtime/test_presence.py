"""Who is online, and what that counts for."""

import pytest


@pytest.fixture
def user(call):
    return lambda user_id: call("GET", f"/users/{user_id}")


def test_a_user_is_online_as_long_as_a_socket_is_open(chatmock, connect, user):
    phone, desk = connect("zoe"), connect("zoe")
    assert user("zoe")["is_online"]
    phone.close()
    chatmock.journal.wait("disconnect")
    assert user("zoe")["is_online"]
    desk.close()
    chatmock.journal.wait("disconnect", count=2)
    assert not user("zoe")["is_online"]


def test_the_members_of_a_channel_are_shown_online_or_not(chatmock, connect, call):
    chatmock.sendbird.user("yan")
    lunch = chatmock.sendbird.group(chatmock.sendbird.user("zoe"), chatmock.sendbird.user("yan"))

    def online():
        members = call("GET", f"/group_channels/{lunch}?show_member=true")["members"]
        return [member["user_id"] for member in members if member["is_online"]]

    assert online() == []
    zoe = connect("zoe")
    assert online() == ["zoe"]
    zoe.close()
    chatmock.journal.wait("disconnect")
    assert online() == []


def test_the_last_socket_tells_when_a_user_was_last_seen(chatmock, connect, user):
    chatmock.clock.freeze("2016-12-19T12:00:00Z")
    zoe = connect("zoe")
    chatmock.clock.advance(hours=1)
    zoe.close()
    chatmock.journal.wait("disconnect")
    assert user("zoe")["last_seen_at"] == chatmock.clock.now()


def test_a_connection_that_dies_is_noticed(chatmock, connect, user):
    zoe = connect("zoe")
    zoe.die()
    chatmock.journal.wait("disconnect")
    assert not user("zoe")["is_online"]


def test_who_connects_counts_as_active_and_connected(connect, call):
    connect("zoe"), connect("zoe"), connect("yan")
    assert call("GET", "/applications/ccu") == {"ccu": 2}
    assert (call("GET", "/applications/dau")["dau"], call("GET", "/applications/mau")["mau"]) == (2, 2)


def test_who_was_deleted_is_told_and_gone(connect, call):
    app, web = connect("zoe", expiring_session=1), connect("zoe")
    call("DELETE", "/users/zoe")
    app.expect("EXPR", reason=400301, expires_in=0)
    assert (app.next(), web.next()) == (1000, 1000)


def test_who_was_deactivated_is_told_and_gone(connect, call):
    zoe = connect("zoe", expiring_session=1)
    call("PUT", "/users/zoe", is_active=False)
    zoe.expect("EXPR", reason=400300)
    assert zoe.next() == 1000
