"""Messages between both SDKs: all that is said with them, edits, translations, copies, reports, receipts."""

import pytest

from tests.sendbird.clients.js_sdk.client import Refused, facts

pytestmark = pytest.mark.usefixtures("outsider")
CARRIED = ("messageId", "message", "data", "customType", "metaArrays", "mentionType", "appleCriticalAlertOptions")


def texts(messages):
    return [message["message"] for message in messages]


def test_a_message_is_what_its_sender_made_of_it(two, lunch):
    alice, bob = two
    more = {"data": "{}", "customType": "note", "metaArrays": [{"key": "dish", "value": ["soup", "tea"]}]}
    loud = {"name": "gong", "volume": 0.5}
    said = alice.group(lunch).sendUserMessage(message="lunch!", appleCriticalAlertOptions=loud, **more)
    asked = {"channelUrl": lunch, "channelType": "group", "messageId": said["messageId"], "includeMetaArray": True}
    assert facts(said, *CARRIED) == [said["messageId"], "lunch!", *more.values(), "users", loud]
    assert facts(bob.receives(lunch), *CARRIED) == facts(said, *CARRIED)
    assert facts(bob.messages.getMessage(**asked), *CARRIED) == facts(said, *CARRIED)


def test_the_administration_speaks_to_all(two, lunch, rest):
    rest("POST", f"/group_channels/{lunch}/messages", message_type="ADMM", message="closed", custom_type="notice")
    for one in two:
        assert facts(one.receives(lunch), "messageType", "message", "customType") == ["admin", "closed", "notice"]
        assert one.group(lunch)["lastMessage"]["messageType"] == "admin"


def test_an_operator_deletes_what_others_said(two, club, rest):
    alice, bob = two
    said = bob.group(club).sendUserMessage(message="rude")
    heard = alice.receives(club)
    with pytest.raises(Refused, match="900022"):
        alice.group(club).updateUserMessage(said["messageId"], message="polite")
    alice.group(club).deleteMessage(heard)
    assert bob.hears("onMessageDeleted") == [club, said["messageId"]]
    assert rest("GET", f"/group_channels/{club}/messages?message_ts=0")["messages"] == []


def test_who_is_no_operator_does_not_delete_what_others_said(two, club, rest):
    alice, bob = two
    alice.group(club).sendUserMessage(message="order!")
    with pytest.raises(Refused, match="900022"):
        bob.group(club).deleteMessage(bob.receives(club))
    assert texts(rest("GET", f"/group_channels/{club}/messages?message_ts=0")["messages"]) == ["order!"]


def test_what_the_backend_edits_and_deletes_reaches_all(two, lunch, rest):
    alice, _ = two
    path = f"/group_channels/{lunch}/messages/{alice.group(lunch).sendUserMessage(message='soup')['messageId']}"
    rest("PUT", path, message_type="MESG", message="stew", custom_type="better")
    rest("DELETE", path)
    for one in two:
        assert facts(one.receives(lunch, "onMessageUpdated"), "message", "customType") == ["stew", "better"]
        one.hears("onMessageDeleted", lunch)


def test_a_mention_is_told_and_counted(two, lunch):
    alice, bob = two
    alice.group(lunch).sendUserMessage(message="you!", mentionedUserIds=["bob"])
    assert bob.receives(lunch, "onMentionReceived")["mentionedUserIds"] == ["bob"]
    alice.group(lunch).sendUserMessage(message="somebody?")
    alice.group(lunch).sendUserMessage(message="all!", mentionType="channel")
    assert bob.receives(lunch, "onMentionReceived")["mentionType"] == "channel"
    assert facts(bob.group(lunch), "unreadMessageCount", "unreadMentionCount") == [3, 2]
    bob.group(lunch).refresh()
    assert facts(bob.group(lunch), "unreadMessageCount", "unreadMentionCount") == [3, 2]
    assert alice.deaf_to("onMentionReceived")


def test_metaarrays_grow_and_shrink(two, lunch, rest):
    alice, bob = two
    said = alice.group(lunch).sendUserMessage(message="dishes", metaArrays=[{"key": "old", "value": ["tea"]}])
    steps = [
        ("createMessageMetaArrayKeys", ["new"]),
        ("addMessageMetaArrayValues", [{"key": "new", "value": ["soup", "stew"]}]),
        ("removeMessageMetaArrayValues", [{"key": "new", "value": ["soup"]}]),
        ("deleteMessageMetaArrayKeys", ["old"]),
    ]
    for method, given in steps:
        changed = getattr(alice.group(lunch), method)(said, given)
        assert bob.receives(lunch, "onMessageUpdated")["metaArrays"] == changed["metaArrays"]
    [kept] = rest("GET", f"/group_channels/{lunch}/messages?message_ts=0&with_sorted_meta_array=true")["messages"]
    assert changed["metaArrays"] == kept["sorted_metaarray"] == [{"key": "new", "value": ["stew"]}]


def test_a_text_is_translated_as_it_is_sent_and_later(two, lunch):
    alice, bob = two
    alice.group(lunch).sendUserMessage(message="soup", translationTargetLanguages=["es"])
    heard = bob.receives(lunch)
    assert heard["translations"] == {"es": "[es] soup"}
    both = {"es": "[es] soup", "de": "[de] soup"}
    assert bob.group(lunch).translateUserMessage(heard, ["de"])["translations"] == both
    assert alice.receives(lunch, "onMessageUpdated")["translations"] == both


