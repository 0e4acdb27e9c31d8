"""Receipts, reactions, extensions, histories, deletions, merged messages and search, as the SDK has them."""

import pytest

from tests.tencent.clients.js_sdk.client import message_id, newer

BOTH = pytest.mark.parametrize("where", ["c2c", "group"])


def place(where, bob, request):
    return bob if where == "c2c" else request.getfixturevalue("group")


@BOTH
def test_receipts_say_who_has_read(alice, bob, carol, where, request):
    to = place(where, bob, request)
    sent = alice.says(to, "read this", needReadReceipt=True)
    bob.receives(sent)
    bob("sendMessageReadReceipt", [message_id(sent)])
    [heard] = alice.hears("MESSAGE_READ_RECEIPT_RECEIVED", lambda rows: rows[0]["messageID"] == sent["ID"])
    if where == "c2c":
        assert heard["isPeerRead"] is True
        return
    assert (heard["readCount"], heard["unreadCount"]) == (1, 1)
    [message] = alice("getMessageReadReceiptList", [message_id(sent)])["messageList"]
    assert message["readReceiptInfo"]["readCount"] == 1
    read = alice("getGroupMessageReadMemberList", {"message": message_id(sent), "filter": 0, "cursor": "", "count": 10})
    unread = alice(
        "getGroupMessageReadMemberList", {"message": message_id(sent), "filter": 1, "cursor": "", "count": 10}
    )
    assert (read["readUserIDList"], unread["unreadUserIDList"]) == (["bob"], ["carol"])


@newer
@BOTH
def test_reactions_reach_everybody(alice, bob, where, request):
    to = place(where, bob, request)
    sent = alice.says(to, "like it?")
    bob.receives(sent)
    bob("addMessageReaction", message_id(sent), "emoji_1")
    heard = alice.hears("MESSAGE_REACTIONS_UPDATED", lambda data: data["messageID"] == sent["ID"])
    [reaction] = heard["reactionList"]
    assert (reaction["reactionID"], reaction["totalUserCount"]) == ("emoji_1", 1)
    assert [one["userID"] for one in reaction["partialUserList"]] == ["bob"]
    asked = {"messageList": [message_id(sent)], "maxUserCountPerReaction": 5}
    [found] = bob("getMessageReactions", asked)["resultList"]
    assert found["reactionList"][0]["reactedByMyself"] is True
    everybody = {"message": message_id(sent), "reactionID": "emoji_1", "nextSeq": 0, "count": 10}
    assert [one["userID"] for one in alice("getAllUserListOfMessageReaction", everybody)["userList"]] == ["bob"]
    bob("removeMessageReaction", message_id(sent), "emoji_1")
    alice.hears(
        "MESSAGE_REACTIONS_UPDATED", lambda data: data["messageID"] == sent["ID"] and data["reactionList"] == []
    )


@BOTH
def test_extensions_are_set_and_deleted(alice, bob, where, request):
    to = place(where, bob, request)
    sent = alice.says(to, "vote", isSupportExtension=True)
    bob.receives(sent)
    set_ = bob("setMessageExtensions", message_id(sent), [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}])
    assert [row["code"] for row in set_["extensions"]] == [0, 0]
    heard = alice.hears("MESSAGE_EXTENSIONS_UPDATED", lambda data: data["messageID"] == sent["ID"])
    assert heard["extensions"] == [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}]
    found = alice("getMessageExtensions", message_id(sent))["extensions"]
    assert {row["key"]: row["value"] for row in found} == {"a": "1", "b": "2"}
    alice("deleteMessageExtensions", message_id(sent), ["a"])
    assert bob.hears("MESSAGE_EXTENSIONS_DELETED", lambda data: data["messageID"] == sent["ID"])["keyList"] == ["a"]


