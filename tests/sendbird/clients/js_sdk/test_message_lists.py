"""How both SDKs find messages again: around a place, by filters, by words, what changed, what is pinned."""

import pytest

from tests.sendbird.clients.js_sdk.client import facts

pytestmark = pytest.mark.usefixtures("outsider")


def texts(messages):
    return [message["message"] for message in messages]


@pytest.fixture
def talk(chatmock, lunch, rest):
    """Five messages in a channel, of the first the id, of all the times."""
    alice, bob = chatmock.sendbird.user("alice"), chatmock.sendbird.user("bob")
    said = [
        alice.says("one", lunch, custom_type="odd"),
        bob.says("two", lunch, custom_type="even"),
        alice.says("three", lunch, custom_type="odd"),
        rest("POST", f"/group_channels/{lunch}/messages", message_type="ADMM", message="four", custom_type="even"),
        bob.says("five", lunch),
    ]
    return [message["message_id"] for message in said], [message["created_at"] for message in said]


@pytest.fixture
def found(two, lunch):
    """What bob finds around a time."""

    def found(at, before=0, after=0, **wanted):
        sizes = {"prevResultSize": before, "nextResultSize": after}
        return texts(two[1].group(lunch).getMessagesByTimestamp(at, **sizes, **wanted))

    return found


def test_messages_are_found_around_a_time(talk, found):
    _, times = talk
    assert found(times[2], 1, 1, isInclusive=True) == ["two", "three", "four"]
    assert found(times[2], 9, 0, isInclusive=False) == ["one", "two"]
    assert found(times[2], 0, 1, isInclusive=False) == ["four"]
    assert found(times[2], 1, 9, isInclusive=True, reverse=True) == ["five", "four", "three", "two"]


def test_messages_are_found_around_a_message(two, lunch, talk):
    ids, _ = talk
    around = {"prevResultSize": 1, "nextResultSize": 1, "isInclusive": True}
    assert texts(two[0].group(lunch).getMessagesByMessageId(ids[2], **around)) == ["two", "three", "four"]


def test_messages_are_found_by_what_they_are(talk, found):
    assert found(1, after=9, messageTypeFilter="ADMM") == ["four"]
    assert found(1, after=9, customTypesFilter=["even"]) == ["two", "four"]
    assert found(1, after=9, customTypesFilter=["odd", "even"], messageTypeFilter="MESG") == ["one", "two", "three"]
    assert found(1, after=9, senderUserIdsFilter=["bob"]) == ["two", "five"]
    assert found(1, after=1, senderUserIdsFilter=["alice"], customTypesFilter=["odd"]) == ["one"]


def test_the_history_goes_back_page_by_page(two, lunch, talk):
    for one in two:
        pages = one.group(lunch).createPreviousMessageListQuery(limit=2)
        assert [texts(page) for page in pages if page] == [["four", "five"], ["two", "three"], ["one"]]


def test_what_changed_since_is_told_by_time_and_then_by_token(chatmock, two, lunch, talk, rest):
    _, bob = two
    (one, two_, *_), times = talk
    path = f"/group_channels/{lunch}/messages"
    rest("PUT", f"{path}/{one}", message_type="MESG", message="uno")
    rest("DELETE", f"{path}/{two_}")
    changes = bob.group(lunch).getMessageChangeLogsSinceTimestamp(times[-1], includeReactions=True)
    assert (texts(changes["updatedMessages"]), changes["deletedMessageIds"]) == (["uno"], [two_])
    rest("PUT", f"{path}/{one}", message_type="MESG", message="eins")
    later = bob.group(lunch).getMessageChangeLogsSinceToken(changes["token"], includeReactions=True)
    assert (texts(later["updatedMessages"]), later["deletedMessageIds"], later["hasMore"]) == (["eins"], [], False)


def test_messages_are_found_by_their_words(two, lunch):
    alice, bob = two
    dinner = alice.groups.createChannel(invitedUserIds=["alice", "bob"])["url"]
    for channel, text in ((lunch, "Soup or stew"), (dinner, "no soup"), (lunch, "bread"), (lunch, "soup")):
        alice.group(channel).sendUserMessage(message=text)

    def found(keyword, **wanted):
        given = ([], {"keyword": keyword}) if bob.version == "v4" else ([keyword], {})
        pages = bob.sdk.createMessageSearchQuery(*given[0], **given[1], **wanted)
        return [texts(page) for page in pages]

    assert found("SOUP", limit=2, order="ts") == [["soup", "no soup"], ["Soup or stew"]]
    assert found("soup", channelUrl=lunch, reverse=True, order="ts") == [["Soup or stew", "soup"]]
    assert found("soup", exactMatch=True, channelUrl=lunch) == [["soup"]]


# --- pins: version 4 has them ---


def test_a_pinned_message_is_told_and_listed(client):
    alice, bob = client("v4", "alice"), client("v4", "bob")
    lunch = alice.groups.createChannel(invitedUserIds=["bob"])["url"]
    said = [alice.group(lunch).sendUserMessage(message=text)["messageId"] for text in ("one", "two")]
    for message_id in said:
        alice.group(lunch).pinMessage(message_id)
        bob.hears("onPinnedMessageUpdated", lunch)
    channel = bob.group(lunch)
    assert facts(channel, "pinnedMessageIds") == [said] and channel["lastPinnedMessage"]["messageId"] == said[1]
    [page] = bob.group(lunch).createPinnedMessageListQuery(limit=9)
    assert texts(pin["message"] for pin in page) == ["two", "one"]


def test_a_pin_goes_by_itself_or_with_its_message(client):
    alice, bob = client("v4", "alice"), client("v4", "bob")
    lunch = alice.groups.createChannel(invitedUserIds=["bob"])["url"]
    one, two = (alice.group(lunch).sendUserMessage(message=text, isPinnedMessage=True) for text in ("one", "two"))
    bob.hears("onPinnedMessageUpdated", lunch)
    bob.hears("onPinnedMessageUpdated", lunch)
    alice.group(lunch).unpinMessage(two["messageId"])
    bob.hears("onPinnedMessageUpdated", lunch)
    assert bob.group(lunch)["lastPinnedMessage"]["messageId"] == one["messageId"]
    alice.group(lunch).deleteMessage(one)
    bob.hears("onPinnedMessageUpdated", lunch)
    assert facts(bob.group(lunch), "pinnedMessageIds", "lastPinnedMessage") == [[], None]
