"""Threads and reactions through both SDKs."""

import pytest

pytestmark = pytest.mark.usefixtures("outsider")
ALL = {"prevResultSize": 0, "nextResultSize": 9, "isInclusive": True}


def texts(messages):
    return [message["message"] for message in messages]


@pytest.fixture
def asked(two, lunch):
    """What alice asked, as she knows it and as bob does."""
    alice, bob = two
    return alice.group(lunch).sendUserMessage(message="soup?"), bob.receives(lunch)


def replies(client, parent):
    found = client.message(parent).getThreadedMessagesByTimestamp(1, **ALL)
    return found["parentMessage"], found.get("threadedMessages", found.get("threadedReplies"))


def test_a_reply_is_told_with_what_it_answers(two, lunch, asked):
    alice, bob = two
    bob.group(lunch).sendUserMessage(message="yes", parentMessageId=asked[1]["messageId"])
    heard = alice.receives(lunch)
    assert (heard["parentMessageId"], heard["parentMessage"]["message"]) == (asked[0]["messageId"], "soup?")
    told = alice.receives(lunch, "onThreadInfoUpdated")
    assert (told["targetMessageId"], told["threadInfo"]["replyCount"]) == (asked[0]["messageId"], 1)
    assert [user["userId"] for user in told["threadInfo"]["mostRepliedUsers"]] == ["bob"]


def test_a_thread_is_its_parent_and_the_replies_in_order(two, lunch, asked):
    alice, bob = two
    for text in ("yes", "no", "maybe"):
        bob.group(lunch).sendUserMessage(message=text, parentMessageId=asked[1]["messageId"])
    for one, parent in zip(two, asked, strict=True):
        found, listed = replies(one, parent)
        assert (found["message"], texts(listed)) == ("soup?", ["yes", "no", "maybe"])
        assert found["threadInfo"]["replyCount"] == 3
    assert replies(alice, listed[0])[1] == []


def test_replies_are_listed_with_the_channel_on_demand(two, lunch, asked):
    alice, bob = two
    parent = {"parentMessageId": asked[1]["messageId"]}
    bob.group(lunch).sendUserMessage(message="hidden", **parent)
    bob.group(lunch).sendUserMessage(message="open", **parent, isReplyToChannel=True)
    for shown, found in {
        "none": ["soup?"],
        "only_reply_to_channel": ["soup?", "open"],
        "all": ["soup?", "hidden", "open"],
    }.items():
        assert texts(alice.group(lunch).getMessagesByTimestamp(1, **ALL, replyType=shown)) == found


def test_a_reply_counts_as_unread_until_the_channel_is_read(chatmock, two, lunch, asked):
    alice, bob = two
    reply = {"message": "yes", "parentMessageId": asked[1]["messageId"]}
    bob.group(lunch).sendUserMessage(**reply)
    alice.receives(lunch)
    assert alice.group(lunch)["unreadMessageCount"] == chatmock.sendbird.user("alice").unread(lunch) == 1
    assert alice.group(lunch)["lastMessage"]["message"] == "yes"
    alice.group(lunch).markAsRead()
    bob.hears("onUnreadMemberStatusUpdated", lunch)
    assert alice.group(lunch)["unreadMessageCount"] == chatmock.sendbird.user("alice").unread(lunch) == 0


def test_a_reply_that_is_deleted_leaves_the_thread(two, lunch, asked):
    alice, bob = two
    said = bob.group(lunch).sendUserMessage(message="yes", parentMessageId=asked[1]["messageId"])
    assert alice.receives(lunch, "onThreadInfoUpdated")["threadInfo"]["replyCount"] == 1
    bob.group(lunch).deleteMessage(said)
    assert alice.receives(lunch, "onThreadInfoUpdated")["threadInfo"]["replyCount"] == 0
    assert replies(alice, asked[0])[1] == []


def test_who_takes_part_lists_the_threads_and_is_notified_or_not(client):
    alice, bob = client("v4", "alice"), client("v4", "bob")
    lunch = alice.groups.createChannel(invitedUserIds=["bob"])["url"]
    asked = alice.group(lunch).sendUserMessage(message="soup?")
    alice.group(lunch).sendUserMessage(message="nobody answers")
    bob.group(lunch).sendUserMessage(message="yes", parentMessageId=bob.receives(lunch)["messageId"])
    [[listed]] = bob.group(lunch).createThreadedParentMessageListQuery(limit=9)
    assert (listed["messageId"], listed["threadInfo"]["memberCount"]) == (asked["messageId"], 1)
    bob.message(listed).setPushNotificationEnabled(False)
    [[listed]] = bob.group(lunch).createThreadedParentMessageListQuery(limit=9)
    assert listed["threadInfo"]["isPushNotificationEnabled"] is False


def test_a_thread_is_read_without_the_channel(client, chatmock):
    alice, bob = client("v4", "alice"), chatmock.sendbird.user("bob")
    lunch = alice.groups.createChannel(invitedUserIds=["bob"])["url"]
    asked = alice.group(lunch).sendUserMessage(message="soup?")
    for text in ("yes", "no"):
        bob.says(text, lunch, parent_message_id=asked["messageId"])
    wanted = {"channelUrl": lunch, "channelType": "group", "messageId": asked["messageId"], "includeThreadInfo": True}
    assert alice.messages.getMessage(**wanted)["threadInfo"]["unreadReplyCount"] == 2

    def total():
        [[channel]] = alice.groups.createMyGroupChannelListQuery()
        return channel["totalUnreadReplyCount"]

    assert total() == 2
    alice.message(asked).markThreadAsRead()
    assert alice.messages.getMessage(**wanted)["threadInfo"]["unreadReplyCount"] == 0
    assert total() == 0
    assert chatmock.sendbird.user("alice").unread(lunch) == 2


# --- reactions ---


def test_a_reaction_is_told_and_kept(two, lunch, asked, rest):
    alice, bob = two
    bob.group(lunch).addReaction(asked[1], "yum")
    told = alice.receives(lunch, "onReactionUpdated")
    assert (told["messageId"], told["key"], told["userId"], told["operation"]) == (
        asked[0]["messageId"],
        "yum",
        "bob",
        "add",
    )
    for one in two:
        [found] = one.group(lunch).getMessagesByTimestamp(1, **ALL, includeReactions=True)
        assert [(reaction["key"], reaction["userIds"]) for reaction in found["reactions"]] == [("yum", ["bob"])]
    path = f"/group_channels/{lunch}/messages/{asked[0]['messageId']}/reactions"
    assert rest("GET", f"{path}?list_users=true") == {"yum": ["bob"]}


def test_a_reaction_taken_back_is_gone(two, lunch, asked):
    alice, bob = two
    for one, message in zip(two, asked, strict=True):
        one.group(lunch).addReaction(message, "yum")
    bob.group(lunch).deleteReaction(asked[1], "yum")
    told = [alice.receives(lunch, "onReactionUpdated") for _ in range(3)]
    assert [(one["userId"], one["operation"]) for one in told] == [("alice", "add"), ("bob", "add"), ("bob", "delete")]
    [found] = alice.group(lunch).getMessagesByTimestamp(1, **ALL, includeReactions=True)
    assert [(reaction["key"], reaction["userIds"]) for reaction in found["reactions"]] == [("yum", ["alice"])]
