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
