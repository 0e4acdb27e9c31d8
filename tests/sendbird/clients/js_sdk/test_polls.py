"""Polls through version 4 of the SDK; version 3 has none."""

import pytest

from tests.sendbird.clients.js_sdk.client import Refused

pytestmark = pytest.mark.usefixtures("outsider")


@pytest.fixture
def people(client):
    return client("v4", "alice"), client("v4", "bob")


@pytest.fixture
def lunch(people):
    return people[0].groups.createChannel(invitedUserIds=["bob"])["url"]


@pytest.fixture
def poll(people, lunch):
    """What alice asks, as bob hears it."""
    alice, bob = people
    made = alice.polls.create(title="Lunch?", optionTexts=["soup", "stew"], data={"text": "today"})
    alice.group(lunch).sendUserMessage(message="vote!", pollId=made["id"])
    return bob.receives(lunch)["poll"]


def of(client, channel, poll):
    return client.polls.get(channelUrl=channel, channelType="group", pollId=poll["id"])


def votes(poll):
    return {option["text"]: option["voteCount"] for option in poll["options"]}


def test_a_poll_comes_with_its_message(people, lunch, poll):
    alice, bob = people
    assert (poll["title"], votes(poll), poll["status"], poll["data"]) == (
        "Lunch?",
        {"soup": 0, "stew": 0},
        "open",
        {"text": "today"},
    )
    [listed] = bob.group(lunch).getMessagesByTimestamp(1, prevResultSize=0, nextResultSize=9)
    assert listed["poll"]["id"] == poll["id"] == of(alice, lunch, poll)["id"]
    assert listed["messageId"] == poll["messageId"]


def test_a_vote_is_told_and_counted(people, lunch, poll, rest):
    alice, bob = people
    soup = poll["options"][0]["id"]
    bob.group(lunch).votePoll(poll["id"], [soup])
    assert alice.hears("onPollVoted", lunch)[1]["pollId"] == poll["id"]
    assert votes(of(alice, lunch, poll)) == {"soup": 1, "stew": 0}
    assert (of(bob, lunch, poll)["votedPollOptionIds"], of(alice, lunch, poll)["votedPollOptionIds"]) == ([soup], [])
    assert rest("GET", f"/polls/{poll['id']}/options/{soup}/voters")["voters"][0]["user_id"] == "bob"
    [[voter]] = alice.group(lunch).createPollVoterListQuery(poll["id"], soup)
    assert voter["userId"] == "bob"


def test_a_poll_changes_and_closes(people, lunch, poll):
    alice, bob = people
    alice.group(lunch).updatePoll(poll["id"], title="Dinner?")
    alice.group(lunch).addPollOption(poll["id"], "bread")
    alice.group(lunch).deletePollOption(poll["id"], poll["options"][0]["id"])
    alice.group(lunch).closePoll(poll["id"])
    for _ in range(4):
        assert bob.hears("onPollUpdated", lunch)[1]["pollId"] == poll["id"]
    found = of(bob, lunch, poll)
    assert (found["title"], found["status"], list(votes(found))) == ("Dinner?", "closed", ["stew", "bread"])
    with pytest.raises(Refused, match="400108"):
        bob.group(lunch).votePoll(poll["id"], [])


def test_a_poll_is_its_makers(people, lunch, poll):
    alice, bob = people
    with pytest.raises(Refused, match="400108"):
        bob.group(lunch).closePoll(poll["id"])
    alice.group(lunch).deletePoll(poll["id"])
    assert bob.hears("onPollDeleted", lunch)[1] == poll["id"]
    with pytest.raises(Refused, match="400201"):
        of(bob, lunch, poll)


def test_polls_of_a_channel_are_listed_and_their_changes_too(people, lunch, poll):
    alice, bob = people
    [[listed]] = bob.group(lunch).createPollListQuery(10)
    assert listed["id"] == poll["id"]
    changes = bob.group(lunch).getPollChangeLogsSinceTimestamp(1)
    assert [changed["id"] for changed in changes["updatedPolls"]] == [poll["id"]]
    alice.group(lunch).deletePoll(poll["id"])
    assert bob.group(lunch).getPollChangeLogsSinceTimestamp(1)["deletedPollIds"] == [poll["id"]]
