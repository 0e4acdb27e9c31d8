"""Whom the control API lets in, by host, address and origin."""

import pytest

from chatmock.core.doors import Doors, is_loopback, name_of

LOCAL = ("127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1")
ELSEWHERE = ("10.0.0.1", "2001:db8::1", "::ffff:10.0.0.1", "elsewhere", "fe80::1%eth0")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1:8008", "[::1]", "[::1]:1"])
def test_loopback_names_are_for_loopback_addresses(host):
    assert all(Doors().admits_host(host, peer) for peer in LOCAL)
    assert not any(Doors().admits_host(host, peer) for peer in ELSEWHERE)


@pytest.mark.parametrize(
    "host",
    [
        *("", " ", "[::1].evil.test", "[127.0.0.1]evil.test", "127.0.0.1:evil.test", "localhost:", "localhost:80:80"),
        *(
            "localhost.evil.test",
            "evil.test",
            "::1",
            "[::1",
            "::1]",
            "user@localhost",
            "localhost/",
            "localhost\n",
            "[]",
        ),
    ],
)
def test_nothing_else_is_a_loopback_name(host):
    assert not Doors().admits_host(host, "127.0.0.1")


def test_a_name_that_is_allowed_is_answered_from_anywhere():
    doors = Doors.of(["Chat.Test", "[2001:db8::1]", "localhost"])
    for host in ("chat.test", "CHAT.test:8008", "[2001:db8::1]:80", "localhost"):
        assert doors.admits_host(host, "10.0.0.1")
    assert not doors.admits_host("a.chat.test", "10.0.0.1")


def test_this_process_needs_no_name():
    assert Doors().admits_host("", "")


def test_an_origin_is_admitted_whole():
    doors = Doors.of([], ["http://localhost:3000/", "HTTPS://App.test"])
    assert doors.admits_origin("http://localhost:3000") and doors.admits_origin("https://app.test")
    for origin in ("http://localhost", "http://localhost:30001", "https://localhost:3000", "null", "", "*"):
        assert not doors.admits_origin(origin)


@pytest.mark.parametrize("host", ["http://chat.test", "chat.test:80", "", "*", "*.chat.test", "a b", "[::1]x", "chat/"])
def test_what_is_no_host_is_refused_in_a_sentence(host):
    with pytest.raises(ValueError, match="is no name of a host; give it without scheme and port"):
        Doors.of([host])


@pytest.mark.parametrize("origin", ["chat.test", "*", "null", "http://", "http://a/b", "http://a:b", ""])
def test_what_is_no_origin_is_refused_in_a_sentence(origin):
    with pytest.raises(ValueError, match="is no origin; give scheme, host and port"):
        Doors.of([], [origin])


def test_names_are_read_as_they_are():
    assert (name_of("[::1]:8008"), name_of("A.b:1"), name_of("a:b")) == ("::1", "a.b", None)
    assert not is_loopback("localhost")