def test_a_copy_is_a_message_of_its_own_elsewhere(two, lunch, rest):
    alice, bob = two
    dinner = bob.groups.createChannel(invitedUserIds=["alice", "bob"])
    alice.group(lunch).sendUserMessage(message="soup", customType="dish")
    copy = bob.group(lunch).copyUserMessage(dinner, bob.receives(lunch))
    assert facts(alice.receives(dinner["url"]), "messageId", "message", "customType") == [
        copy["messageId"],
        "soup",
        "dish",
    ]
    assert copy["sender"]["userId"] == "bob"
    assert len(rest("GET", f"/group_channels/{lunch}/messages?message_ts=0")["messages"]) == 1


def test_what_is_reported_waits_for_the_moderators(two, lunch, rest):
    alice, bob = two
    alice.group(lunch).sendUserMessage(message="rude")
    heard = bob.receives(lunch)
    bob.group(lunch).reportMessage(heard, "harassing", "rude")
    bob.group(lunch).reportUser(heard["sender"], "suspicious", "again")
    bob.group(lunch).report("spam", "all of them")
    reports = rest("GET", "/report")["report_logs"][::-1]
    assert [report["report_type"] for report in reports] == ["message", "user", "channel"]
    assert reports[0]["reported_message"]["message_id"] == heard["messageId"]
    assert {report["reporting_user"]["user_id"] for report in reports} == {"bob"}


def test_whom_one_blocks_is_not_heard_by_that_one_alone(chatmock, two, lunch):
    alice, bob = two
    alice.sdk.blockUserWithUserId("bob")
    bob.group(lunch).sendUserMessage(message="unheard")
    alice.sdk.unblockUserWithUserId("bob")
    bob.group(lunch).sendUserMessage(message="heard")
    assert alice.receives(lunch)["message"] == "heard"
    listed = {"prevResultSize": 0, "nextResultSize": 9}
    assert texts(alice.group(lunch).getMessagesByTimestamp(1, **listed)) == ["heard"]
    assert texts(bob.group(lunch).getMessagesByTimestamp(1, **listed)) == ["unheard", "heard"]
    assert alice.group(lunch)["unreadMessageCount"] == chatmock.sendbird.user("alice").unread(lunch) == 1


def test_among_more_than_two_a_block_hides_nothing(chatmock, two, lunch):
    alice, bob = two
    chatmock.sendbird.user("carol").joins(lunch)
    alice.sdk.blockUserWithUserId("bob")
    bob.group(lunch).sendUserMessage(message="heard")
    assert alice.receives(lunch)["message"] == "heard"


def test_a_message_that_failed_is_sent_again(chatmock, two, lunch, rest):
    alice, bob = two
    chatmock.faults.add("MESG", code=900200)
    with pytest.raises(Refused, match="900200"):
        alice.group(lunch).sendUserMessage(message="at last")
    failed = alice.heard("failed", message="at last")
    said = alice.group(lunch).resendUserMessage(failed)
    assert bob.receives(lunch)["messageId"] == said["messageId"]
    assert texts(rest("GET", f"/group_channels/{lunch}/messages?message_ts=0")["messages"]) == ["at last"]


def test_receipts_go_down_member_by_member(chatmock, two, lunch):
    alice, bob = two
    chatmock.sendbird.user("carol").joins(lunch)
    alice.hears("onUserJoined", lunch)
    said = alice.group(lunch).sendUserMessage(message="anybody?")
    bob.receives(lunch)
    alice.hears("onUndeliveredMemberStatusUpdated", lunch)
    assert alice.group(lunch).getUndeliveredMemberCount(said) == 1
    assert alice.group(lunch).getUnreadMemberCount(said) == 2
    chatmock.sendbird.user("carol").reads(lunch)
    alice.hears("onUnreadMemberStatusUpdated", lunch)
    assert alice.group(lunch).getUnreadMemberCount(said) == 1
    assert [member["userId"] for member in alice.group(lunch).getReadMembers(said)] == ["carol"]
    bob.group(lunch).markAsRead()
    alice.hears("onUnreadMemberStatusUpdated", lunch)
    assert alice.group(lunch).getUnreadMemberCount(said) == 0


def test_an_open_channel_has_the_same_messages(chatmock, two, rest):
    alice, bob = two
    lobby = str(chatmock.sendbird.open_channel(operators=["alice"]))
    for one in two:
        one("enter", channel=lobby)
    said = bob.open(lobby).sendUserMessage(message="hello", customType="greeting", data="{}")
    heard = alice.receives(lobby)
    assert facts(heard, "message", "customType", "data") == ["hello", "greeting", "{}"]
    bob.open(lobby).updateUserMessage(said["messageId"], message="hallo")
    assert alice.receives(lobby, "onMessageUpdated")["message"] == "hallo"
    alice.open(lobby).deleteMessage(heard)
    assert bob.hears("onMessageDeleted") == [lobby, said["messageId"]]
    assert rest("GET", f"/open_channels/{lobby}/messages?message_ts=0")["messages"] == []
