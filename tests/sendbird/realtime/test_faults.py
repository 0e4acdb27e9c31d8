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


@pytest.mark.parametrize(
    "when",
    [
        {"channel": "TEA"},
        {"body": {"message": "two"}},
        {"channel": "tea", "body": {"message": "two"}},
        {"user": "alice"},
    ],
    ids=str,
)
def test_a_condition_chooses_the_command(chatmock, alice, a, b, lunch, when):
    tea = str(chatmock.sendbird.group("alice", "bob", channel_url="tea"))
    b.expect("SYEV")
    chatmock.faults.add("MESG", code=900050, when=when)
    assert b.ask("MESG", channel_url=lunch, message="one")[0] == "MESG"
    a.expect("SYEV")
    a.expect("MESG")
    assert a.refused("MESG", channel_url=tea, message="two") == 900050


@pytest.mark.parametrize("when", [{"channel": "tea"}, {"body": {"message": "two"}}], ids=str)
def test_a_condition_chooses_the_frame(chatmock, a, bob, lunch, when):
    chatmock.sendbird.group("alice", "bob", channel_url="tea")
    a.expect("SYEV")
    chatmock.faults.add("frame MESG", duplicate=True, when=when)
    bob.says("one", lunch)
    bob.says("two", "tea")
    assert [a.expect("MESG")["message"] for _ in "abc"] == ["one", "two", "two"]


def test_the_user_of_a_frame_is_who_hears_it(chatmock, a, b, bob, lunch):
    chatmock.faults.add("frame MESG", withhold=True, when={"user": "alice"}, nth=2)
    bob.says("one", lunch)
    bob.says("two", lunch)
    assert [b.expect("MESG")["message"] for _ in "ab"] == ["one", "two"]
    a.expect("MESG", message="one")
    assert a.hears_nothing()


def test_the_second_login_of_one_user_may_fail(chatmock, open_socket):
    chatmock.faults.add("connect", code=400302, nth=2, when={"user": "alice"})
    for user_id, fails in (("alice", None), ("bob", None), ("alice", True)):
        open_socket(user_id=user_id).expect("LOGI", error=fails)


def test_what_a_login_brings_is_its_body(chatmock, open_socket):
    chatmock.faults.add("connect", code=400302, when={"body": {"nickname": "Ally"}})
    open_socket(user_id="alice").expect("LOGI", error=None)
    open_socket(user_id="alice", nickname="Ally").expect("LOGI", error=True)


def test_a_client_is_known_by_its_session(chatmock, a, b, call, lunch):
    chatmock.faults.add("list_messages", status=503, when={"user": "bob"})
    ask = f"/group_channels/{lunch}/messages?message_ts=0"
    assert "messages" in call("GET", ask, a.greeting["key"])
    assert call("GET", ask, b.greeting["key"])["code"] == 503


# --- a server that has no time ---

BUSY = {"retry_after": 3, "reason_code": 800221, "message": "The server is busy. Connect later."}


def test_a_busy_server_puts_a_client_off_and_closes(chatmock, open_socket):
    chatmock.sendbird.sessions(retry_after=3000)
    chatmock.faults.add("connect", code=800221)
    late = open_socket(user_id="alice")
    assert late.next() == ("BUSY", BUSY) and late.next() == 1000
    open_socket(user_id="alice").expect("LOGI", user_id="alice")
