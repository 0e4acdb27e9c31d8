"""What can go wrong with sockets, on demand."""

import aiohttp
import pytest


def texts(call, lunch):
    found = call("GET", f"/group_channels/{lunch}/messages?message_ts=0")["messages"]
    return [message["message"] for message in found]


def test_a_command_may_be_refused_with_any_code(chatmock, a, call, lunch):
    chatmock.faults.add("MESG", code=900200)
    assert a.refused("MESG", channel_url=lunch, message="hi") == 900200
    assert texts(call, lunch) == []


def test_an_answer_may_be_lost_after_all_was_done(chatmock, a, b, call, lunch):
    chatmock.faults.add("MESG", withhold=True, phase="after")
    a.send("MESG", channel_url=lunch, message="hi", req_id="1")
    b.expect("MESG", message="hi")
    assert a.hears_nothing() and texts(call, lunch) == ["hi"]


def test_a_command_may_be_lost(chatmock, a, b, call, lunch):
    chatmock.faults.add("MESG", withhold=True)
    a.send("MESG", channel_url=lunch, message="hi", req_id="1")
    assert a.hears_nothing() and b.hears_nothing() and texts(call, lunch) == []


def test_a_frame_may_be_lost_for_one_user(chatmock, a, b, bob, lunch):
    chatmock.faults.add("frame MESG", withhold=True, user_id="alice")
    bob.says("hi", lunch)
    b.expect("MESG")
    assert a.hears_nothing()


def test_a_frame_may_come_twice(chatmock, a, bob, lunch):
    chatmock.faults.add("frame MESG", duplicate=True)
    bob.says("hi", lunch)
    assert a.expect("MESG") == a.expect("MESG")


def test_a_frame_may_come_late_and_all_after_it_too(chatmock, a, bob, lunch):
    chatmock.faults.add("frame MESG", delay=0.2)
    bob.says("one", lunch)
    bob.says("two", lunch)
    assert [a.expect("MESG")["message"] for _ in "ab"] == ["one", "two"]


def test_a_connection_may_end_without_a_word(chatmock, a, b, lunch):
    chatmock.faults.add("MESG", disconnect=True)
    a.send("MESG", channel_url=lunch, message="hi", req_id="1")
    assert a.next() is None
    chatmock.journal.wait("disconnect")


def test_a_connection_may_be_closed_with_a_code(chatmock, a, bob, lunch):
    chatmock.faults.add("frame MESG", close_code=1011, phase="after")
    bob.says("last words", lunch)
    a.expect("MESG", message="last words")
    assert a.next() == 1011


def test_a_connection_may_stall(chatmock, a, b, lunch, run):
    chatmock.faults.add("PING", stall=True)
    a.send("PING", id=1)
    a.send("MESG", channel_url=lunch, message="hi", req_id="1")
    assert b.hears_nothing()
    with pytest.raises(TimeoutError):
        run(_at_once(a.raw))


async def _at_once(raw):
    return await raw.receive(timeout=0.1)


def test_a_handshake_may_be_refused(chatmock, open_socket):
    chatmock.faults.add("connect", status=503)
    with pytest.raises(aiohttp.WSServerHandshakeError, match="503"):
        open_socket(user_id="alice")


def test_a_login_may_be_refused(chatmock, open_socket):
    chatmock.faults.add("connect", code=400302)
    assert open_socket(user_id="alice").expect("LOGI", error=True)["code"] == 400302


def test_a_greeting_may_be_lost(chatmock, open_socket):
    chatmock.faults.add("frame LOGI", withhold=True)
    assert open_socket(user_id="alice").hears_nothing()


def test_a_fault_is_in_the_journal(chatmock, a, bob, lunch):
    chatmock.faults.add("frame MESG", withhold=True)
    bob.says("hi", lunch)
    [entry] = chatmock.journal.find("MESG", direction="out")
    assert "withhold" in entry["hint"]
