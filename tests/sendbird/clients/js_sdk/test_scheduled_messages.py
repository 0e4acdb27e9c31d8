"""Scheduled messages through version 4 of the SDK; version 3 has none."""

import pytest

from tests.sendbird.clients.js_sdk.client import Refused

MINUTE = 60_000


@pytest.fixture
def people(client):
    return client("v4", "alice"), client("v4", "bob")


@pytest.fixture
def lunch(people):
    return people[0].groups.createChannel(invitedUserIds=["bob"])["url"]


@pytest.fixture
def soon(chatmock):
    """Ten minutes ahead of the clock, which stands."""
    chatmock.clock.freeze("2030-01-01T12:00:00Z")
    return chatmock.clock.now() + 10 * MINUTE


def test_a_message_is_scheduled_and_sent_at_its_time(chatmock, people, lunch, soon):
    alice, bob = people
    made = alice.group(lunch).createScheduledUserMessage(message="Soup?", scheduledAt=soon, customType="food")
    assert made["scheduledInfo"]["scheduledAt"] == soon
    params = {"channelUrl": lunch, "scheduledMessageId": made["scheduledInfo"]["scheduledMessageId"]}
    assert alice.messages.getScheduledMessage(**params)["message"] == "Soup?"
    [[listed]] = alice.groups.createScheduledMessageListQuery(channelUrl=lunch, scheduledStatus=["pending"])
    assert (listed["message"], listed["sender"]["userId"]) == ("Soup?", "alice")
    assert alice.groups.getTotalScheduledMessageCount(scheduledStatus=["pending"]) == 1
    chatmock.clock.advance(minutes=10)
    heard = bob.receives(lunch)
    assert (heard["message"], heard["customType"], heard["createdAt"]) == ("Soup?", "food", soon)
    assert alice.groups.getTotalScheduledMessageCount(scheduledStatus=["pending"]) == 0
    assert alice.groups.getTotalScheduledMessageCount(scheduledStatus=["sent"]) == 1


def test_what_waits_is_changed_canceled_and_sent_at_once(people, lunch, soon):
    alice, bob = people
    first, second = (
        alice.group(lunch).createScheduledUserMessage(message=text, scheduledAt=soon)["scheduledInfo"]
        for text in ("Soup?", "Stew?")
    )
    changed = alice.group(lunch).updateScheduledUserMessage(
        first["scheduledMessageId"], {"message": "Bread?", "scheduledAt": soon + MINUTE}
    )
    assert (changed["message"], changed["scheduledInfo"]["scheduledAt"]) == ("Bread?", soon + MINUTE)
    alice.group(lunch).cancelScheduledMessage(second["scheduledMessageId"])
    alice.group(lunch).sendScheduledMessageNow(first["scheduledMessageId"])
    assert bob.receives(lunch)["message"] == "Bread?"
    with pytest.raises(Refused) as refused:
        alice.group(lunch).cancelScheduledMessage(second["scheduledMessageId"])
    assert refused.value.code == 400108


def test_a_file_is_scheduled(chatmock, people, lunch, soon):
    alice, bob = people
    alice.group(lunch).createScheduledFileMessage(fileUrl="http://x.test/a.png", fileName="a.png", scheduledAt=soon)
    chatmock.clock.advance(minutes=10)
    assert bob.receives(lunch)["name"] == "a.png"


def test_what_others_schedule_is_not_listed(people, lunch, soon):
    alice, bob = people
    alice.group(lunch).createScheduledUserMessage(message="Soup?", scheduledAt=soon)
    assert bob.groups.createScheduledMessageListQuery(channelUrl=lunch) == [[]]
