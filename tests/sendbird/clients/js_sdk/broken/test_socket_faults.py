"""Sockets that fail under both SDKs: each finds its way back, and knows in the end what the server knows."""

import pytest

from tests.sendbird.clients.js_sdk.client import Refused

pytestmark = pytest.mark.usefixtures("outsider")


@pytest.fixture
def texts(alice, lunch):
    """What alice's client finds in the channel."""
    around = {"prevResultSize": 0, "nextResultSize": 99}
    return lambda: [message["message"] for message in alice.group(lunch).getMessagesByTimestamp(1, **around)]


def heard(client, channel, count):
    return [client.receives(channel)["message"] for _ in range(count)]


def test_a_dropped_client_comes_back(chatmock, alice, bob, lunch, texts):
    chatmock.sendbird.user("alice").drop()
    alice.heard("reconnected")
    bob.says("welcome", lunch)
    assert heard(alice, lunch, 1) == texts() == ["welcome"]


@pytest.mark.parametrize("code", [1000, 1001, 1011])
def test_a_client_that_is_said_goodbye_to_comes_back(chatmock, alice, bob, lunch, texts, code):
    chatmock.faults.add("frame MESG", close_code=code, user_id="alice", phase="after")
    bob.says("last words", lunch)
    alice.heard("reconnected")
    bob.says("first words", lunch)
    assert heard(alice, lunch, 2) == texts() == ["last words", "first words"]


def test_a_client_whose_socket_is_dead_finds_out(chatmock, alice, bob, lunch, texts):
    chatmock.faults.add("PING", stall=True)
    alice.heard("reconnected")
    bob.says("alive", lunch)
    assert heard(alice, lunch, 1) == texts() == ["alive"]


def test_a_client_that_is_refused_when_it_comes_back_tries_again(chatmock, alice, bob, lunch):
    chatmock.faults.add("connect", status=503)
    chatmock.sendbird.user("alice").drop()
    alice.heard("reconnected")
    assert chatmock.journal.count("connect") == 4  # the outsider's, and three of alice's
    bob.says("at last", lunch)
    assert heard(alice, lunch, 1) == ["at last"]


def test_frames_that_come_late_keep_their_order(chatmock, alice, bob, lunch):
    chatmock.faults.add("frame MESG", delay=0.2)
    for text in ("one", "two", "three"):
        bob.says(text, lunch)
    assert heard(alice, lunch, 3) == ["one", "two", "three"]


def test_a_frame_that_comes_twice_is_one_message(chatmock, alice, bob, lunch, texts):
    alice("collect_messages", channel=lunch)
    chatmock.faults.add("frame MESG", duplicate=True)
    one, two = (bob.says(text, lunch)["message_id"] for text in ("one", "two"))
    assert heard(alice, lunch, 3) == ["one", "one", "two"]
    assert [alice.hears("onMessagesAdded")[1] for _ in "ab"] == [[one], [two]]
    assert [message["message"] for message in alice("collected", channel=lunch)] == texts() == ["one", "two"]


def test_a_frame_that_is_lost_is_found_by_asking(chatmock, alice, bob, lunch, texts):
    chatmock.faults.add("frame MESG", withhold=True, user_id="alice")
    bob.says("lost", lunch)
    bob.says("found", lunch)
    assert heard(alice, lunch, 1) == ["found"]
    assert texts() == ["lost", "found"]


@pytest.mark.parametrize("phase", ["before", "after"])
def test_a_message_whose_connection_breaks_has_failed_for_its_sender(chatmock, alice, lunch, texts, phase):
    chatmock.faults.add("MESG", disconnect=True, withhold=True, phase=phase)
    with pytest.raises(Refused, match=r"800180|800200"):
        alice.group(lunch).sendUserMessage(message="sent?")
    alice.heard("reconnected")
    assert texts() == ([] if phase == "before" else ["sent?"])
    alice.group(lunch).sendUserMessage(message="sent!")
    assert texts()[-1] == "sent!"


def test_an_open_channel_is_entered_again(chatmock, alice, bob, rest):
    lobby = str(chatmock.sendbird.open_channel())
    alice("enter", channel=lobby)
    chatmock.sendbird.user("alice").drop()
    alice.heard("reconnected")
    chatmock.journal.wait("ENTR", count=2, direction="in")
    bob.joins(lobby)
    bob.says("still there?", lobby)
    assert heard(alice, lobby, 1) == ["still there?"]
    assert rest("GET", f"/open_channels/{lobby}")["participant_count"] == 2
