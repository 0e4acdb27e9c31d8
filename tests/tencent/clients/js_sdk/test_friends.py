"""Profiles, friends, friend lists, blocks and states, as the SDK changes them and hears of them."""

import pytest

from tests.sendbird.clients.js_sdk.client import Refused


@pytest.fixture(autouse=True)
def alone(alice, bob):
    """Nobody is anybody's friend, and nobody blocks anybody."""
    yield
    for one, other in ((alice, "bob"), (bob, "alice")):
        one("deleteFriend", {"userIDList": [other], "type": "Delete_Type_Both"})
        one("removeFromBlacklist", {"userIDList": [other]})
        one("updateMyProfile", {"allowType": "AllowType_Type_AllowAny"})


def test_profiles_are_changed_and_read(alice, bob):
    alice("updateMyProfile", {
        "nick": "Alice", "gender": "Gender_Type_Female", "birthday": 19900101, "avatar": "a.png", "selfSignature": "hi",
        "profileCustomField": [{"key": "Tag_Profile_Custom_Food", "value": "soup"}],
    })  # fmt: skip
    [profile] = bob("getUserProfile", {"userIDList": ["alice"]})
    assert (profile["nick"], profile["gender"], profile["birthday"]) == ("Alice", "Gender_Type_Female", 19900101)
    assert profile["profileCustomField"] == [{"key": "Tag_Profile_Custom_Food", "value": "soup"}]
    assert alice("getMyProfile")["avatar"] == "a.png"


def test_friends_are_added_at_once(alice, bob):
    added = {
        "to": "bob",
        "source": "AddSource_Type_Web",
        "remark": "Bobby",
        "groupName": "close",
        "type": "Add_Type_Both",
    }
    assert alice("addFriend", added)["code"] == 0
    bob.hears("FRIEND_LIST_UPDATED", lambda rows: [row["userID"] for row in rows] == ["alice"])
    [friend] = alice("getFriendProfile", {"userIDList": ["bob"]})["friendList"]
    assert (friend["remark"], friend["groupList"], friend["source"]) == ("Bobby", ["close"], "AddSource_Type_Web")
    checked = alice("checkFriend", {"userIDList": ["bob", "carol"], "type": "CheckResult_Type_Both"})
    relations = {row["userID"]: row["relation"] for row in checked["successUserIDList"]}
    assert relations == {"bob": "CheckResult_Type_BothWay", "carol": "CheckResult_Type_NoRelation"}
    bob("updateMyProfile", {"nick": "Robert"})
    alice.hears("PROFILE_UPDATED", lambda rows: any(row["nick"] == "Robert" for row in rows))
    alice("deleteFriend", {"userIDList": ["bob"], "type": "Delete_Type_Both"})
    bob.hears("FRIEND_LIST_UPDATED", lambda rows: rows == [])


@pytest.mark.parametrize("agrees", [True, False])
def test_friends_are_asked_first(alice, bob, agrees):
    bob("updateMyProfile", {"allowType": "AllowType_Type_NeedConfirm"})
    asked = alice(
        "addFriend", {"to": "bob", "source": "AddSource_Type_Web", "wording": "please", "type": "Add_Type_Both"}
    )
    assert asked["code"] == 30539
    heard = bob.hears("FRIEND_APPLICATION_LIST_UPDATED", lambda data: data["unreadCount"] == 1)
    [request] = heard["friendApplicationList"]
    assert (request["userID"], request["wording"]) == ("alice", "please")
    bob("setFriendApplicationRead")
    if agrees:
        bob("acceptFriendApplication", {"userID": "alice", "type": "Response_Action_AgreeAndAdd", "remark": "Al"})
        for one, other in ((alice, "bob"), (bob, "alice")):
            one.hears("FRIEND_LIST_UPDATED", lambda rows, other=other: [row["userID"] for row in rows] == [other])
    else:
        bob("refuseFriendApplication", {"userID": "alice"})
        alice.hears("FRIEND_APPLICATION_LIST_UPDATED", lambda data: data["friendApplicationList"] == [])
    assert len(bob("getFriendList")) == agrees


