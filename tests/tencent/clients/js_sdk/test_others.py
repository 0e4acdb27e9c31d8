"""What is left of the SDK's methods: signals, invitations, merged messages that are long; and what is declined."""

import pytest

from tests.sendbird.clients.js_sdk.client import Refused
from tests.tencent.clients.js_sdk.client import Sdk, message_id, newer

DECLINED = {
    "followUser": [["bob"]],
    "unfollowUser": [["bob"]],
    "getMyFollowersList": [],
    "getMyFollowingList": [],
    "getMutualFollowersList": [],
    "getUserFollowInfo": [["bob"]],
    "checkFollowType": [["bob"]],
}
RECEIVED, INVITED = "onMessageReceived", "newInvitationReceived"


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
        alice(method, *DECLINED[method])
    assert refused.value.code == 501000


def test_translations_are_declined(alice):
    with pytest.raises(Refused):
        alice("translateText", {"sourceTextList": ["soup"], "sourceLanguage": "en", "targetLanguage": "de"})


@newer
def test_texts_of_recordings_are_declined(alice, bob):
    sound = {"Url": "http://127.0.0.1:9/a.mp3", "UUID": "a.mp3", "Size": 10, "Second": 1, "Download_Flag": 2}
    body = [{"MsgType": "TIMSoundElem", "MsgContent": sound}]
    alice.asks("openim/sendmsg", From_Account="alice", To_Account="bob", MsgRandom=7, MsgBody=body)
    [heard] = bob.hears("MESSAGE_RECEIVED", lambda rows: rows[0]["type"] == "TIMSoundElem")
    with pytest.raises(Refused) as refused:
        bob("convertVoiceToText", {"message": message_id(heard)})
    assert refused.value.code == 2118  # by which the SDK calls whatever goes wrong there (client)


def test_listeners_come_and_go(alice, bob):
    bob("on", RECEIVED, {"listener": "each"})
    bob("once", RECEIVED, {"listener": "the first"})
    for text in ("one", "two"):
        alice.says(bob, text)
        assert bob.hears("each")[0]["payload"] == {"text": text}
    bob("off", RECEIVED, {"listener": "each"})
    bob.receives(alice.says(bob, "three"))
    assert bob.hears("the first")[0]["payload"] == {"text": "one"}
    assert bob.deaf_to("each") and bob.deaf_to("the first")
    bob("setLogLevel", 4)


@newer
def test_listeners_to_signals_come_and_go(alice, bob):
    bob("addSignalingListener", INVITED, {"listener": "calls"})
    called = alice("inviteSync", {"userID": "bob", "data": "1"}, {"listener": "went"}, {"listener": "failed"})
    assert bob.hears("calls")["inviteID"] == alice.hears("went")["inviteID"] == called
    bob("removeSignalingListener", INVITED, {"listener": "calls"})
    again = alice("inviteSync", {"userID": "bob", "data": "2"}, {"listener": "went"}, {"listener": "failed"})
    bob.hears("NEW_INVITATION_RECEIVED", lambda data: data["inviteID"] == again)
    assert bob.deaf_to("calls") and alice.deaf_to("failed")


@newer
def test_a_group_is_called_and_the_call_is_changed(alice, bob, carol, group):
    call = {"groupID": group, "inviteeList": ["bob", "carol"], "data": "soup?", "timeout": 30}
    called = alice("inviteInGroupSync", call, {"listener": "went"}, {"listener": "failed"})
    assert alice.hears("went", lambda data: data["inviteID"] == called)
    for one in (bob, carol):
        heard = one.hears("NEW_INVITATION_RECEIVED", lambda data: data["inviteID"] == called)
        assert (heard["groupID"], heard["inviteeList"]) == (group, ["bob", "carol"])
    [signal] = [row for row in bob.history(group) if called in str(row["payload"])]
    told = bob("getSignalingInfo", message_id(signal))
    assert (told["inviteID"], told["inviter"], told["actionType"]) == (called, "alice", 1)
    alice("modifyInvitation", {"inviteID": called, "data": "stew?"})
    for one in (bob, carol):
        assert one.hears("INVITATION_MODIFIED", lambda data: data["inviteID"] == called)["data"] == "stew?"


@pytest.mark.parametrize("where", ["c2c", "group"])
def test_what_was_not_sent_is_sent_again(alice, bob, tencent, where, request):
    to = bob if where == "c2c" else request.getfixturevalue("group")
    made = alice.makes(to, "at the second try")
    servcmd = "openim.sendmsg" if where == "c2c" else "group_open_http_svc.send_group_msg"
    tencent.control("POST", "/faults", operation=servcmd, code=80002)
    with pytest.raises(Refused):
        alice("sendMessage", message_id(made))
    alice("resendMessage", message_id(made))
    heard = bob.receives(made)
    found = bob("findMessage", heard["ID"])
    assert found["payload"] == {"text": "at the second try"} and bob("findMessage", "nothing") is None
    assert [row["ID"] for row in bob.history(alice if where == "c2c" else to)].count(made["ID"]) == 1


@newer
def test_a_draft_stands_in_the_conversation(alice, bob):
    bob.receives(alice.says(bob, "an answer?"))
    bob("setConversationDraft", {"conversationID": "C2Calice", "draftText": "Well"})
    bob.hears("CONVERSATION_LIST_UPDATED", lambda rows: any(row["draftText"] == "Well" for row in rows))
    assert bob.conversation(alice)["draftText"] == "Well"


def test_whoever_destroys_the_sdk_is_logged_out(alice, tencent, package):
    dave = Sdk(tencent, "dave", package=package).enters()
    alice("subscribeUserStatus", {"userIDList": ["dave"]})
    dave("destroy")
    dave.hears("SDK_DESTROY")
    heard = alice.hears("USER_STATUS_UPDATED", lambda rows: rows[0]["userID"] == "dave")
    assert heard[0]["statusType"] != 1
    with pytest.raises(Refused):
        dave("getMyProfile")
    dave.close()


def test_the_sdk_knows_what_was_bought(alice, tencent, package):
    status = 1 << 7
    tencent.settings(purchase_bits="0" * 64)
    dave = Sdk(tencent, "dave", package=package).enters()
    tencent.settings(purchase_bits="1" * 64)
    assert dave("callExperimentalAPI", "isCommercialAbilityEnabled", status) == {"enabled": False}
    assert alice("callExperimentalAPI", "isCommercialAbilityEnabled", status) == {"enabled": True}
    with pytest.raises(Refused) as refused:
        dave("getUserStatus", {"userIDList": ["alice"]})
    assert refused.value.code == 3122
    dave.close()
