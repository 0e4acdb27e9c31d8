"""Messages between two and in groups, as the SDK sends, hears, recalls, edits, reads and deletes them."""

import pytest

from tests.sendbird.clients.js_sdk.client import Refused
from tests.tencent.clients.js_sdk.client import message_id


@pytest.mark.parametrize("where", ["c2c", "group"])
def test_a_message_is_heard_once_with_who_sent_it(alice, bob, where, request):
    to = bob if where == "c2c" else request.getfixturevalue("group")
    alice("updateMyProfile", {"nick": "Alice"})
    sent = alice.says(to, "Soup & <bread>? 🍲", cloudCustomData="42")
    heard = bob.receives(sent)
    assert (heard["payload"]["text"], heard["from"], heard["nick"]) == ("Soup & <bread>? 🍲", "alice", "Alice")
    assert (heard["cloudCustomData"], heard["flow"], heard["time"]) == ("42", "in", sent["time"])
    assert bob.conversation(alice if where == "c2c" else to)["lastMessage"]["payload"] == {"text": "Soup & <bread>? 🍲"}
    assert [row["ID"] for row in bob.history(alice if where == "c2c" else to)].count(sent["ID"]) == 1


@pytest.mark.parametrize("where", ["c2c", "group"])
def test_a_message_is_recalled(alice, bob, where, request):
    to = bob if where == "c2c" else request.getfixturevalue("group")
    sent = alice.says(to, "oops")
    bob.receives(sent)
    alice("revokeMessage", message_id(sent))
    heard = bob.hears("MESSAGE_REVOKED", lambda rows: any(row["ID"] == sent["ID"] for row in rows))
    assert heard[0]["revoker"] == "alice"
    assert next(row["isRevoked"] for row in bob.history(alice if where == "c2c" else to) if row["ID"] == sent["ID"])


@pytest.mark.parametrize("where", ["c2c", "group"])
def test_a_message_is_edited(alice, bob, where, request):
    to = bob if where == "c2c" else request.getfixturevalue("group")
    sent = alice.says(to, "helo")
    bob.receives(sent)
    made = {**sent, "payload": {"text": "hello"}}
    alice.edits(sent, "hello")
    heard = bob.hears("MESSAGE_MODIFIED", lambda rows: any(row["ID"] == sent["ID"] for row in rows))
    assert heard[0]["payload"] == made["payload"]


def test_what_is_too_old_is_not_recalled(alice, bob, tencent):
    sent = alice.says(bob, "old")
    tencent.settings(recall_seconds=0)
    tencent.control("POST", "/clock/advance", seconds=2)
    with pytest.raises(Refused) as refused:
        alice("revokeMessage", message_id(sent))
    assert refused.value.code == 20016
    tencent.settings(recall_seconds=120)


def test_reading_tells_the_sender_and_counts(alice, bob):
    sent = alice.says(bob, "read me")
    bob.receives(sent)
    assert bob.conversation(alice)["unreadCount"] >= 1
    bob("setMessageRead", {"conversationID": "C2Calice"})
    alice.hears("MESSAGE_READ_BY_PEER", lambda rows: any(row["ID"] == sent["ID"] for row in rows))
    assert bob.conversation(alice)["unreadCount"] == 0
