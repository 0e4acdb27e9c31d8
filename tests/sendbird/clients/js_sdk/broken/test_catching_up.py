"""What a client missed while it was away: collections of both SDKs fetch it, without loss and without repetition."""

import pytest

pytestmark = pytest.mark.usefixtures("outsider")
AWAY = 0.3
"""Seconds a handshake takes, so that something happens meanwhile."""


@pytest.fixture
def kept(rest, lunch):
    """Ids and texts of a channel's messages, as the server has them."""

    def kept():
        found = rest("GET", f"/group_channels/{lunch}/messages?message_ts=0&prev_limit=200")["messages"]
        return [(message["message_id"], message["message"]) for message in found]

    return kept


def collected(client, channel):
    return [(message["messageId"], message["message"]) for message in client("collected", channel=channel)]


def told(client, handler, *wanted):
    """All ids a collection's handler tells of until those that are wanted are among them."""
    ids: list[int] = []
    while not set(wanted) <= set(ids):
        ids += client.hears(handler)[1]
    return ids


def before(alice, bob, lunch, *texts, **details):
    """What bob said, and alice heard, before anything else: each before the next, for at first the SDKs fetch the channel."""
    said = []
    for text in texts:
        said.append(bob.says(text, lunch, **details))
        assert alice.receives(lunch)["message"] == text
    return said


def lose(chatmock, how, bob, lunch):
    """Break alice's connection; her next one takes a while."""
    chatmock.faults.add("connect", delay=AWAY)
    chatmock.faults.add("frame MESG", user_id="alice", **how)
    return bob.says("the last straw", lunch)["message_id"]


def test_a_collection_begins_with_the_newest_and_loads_more(alice, bob, lunch, kept):
    before(alice, bob, lunch, "one", "two", "three", "four")
    alice("collect_messages", channel=lunch, prevResultLimit=2, nextResultLimit=2, limit=2)
    alice("collect_more", channel=lunch, where="Previous")
    alice("collect_more", channel=lunch, where="Previous")
    assert collected(alice, lunch) == kept()


def test_a_collection_begins_anywhere(alice, bob, lunch, kept):
    said = before(alice, bob, lunch, "one", "two", "three", "four")
    sizes = {"prevResultLimit": 2, "nextResultLimit": 2, "limit": 4}
    alice("collect_messages", channel=lunch, startingPoint=said[0]["created_at"], **sizes)
    assert collected(alice, lunch) == kept()[:3]
    alice("collect_more", channel=lunch, where="Next")
    assert collected(alice, lunch) == kept()


def test_a_collection_hears_what_happens_in_its_channel(chatmock, alice, bob, lunch, kept, rest):
    alice("collect_messages", channel=lunch)
    one, two = (bob.says(text, lunch)["message_id"] for text in ("one", "two"))
    bob.says("elsewhere", chatmock.sendbird.group("alice", bob))
    rest("PUT", f"/group_channels/{lunch}/messages/{one}", message_type="MESG", message="uno")
    rest("DELETE", f"/group_channels/{lunch}/messages/{two}")
    assert told(alice, "onMessagesAdded", one, two) == [one, two]
    assert (told(alice, "onMessagesUpdated", one), told(alice, "onMessagesDeleted", two)) == ([one], [two])
    assert collected(alice, lunch) == kept() == [(one, "uno")]


@pytest.mark.parametrize("version", ["v4"])
def test_a_collection_hears_of_reactions_and_replies(alice, bob, lunch, rest):
    alice("collect_messages", channel=lunch)
    one = bob.says("one", lunch)["message_id"]
    rest("POST", f"/group_channels/{lunch}/messages/{one}/reactions", user_id="bob", reaction="yum")
    bob.says("reply", lunch, parent_message_id=one)
    assert [alice.hears("onMessagesUpdated") for _ in "ab"] == [
        ["EVENT_MESSAGE_REACTION_UPDATED", [one]],
        ["EVENT_MESSAGE_THREADINFO_UPDATED", [one]],
    ]
    [found] = alice("collected", channel=lunch)
    assert (found["reactions"][0]["key"], found["threadInfo"]["replyCount"]) == ("yum", 1)


def test_a_collection_takes_what_its_filter_lets_through(alice, bob, lunch):
    before(alice, bob, lunch, "one", custom_type="odd")
    alice("collect_messages", channel=lunch, filter={"customTypesFilter": ["odd"]})
    bob.says("two", lunch, custom_type="even")
    three = bob.says("three", lunch, custom_type="odd")["message_id"]
    assert told(alice, "onMessagesAdded", three) == [three]
    assert [text for _, text in collected(alice, lunch)] == ["one", "three"]


