"""Topics of communities, as the SDK makes, changes, fills and deletes them."""

import pytest

from tests.tencent.clients.js_sdk.client import message_id


@pytest.fixture(scope="module")
def community(people):
    alice, bob, _ = people
    group = alice("createGroup", {"name": "Town", "type": "Community", "isSupportTopic": True})["group"]["groupID"]
    assert bob("joinGroup", {"groupID": group})["status"] == "JoinedSuccess"
    return str(group)


def test_a_topic_is_made_changed_talked_in_and_deleted(alice, bob, community):
    made = alice("createTopicInCommunity", {"groupID": community, "topicName": "Food", "introduction": "What to eat"})
    topic = made["topicID"]
    assert bob.hears("TOPIC_CREATED", lambda data: data["topicID"] == topic)["groupID"] == community
    found = bob("getTopicList", {"groupID": community, "topicIDList": []})["successTopicList"]
    assert [(row["topicID"], row["topicName"], row["introduction"]) for row in found] == [
        (topic, "Food", "What to eat")
    ]
    made = alice("createTextMessage", {"to": topic, "conversationType": "GROUP", "payload": {"text": "Soup!"}})
    sent = alice("sendMessage", message_id(made))["message"]
    assert bob.receives(sent)["to"] == topic
    assert sent["ID"] in [
        row["ID"] for row in bob("getMessageList", {"conversationID": f"GROUP{topic}"})["messageList"]
    ]
    alice("updateTopicProfile", {"groupID": community, "topicID": topic, "topicName": "Meals"})
    bob.hears("TOPIC_UPDATED", lambda data: data["topic"]["topicName"] == "Meals")
    deleted = alice("deleteTopicFromCommunity", {"groupID": community, "topicIDList": [topic]})
    assert [row["topicID"] for row in deleted["successTopicList"]] == [topic]
    assert bob.hears("TOPIC_DELETED")["topicIDList"] == [topic]


@pytest.fixture
def food(alice, bob, community):
    topic = alice("createTopicInCommunity", {"groupID": community, "topicName": "Food"})["topicID"]
    bob.hears("TOPIC_CREATED", lambda data: data["topicID"] == topic)
    bob("getTopicList", {"groupID": community, "topicIDList": [topic]})
    return topic


def hears(who, topic, wanted):
    """Wait until somebody hears that a topic is as wanted."""
    who.hears("TOPIC_UPDATED", lambda data: data["topic"]["topicID"] == topic and wanted(data["topic"]))


def test_members_hear_that_nobody_may_speak_in_a_topic_and_that_they_may(alice, bob, carol, community, food):
    mute = {"groupID": community, "topicID": food}
    alice("updateTopicProfile", {**mute, "muteAllMembers": True})
    hears(bob, food, lambda topic: topic["muteAllMembers"])
    carol("joinGroup", {"groupID": community})
    [seen] = carol("getTopicList", {"groupID": community, "topicIDList": [food]})["successTopicList"]
    assert seen["muteAllMembers"] is True
    alice("updateTopicProfile", {**mute, "muteAllMembers": False})
    hears(bob, food, lambda topic: not topic["muteAllMembers"])
    hears(carol, food, lambda topic: not topic["muteAllMembers"])
    carol("quitGroup", community)


def test_a_member_hears_that_a_topic_is_closed_to_them_for_a_time(alice, bob, food):
    alice("setGroupMemberMuteTime", {"groupID": food, "userID": "bob", "muteTime": 60})
    hears(bob, food, lambda topic: topic["selfInfo"]["muteTime"] == 60)


def test_how_a_member_receives_a_topic_is_of_that_topic_alone(bob, community, food):
    changed = bob("setMessageRemindType", {"groupID": food, "messageRemindType": "AcceptNotNotify"})
    assert changed["topic"]["selfInfo"]["messageRemindType"] == "AcceptNotNotify"
    assert bob("getGroupProfile", {"groupID": community})["group"]["selfInfo"]["messageRemindType"] == "AcceptAndNotify"