@BOTH
def test_histories_are_paged_and_hopped(alice, bob, where, request):
    to = place(where, bob, request)
    said = [alice.says(to, f"number {number}")["ID"] for number in range(20)]
    bob.hears("MESSAGE_RECEIVED", lambda rows: any(row["ID"] == said[-1] for row in rows))
    name = "C2Calice" if where == "c2c" else f"GROUP{to}"
    page = bob("getMessageList", {"conversationID": name})
    older = bob("getMessageList", {"conversationID": name, "nextReqMessageID": page["nextReqMessageID"]})
    found = [row["ID"] for row in older["messageList"] + page["messageList"]]
    assert found[-20:] == said
    edge = (
        {"time": page["messageList"][-1]["time"]}
        if where == "c2c"
        else {"sequence": page["messageList"][-1]["sequence"]}
    )
    hopped = bob("getMessageListHopping", {"conversationID": name, "count": 5, "direction": 0, **edge})
    assert [row["ID"] for row in hopped["messageList"]][-5:] == said[-5:]


@BOTH
def test_messages_are_deleted_for_oneself_alone(alice, bob, where, request):
    to = place(where, bob, request)
    sent = alice.says(to, "delete me")
    bob.receives(sent)
    bob("deleteMessage", [message_id(sent)])
    name = "C2Calice" if where == "c2c" else f"GROUP{to}"
    bob("clearHistoryMessage", name)
    assert bob.history(alice if where == "c2c" else to) == []
    assert sent["ID"] in [row["ID"] for row in alice.history(to)]


@BOTH
def test_messages_of_other_kinds_and_merged_ones(alice, bob, where, request):
    to = place(where, bob, request)
    kind = "C2C" if where == "c2c" else "GROUP"
    base = {"to": str(to), "conversationType": kind}
    made = [
        alice("createCustomMessage", {**base, "payload": {"data": "d", "description": "D", "extension": "E"}}),
        alice("createFaceMessage", {**base, "payload": {"index": 1, "data": "tt00"}}),
        alice("createLocationMessage", {**base, "payload": {"description": "here", "longitude": 1.5, "latitude": 2.5}}),
    ]
    for one in made:
        alice("sendMessage", message_id(one))
        assert bob.receives(one)["payload"] == one["payload"]
    merged = alice("createMergerMessage", {
        **base,
        "payload": {"messageList": [message_id(one) for one in made], "title": "All", "abstractList": ["a"], "compatibleText": "no"},
    })  # fmt: skip
    alice("sendMessage", message_id(merged))
    heard = bob.receives(merged)
    assert heard["payload"]["title"] == "All"
    forwarded = alice("createForwardMessage", {**base, "payload": message_id(made[0])})
    alice("sendMessage", message_id(forwarded))
    assert bob.receives(forwarded)["payload"]["data"] == "d"


@newer
def test_messages_users_groups_and_members_are_found(alice, bob, group):
    alice("updateMyProfile", {"nick": "Findable"})
    sent = alice.says(group, "a needle in the hay")
    bob.receives(sent)
    found = bob("searchCloudMessages", {"keywordList": ["needle"]})
    assert [row["conversationID"] for row in found["searchResultList"]] == [f"GROUP{group}"]
    inside = bob("searchCloudMessages", {"keywordList": ["needle"], "conversationID": f"GROUP{group}"})
    assert [row["ID"] for row in inside["searchResultList"][0]["messageList"]] == [sent["ID"]]
    assert [row["userID"] for row in bob("searchCloudUsers", {"keywordList": ["findab"]})["searchResultList"]] == [
        "alice"
    ]
    assert group in [row["groupID"] for row in bob("searchCloudGroups", {"keywordList": ["Lunch"]})["searchResultList"]]
    [row] = bob("searchCloudGroupMembers", {"keywordList": ["Findable"], "groupIDList": [group]})["searchResultList"]
    assert [one["userID"] for one in row["memberList"]] == ["alice"]


def test_an_online_message_is_kept_by_nobody(alice, bob):
    sent = alice.says(bob, "now or never", {"onlineUserOnly": True})
    bob.receives(sent)
    assert sent["ID"] not in [row["ID"] for row in bob.history(alice)]
