"""Somebody with the SDK talks to actors of the test, and each hears what the other does."""

import pytest

from tests.tencent.clients.js_sdk.client import Sdk


@pytest.fixture(scope="module")
def carol(tencent):
    """A person with the SDK."""
    tencent.user("carol")
    one = Sdk(tencent, "carol").enters()
    yield one
    one.close()


@pytest.fixture(scope="module")
def alice(tencent):
    actor = tencent.user("alice")
    actor.connect("iPhone")
    return actor


def heard_text(one, text):
    return one.hears(
        "MESSAGE_RECEIVED",
        lambda rows: any(row["type"] == "TIMTextElem" and row["payload"]["text"] == text for row in rows),
    )


def test_they_talk(carol, alice):
    sent = alice.says("hi", "carol")
    heard_text(carol, "hi")
    alice.edits(sent, "hello", "carol")
    [edited] = carol.hears("MESSAGE_MODIFIED")
    assert edited["payload"]["text"] == "hello"
    alice.reacts("ok", sent, "carol")
    heard = carol.hears("MESSAGE_REACTIONS_UPDATED")
    assert [row["reactionID"] for row in heard["reactionList"]] == ["ok"]
    alice.recalls(sent, "carol")
    [recalled] = carol.hears("MESSAGE_REVOKED")
    assert recalled["ID"] == edited["ID"]
    carol(
        "sendMessage",
        {
            "messageID": carol(
                "createTextMessage", {"to": "alice", "conversationType": "C2C", "payload": {"text": "bye"}}
            )["ID"]
        },
    )
    [event] = alice.received(9)
    assert event["C2cMsgArray"][0]["MsgBody"][0]["MsgContent"]["Text"] == "bye"
    alice.reads("carol")
    [read] = carol.hears("MESSAGE_READ_BY_PEER")
    assert read["isPeerRead"] is True


def test_the_sdk_sees_who_is_online_and_who_types(carol, alice):
    [status] = carol("getUserStatus", {"userIDList": ["alice"]})["successUserList"]
    assert status["statusType"] == 1
    alice.types("carol")
    [typed] = carol.hears("MESSAGE_RECEIVED", lambda rows: rows[0]["type"] == "TIMCustomElem")
    assert "EIMAMSG_InputStatus_Ing" in typed["payload"]["data"]


def test_actors_are_in_groups_of_the_sdk(tencent, carol, alice):
    made = carol("createGroup", {"name": "Lunch", "type": "Private", "memberList": [{"userID": "alice"}]})
    group = made["group"]["groupID"]
    said = alice.says("soup?", group=group)
    heard_text(carol, "soup?")
    alice.invites(tencent.user("bob"), to=group)
    carol.tipped(1)
    alice.recalls(said, group=group)
    carol.hears("MESSAGE_REVOKED")
    alice.leaves(group)
    assert carol.tipped(2)["userIDList"] == ["alice"]
