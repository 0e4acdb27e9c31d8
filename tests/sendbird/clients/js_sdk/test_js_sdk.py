"""Two clients talk, and sessions end: through both SDKs, as ``conftest`` runs them."""

import pytest

from tests.sendbird.clients.js_sdk.client import Refused


def test_connecting_makes_a_user(chatmock, client, version):
    client(version, "alice")
    assert [user["user_id"] for user in chatmock.state["users"]] == ["alice"]
    chatmock.journal.assert_called("LOGI", count=1, direction="out")


def test_what_one_says_the_other_hears(two, lunch):
    alice, bob = two
    said = alice("say", channel=lunch, text="Soup at noon? 🍲")
    assert bob.heard("message") == {**said, "sender": "alice"}
    bob("say", channel=lunch, text="yes")
    assert alice.heard("message")["text"] == "yes"
    assert [message["text"] for message in alice("history", channel=lunch)] == ["Soup at noon? 🍲", "yes"]


def test_a_message_raises_the_total_until_it_is_read(two, lunch):
    alice, bob = two
    said = alice("say", channel=lunch, text="hi")
    assert bob.heard("total", total=1) and bob("unread") == 1
    assert alice("receipts", channel=lunch, id=said["id"])["unread"] == 1
    bob("read", channel=lunch)
    alice.heard("read")
    assert (bob("unread"), alice("receipts", channel=lunch, id=said["id"])["unread"]) == (0, 0)


def test_a_message_is_delivered_when_the_others_client_has_it(two, lunch):
    alice, bob = two
    said = alice("say", channel=lunch, text="hi")
    bob.heard("message")
    alice.heard("delivered")
    assert alice("receipts", channel=lunch, id=said["id"])["undelivered"] == 0


def test_the_other_sees_who_types(two, lunch):
    alice, bob = two
    bob("types", channel=lunch)
    assert alice.heard("typing") == {"users": ["bob"]}


def test_an_edit_and_a_deletion_reach_the_other(two, lunch):
    alice, bob = two
    said = alice("say", channel=lunch, text="Soup at noon?")
    alice("edit", channel=lunch, id=said["id"], text="Soup at one?")
    assert bob.heard("updated")["text"] == "Soup at one?"
    alice("remove", channel=lunch, id=said["id"])
    assert bob.heard("deleted") == {"id": said["id"]}


def test_only_the_sender_may_edit(two, lunch):
    alice, bob = two
    said = alice("say", channel=lunch, text="hi")
    with pytest.raises(Refused, match="900022"):
        bob("edit", channel=lunch, id=said["id"], text="ho")


def test_what_the_backend_does_reaches_clients(chatmock, two, lunch):
    alice, bob = two
    chatmock.sendbird.user("carol").joins(lunch)
    bob.heard("joined", user="carol")
    chatmock.sendbird.user("carol").says("hello", lunch)
    assert [who.heard("message")["sender"] for who in two] == ["carol", "carol"]
    chatmock.sendbird.user("carol").leaves(lunch)
    assert alice.heard("left") == {"user": "carol"}


def test_an_open_channel_is_heard_from_inside(chatmock, two):
    alice, bob = two
    lobby = str(chatmock.sendbird.open_channel())
    assert [who("enter", channel=lobby)["participants"] for who in two] == [1, 2]
    assert alice.heard("entered") == {"user": "bob"}
    bob("call_out", channel=lobby, text="anybody?")
    assert alice.heard("message")["text"] == "anybody?"
    bob("disconnect")
    assert alice.heard("exited") == {"user": "bob"}


def test_a_lost_connection_comes_back_by_its_key(chatmock, client, version):
    alice, bob = client(version, "alice"), chatmock.sendbird.user("bob")
    lunch = chatmock.sendbird.group("alice", bob)
    chatmock.faults.add("frame MESG", disconnect=True, user_id="alice")
    bob.says("lost?", lunch)
    alice.heard("reconnected")
    bob.says("found", lunch)
    assert alice.heard("message")["text"] == "found"


# --- sessions ---


@pytest.fixture
def token(chatmock):
    """Issues session tokens of alice, as an app's backend does."""
    chatmock.sendbird.user("alice")
    return lambda **given: chatmock.sendbird.session_token("alice", **given)


def test_a_wrong_token_is_refused(chatmock, client, version, token):
    with pytest.raises(Refused, match="400302"):
        client(version, "alice", token="of somebody else")


def test_a_session_that_runs_out_is_refreshed_without_the_app(chatmock, client, version, token):
    alice = client(version, "alice", token=token(), fresh=[])
    chatmock.clock.advance(minutes=11)
    alice.heard("refreshed")
    assert alice("channels") == [] and alice.deaf_to("token_required")
    chatmock.clock.advance(minutes=11)
    alice.heard("refreshed")
    assert alice("channels") == []


def test_a_token_that_runs_out_is_asked_of_the_app(chatmock, client, version, token):
    soon = chatmock.clock.now() + 5 * 60 * 1000
    alice = client(version, "alice", token=token(expires_at=soon), fresh=[token()])
    chatmock.clock.advance(minutes=6)
    alice.heard("token_required")
    alice.heard("refreshed")
    assert alice("channels") == []


def test_a_revoked_token_closes_the_session(chatmock, client, version, token):
    alice = client(version, "alice", token=token(), fresh=[])
    chatmock.sendbird.revoke_session_tokens("alice")
    alice.heard("closed")


def test_an_app_without_a_new_token_ends_the_session(chatmock, client, version, token):
    soon = chatmock.clock.now() + 5 * 60 * 1000
    alice = client(version, "alice", token=token(expires_at=soon), fresh=[])
    chatmock.clock.advance(minutes=6)
    alice.heard("closed")