@pytest.mark.parametrize(
    "how", [{"disconnect": True}, {"close_code": 1011}, {"stall": True}], ids=["dropped", "closed", "stalled"]
)
def test_a_collection_catches_up_with_what_it_missed(chatmock, alice, bob, lunch, kept, rest, how):
    alice("collect_messages", channel=lunch)
    one, two = (bob.says(text, lunch)["message_id"] for text in ("one", "two"))
    told(alice, "onMessagesAdded", one, two)
    missed = [lose(chatmock, how, bob, lunch), *(bob.says(text, lunch)["message_id"] for text in ("three", "four"))]
    rest("PUT", f"/group_channels/{lunch}/messages/{one}", message_type="MESG", message="uno")
    rest("DELETE", f"/group_channels/{lunch}/messages/{two}")
    alice.heard("reconnected")
    assert sorted(told(alice, "onMessagesAdded", *missed)) == missed
    assert set(told(alice, "onMessagesUpdated", one)) == {one}
    assert set(told(alice, "onMessagesDeleted", two)) == {two}
    assert collected(alice, lunch) == kept()


@pytest.mark.parametrize("version", ["v3"])  # version 4 wants a database that Node does not have
def test_a_client_that_keeps_a_cache_catches_up_too(chatmock, client, version, bob, rest):
    alice, lunch = client(version, "alice", cache=True), str(chatmock.sendbird.group("alice", bob))
    one, two = (said["message_id"] for said in before(alice, bob, lunch, "one", "two"))
    alice("collect_messages", channel=lunch)
    missed = [lose(chatmock, {"disconnect": True}, bob, lunch), bob.says("three", lunch)["message_id"]]
    rest("DELETE", f"/group_channels/{lunch}/messages/{two}")
    alice.heard("reconnected")
    assert sorted(told(alice, "onMessagesAdded", *missed)) == missed
    assert set(told(alice, "onMessagesDeleted", two)) == {two}
    assert [message_id for message_id, _ in collected(alice, lunch)] == [one, *missed]


def test_a_collection_that_missed_too_much_says_so(chatmock, alice, bob, lunch):
    alice("collect_messages", channel=lunch)
    told(alice, "onMessagesAdded", bob.says("here", lunch)["message_id"])
    chatmock.faults.add("frame MESG", user_id="alice", stall=True)
    for number in range(300):
        bob.says(str(number), lunch)
    chatmock.sendbird.user("alice").drop()
    alice.hears("onHugeGapDetected")


def test_an_app_without_collections_asks_for_what_it_missed(chatmock, alice, bob, lunch, rest):
    one, two = (bob.says(text, lunch) for text in ("one", "two"))
    three = lose(chatmock, {"disconnect": True}, bob, lunch)
    rest("PUT", f"/group_channels/{lunch}/messages/{one['message_id']}", message_type="MESG", message="uno")
    rest("DELETE", f"/group_channels/{lunch}/messages/{two['message_id']}")
    alice.heard("reconnected")
    channel = alice.group(lunch)
    changes = channel.getMessageChangeLogsSinceTimestamp(two["created_at"], includeReactions=False)
    assert [message["message"] for message in changes["updatedMessages"]] == ["uno"]
    assert changes["deletedMessageIds"] == [two["message_id"]]
    after = {"prevResultSize": 0, "nextResultSize": 9, "isInclusive": False}
    assert [m["messageId"] for m in channel.getMessagesByTimestamp(two["created_at"], **after)] == [three]


@pytest.mark.parametrize("version", ["v4"])
def test_a_list_of_channels_catches_up_too(chatmock, alice, bob, lunch, rest):
    dinner, tea = (str(chatmock.sendbird.group("alice", bob, name=name)) for name in ("dinner", "tea"))
    assert set(alice("collect", includeEmpty=True, filter={"includeEmpty": True})) == {lunch, dinner, tea}
    lose(chatmock, {"disconnect": True}, bob, lunch)
    rest("PUT", f"/group_channels/{dinner}", name="supper")
    rest("DELETE", f"/group_channels/{tea}")
    alice.heard("reconnected")
    while alice.group(dinner)["name"] != "supper":
        alice.hears("onChannelsUpdated")
    assert tea in alice.hears("onChannelsDeleted")[0]
