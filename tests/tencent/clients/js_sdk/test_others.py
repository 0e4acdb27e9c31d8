"""What is left of the SDK's methods: signals, invitations, merged messages that are long; and what is declined."""

import pytest

from tests.sendbird.clients.js_sdk.client import Refused
from tests.tencent.clients.js_sdk.client import message_id, newer

DECLINED = {
    "followUser": ["bob"],
    "unfollowUser": ["bob"],
    "getUserFollowInfo": ["bob"],
    "checkFollowType": ["bob"],
}


@newer
def test_what_the_sdk_knows_of_itself(alice):
    assert alice("getLoginUser") == "alice" and alice("isReady") is True
    assert alice("getServerTime") > 0


@newer
@pytest.mark.parametrize(
    ("answer", "told"),
    [("accept", "INVITEE_ACCEPTED"), ("reject", "INVITEE_REJECTED"), ("cancel", "INVITATION_CANCELLED")],
)
def test_somebody_is_called_and_answers(alice, bob, answer, told):
    called = alice("invite", {"userID": "bob", "data": "call", "timeout": 30})["inviteID"]
    assert bob.hears("NEW_INVITATION_RECEIVED", lambda data: data["inviteID"] == called)["inviter"] == "alice"
    by, other = (alice, bob) if answer == "cancel" else (bob, alice)
    by(answer, {"inviteID": called, "data": answer})
    assert other.hears(told, lambda data: data["inviteID"] == called)["data"] == answer


@newer
def test_a_group_is_called(alice, bob, group):
    called = alice("inviteInGroup", {"groupID": group, "inviteeList": ["bob"], "data": "call", "timeout": 30})[
        "inviteID"
    ]
    assert bob.hears("NEW_INVITATION_RECEIVED", lambda data: data["inviteID"] == called)["groupID"] == group
    bob("accept", {"inviteID": called, "data": "yes"})
    assert alice.hears("INVITEE_ACCEPTED", lambda data: data["inviteID"] == called)["invitee"] == "bob"


def test_a_long_merged_message_is_kept_apart(alice, bob):
    base = {"to": "bob", "conversationType": "C2C"}
    parts = [alice.says(bob, "x" * 3000) for _ in range(6)]
    payload = {
        "messageList": [message_id(one) for one in parts],
        "title": "Long",
        "abstractList": ["x"],
        "compatibleText": "no",
    }
    made = alice("createMergerMessage", {**base, "payload": payload})
    sent = alice("sendMessage", message_id(made))["message"]
    heard = bob.receives(sent)
    assert heard["payload"]["downloadKey"] and heard["payload"]["messageList"] == []
    whole = bob("downloadMergerMessage", message_id(heard))
    assert len(whole["payload"]["messageList"]) == 6


def test_communities_are_listed(alice):
    group = alice("createGroup", {"name": "Village", "type": "Community", "isSupportTopic": True})["group"]["groupID"]
    assert group in [row["groupID"] for row in alice("getJoinedCommunityList")["groupList"]]


@newer
@pytest.mark.parametrize("method", DECLINED)
def test_following_is_declined(alice, method):
    with pytest.raises(Refused) as refused:
        alice(method, DECLINED[method])
    assert refused.value.code == 501000


def test_translations_are_declined(alice):
    with pytest.raises(Refused):
        alice("translateText", {"sourceTextList": ["soup"], "sourceLanguage": "en", "targetLanguage": "de"})