def test_a_request_is_taken_back(alice, bob):
    bob("updateMyProfile", {"allowType": "AllowType_Type_NeedConfirm"})
    alice("addFriend", {"to": "bob", "source": "AddSource_Type_Web", "type": "Add_Type_Both"})
    bob.hears("FRIEND_APPLICATION_LIST_UPDATED", lambda data: data["friendApplicationList"] != [])
    alice("getFriendApplicationList")
    alice.hears("FRIEND_APPLICATION_LIST_UPDATED", lambda data: data["friendApplicationList"] != [])
    alice("deleteFriendApplication", {"userID": "bob", "type": "Pendency_Type_SendOut"})
    bob.hears("FRIEND_APPLICATION_LIST_UPDATED", lambda data: data["friendApplicationList"] == [])


def test_who_takes_no_friends_has_none(alice, bob):
    bob("updateMyProfile", {"allowType": "AllowType_Type_DenyAny"})
    with pytest.raises(Refused) as refused:
        alice("addFriend", {"to": "bob", "source": "AddSource_Type_Web", "type": "Add_Type_Both"})
    assert refused.value.code == 30516


def test_friends_and_their_lists_are_changed(alice):
    alice("addFriend", {"to": "bob", "source": "AddSource_Type_Web", "type": "Add_Type_Single"})
    alice.hears("FRIEND_LIST_UPDATED", lambda rows: [row["userID"] for row in rows] == ["bob"])
    alice(
        "updateFriend",
        {"userID": "bob", "remark": "Bob", "friendCustomField": [{"key": "Tag_SNS_Custom_A", "value": "1"}]},
    )
    alice("createFriendGroup", {"name": "work", "userIDList": ["bob"]})
    alice("renameFriendGroup", {"oldName": "work", "newName": "office"})
    groups = {row["name"]: row["userIDList"] for row in alice("getFriendGroupList")}
    assert groups["office"] == ["bob"] and "work" not in groups
    alice("removeFromFriendGroup", {"name": "office", "userIDList": ["bob"]})
    alice("addToFriendGroup", {"name": "office", "userIDList": ["bob"]})
    [friend] = alice("getFriendProfile", {"userIDList": ["bob"]})["friendList"]
    assert "office" in friend["groupList"]
    alice("deleteFriendGroup", {"name": "office"})
    assert "office" not in [row["name"] for row in alice("getFriendGroupList")]


def test_who_is_blocked_cannot_write(alice, bob):
    bob("addToBlacklist", {"userIDList": ["alice"]})
    bob.hears("BLACKLIST_UPDATED", lambda people: people == ["alice"])
    assert bob("getBlacklist") == ["alice"]
    with pytest.raises(Refused) as refused:
        alice.says(bob, "hello?")
    assert refused.value.code == 20007
    bob("removeFromBlacklist", {"userIDList": ["alice"]})
    bob.receives(alice.says(bob, "hello!"))


def test_states_are_watched(alice, bob):
    alice("subscribeUserStatus", {"userIDList": ["bob"]})
    bob("setSelfStatus", {"customStatus": "at lunch"})
    heard = alice.hears("USER_STATUS_UPDATED", lambda rows: rows[0]["userID"] == "bob")
    assert (heard[0]["statusType"], heard[0]["customStatus"]) == (1, "at lunch")
    found = alice("getUserStatus", {"userIDList": ["bob", "nobody"]})
    assert found["successUserList"] == [{"userID": "bob", "statusType": 1, "customStatus": "at lunch"}]
    assert [row["userID"] for row in found["failureUserList"]] == ["nobody"]
    alice("unsubscribeUserStatus", {"userIDList": ["bob"]})
    bob("setSelfStatus", {"customStatus": ""})
    assert alice.deaf_to("USER_STATUS_UPDATED")
