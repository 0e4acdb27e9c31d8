"""Conversation lists as the SDK changes them: pins, marks, groups, deletions, what is read; and what the other window sees."""

import pytest

from tests.tencent.clients.js_sdk.client import Sdk, newer


@pytest.fixture(scope="module")
def tablet(people, tencent, package):
    """Bob's other window."""
    tencent.settings(web_instances=2)
    one = Sdk(tencent, "bob", package=package).enters()
    yield one
    one.close()
    tencent.settings(web_instances=1)


@pytest.fixture
def talk(alice, bob, tablet):
    """A conversation that Alice has begun."""
    sent = alice.says(bob, "hi")
    for one in (bob, tablet):
        one.receives(sent)
    return "C2Calice"


def listed(one, wanted):
    return one.hears(
        "CONVERSATION_LIST_UPDATED",
        lambda rows: any(wanted(row) for row in rows if row["conversationID"] == "C2Calice"),
    )


def test_conversations_are_pinned(bob, tablet, talk):
    bob("pinConversation", {"conversationID": talk, "isPinned": True})
    listed(tablet, lambda row: row["isPinned"])
    bob("pinConversation", {"conversationID": talk, "isPinned": False})
    listed(tablet, lambda row: not row["isPinned"])


def test_conversations_are_marked(bob, tablet, talk):
    bob("markConversation", {"conversationIDList": [talk], "markType": 1, "enableMark": True})
    listed(tablet, lambda row: row["markList"] == [1])
    bob("setConversationCustomData", {"conversationIDList": [talk], "customData": "mine"})
    listed(tablet, lambda row: row["customData"] == "mine")
    bob("markConversation", {"conversationIDList": [talk], "markType": 1, "enableMark": False})
    listed(tablet, lambda row: row["markList"] == [])


def test_conversations_are_grouped(bob, tablet, talk):
    bob("createConversationGroup", {"conversationIDList": [talk], "groupName": "work"})
    tablet.hears("CONVERSATION_GROUP_LIST_UPDATED", lambda names: names == ["work"])
    listed(tablet, lambda row: row["conversationGroupList"] == ["work"])
    bob("renameConversationGroup", {"oldName": "work", "newName": "office"})
    tablet.hears("CONVERSATION_GROUP_LIST_UPDATED", lambda names: names == ["office"])
    bob("deleteConversationsFromGroup", {"conversationIDList": [talk], "groupName": "office"})
    listed(tablet, lambda row: row["conversationGroupList"] == [])
    bob("addConversationsToGroup", {"conversationIDList": [talk], "groupName": "office"})
    listed(tablet, lambda row: row["conversationGroupList"] == ["office"])
    assert bob("getConversationGroupList") == ["office"]
    bob("deleteConversationGroup", "office")
    tablet.hears("CONVERSATION_GROUP_LIST_UPDATED", lambda names: names == [])


def test_what_one_window_reads_the_other_has_read(bob, tablet, talk):
    assert tablet("getConversationProfile", talk)["conversation"]["unreadCount"] >= 1
    bob("setMessageRead", {"conversationID": talk})
    listed(tablet, lambda row: row["unreadCount"] == 0)


def test_everything_is_read(alice, bob, tablet, talk):
    bob("setAllMessageRead", {"scope": "readAllC2CMessage"})
    assert bob("getTotalUnreadMessageCount") == sum(
        row["unreadCount"] for row in bob("getConversationList")["conversationList"]
    )


def test_notices_are_not_wanted(bob, tablet, talk):
    bob("setMessageRemindType", {"userIDList": ["alice"], "messageRemindType": "AcceptNotNotify"})
    listed(tablet, lambda row: row["messageRemindType"] == "AcceptNotNotify")
    bob("setMessageRemindType", {"userIDList": ["alice"], "messageRemindType": "AcceptAndNotify"})


@newer
def test_nothing_is_to_disturb_at_night(bob, tablet):
    bob("setAllReceiveMessageOpt", {"messageRemindType": "AcceptNotNotify", "startHour": 22, "duration": 3600})
    assert tablet.hears("ALL_RECEIVE_MESSAGE_OPT_UPDATED")["messageRemindType"] == "AcceptNotNotify"
    assert bob("getAllReceiveMessageOpt")["messageRemindType"] == "AcceptNotNotify"


def test_a_copy_of_what_is_sent_comes_to_the_other_window(alice, bob, tablet):
    sent = bob.says(alice, "from my phone")
    heard = tablet.receives(sent)
    assert (heard["flow"], heard["to"]) == ("out", "alice")


def test_conversations_are_deleted(bob, tablet, talk):
    bob("deleteConversation", talk)
    tablet.hears("CONVERSATION_LIST_UPDATED", lambda rows: talk not in [row["conversationID"] for row in rows])
    assert talk not in [row["conversationID"] for row in bob("getConversationList")["conversationList"]]
