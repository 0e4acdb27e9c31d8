"""Groups as the SDK makes, joins, leaves, changes and manages them, and what others hear of it."""

import pytest

from tests.sendbird.clients.js_sdk.client import Refused
from tests.tencent.clients.js_sdk.client import message_id, newer

APPLIED, ACCEPTED, REFUSED, REMOVED, DISMISSED = 1, 2, 3, 4, 5
JOINED, LEFT, KICKED, ADMIN_SET, ADMIN_UNSET, CHANGED, MEMBER_CHANGED = range(1, 8)


def members(one, group):
    rows = one("getGroupMemberList", {"groupID": group, "count": 30})["memberList"]
    return {row["userID"]: row["role"] for row in rows}


@pytest.mark.parametrize("kind", ["Private", "Public", "ChatRoom", "Community"])
def test_a_group_of_each_type_is_made_and_its_members_talk(alice, bob, kind):
    group = alice("createGroup", {"name": kind, "type": kind, "memberList": [{"userID": "bob"}]})["group"]["groupID"]
    bob.hears("GROUP_LIST_UPDATED", lambda rows: any(row["groupID"] == group for row in rows))
    sent = alice.says(group, f"in {kind}")
    assert bob.receives(sent)["to"] == group
    answer = bob.says(group, "here, too")
    assert alice.receives(answer)["payload"]["text"] == "here, too"
    assert members(bob, group) == {"alice": "Owner", "bob": "Member"}


def test_who_wants_to_join_is_let_in_by_the_owner(alice, bob):
    group = alice("createGroup", {"name": "Club", "type": "Public", "joinOption": "NeedPermission"})["group"]["groupID"]
    assert bob("searchGroupByID", group)["group"]["name"] == "Club"
    assert bob("joinGroup", {"groupID": group, "applyMessage": "let me in"})["status"] == "WaitAdminApproval"
    notice = alice.notices(APPLIED, group)
    assert notice["payload"]["operatorID"] == "bob" and notice["payload"]["handleMessage"] == "let me in"
    [asked] = [one for one in alice("getGroupApplicationList")["applicationList"] if one["groupID"] == group]
    assert asked["applicant"] == "bob" and asked.get("note", "let me in") == "let me in"  # the older SDK has no note
    answer = {"handleAction": "Agree", "handleMessage": "welcome", "message": message_id(notice)}
    alice("handleGroupApplication", answer)
    assert bob.notices(ACCEPTED, group)["payload"]["operatorID"] == "alice"
    assert members(alice, group)["bob"] == "Member"
    with pytest.raises(Refused):
        alice("handleGroupApplication", answer)


def test_who_wants_to_join_is_refused(alice, bob):
    group = alice("createGroup", {"name": "Club", "type": "Public", "joinOption": "NeedPermission"})["group"]["groupID"]
    bob("joinGroup", {"groupID": group})
    alice("handleGroupApplication", {"handleAction": "Reject", "message": message_id(alice.notices(APPLIED, group))})
    assert bob.notices(REFUSED, group)
    with pytest.raises(Refused):
        bob("getGroupProfile", {"groupID": group})


def test_a_meeting_is_joined_at_once_and_left(alice, bob):
    group = alice("createGroup", {"name": "Call", "type": "ChatRoom"})["group"]["groupID"]
    assert bob("joinGroup", {"groupID": group})["status"] == "JoinedSuccess"
    assert alice.tipped(JOINED)["userIDList"] == ["bob"]
    bob("quitGroup", group)
    assert alice.tipped(LEFT)["operatorID"] == "bob"
    with pytest.raises(Refused) as refused:
        alice("quitGroup", group)
    assert refused.value.code == 10009


def test_members_are_brought_in_and_taken_out(alice, bob, carol):
    group = alice("createGroup", {"name": "Work", "type": "Private", "memberList": [{"userID": "bob"}]})["group"][
        "groupID"
    ]
    bob.hears("GROUP_LIST_UPDATED", lambda rows: any(row["groupID"] == group for row in rows))
    assert bob("addGroupMember", {"groupID": group, "userIDList": ["carol", "nobody"]})["failureUserIDList"] == [
        "nobody"
    ]
    carol.hears("GROUP_LIST_UPDATED", lambda rows: any(row["groupID"] == group for row in rows))
    alice("deleteGroupMember", {"groupID": group, "userIDList": ["carol"], "reason": "bye"})
    assert carol.notices(REMOVED, group)["payload"]["operatorID"] == "alice"
    assert bob.tipped(KICKED)["userIDList"] == ["carol"]
    assert members(bob, group) == {"alice": "Owner", "bob": "Member"}


def test_the_profile_changes_for_everybody(alice, bob, group):
    alice("updateGroupProfile", {
        "groupID": group, "name": "Dinner", "introduction": "Each evening", "notification": "at 8", "avatar": "a.png",
        "groupCustomField": [{"key": "mood", "value": "sunny"}],
    })  # fmt: skip
    new = bob.tipped(CHANGED)["newGroupProfile"]
    assert new["groupName"] == "Dinner" and new["notification"] == "at 8"
    profile = bob("getGroupProfile", {"groupID": group, "groupCustomFieldFilter": ["mood"]})["group"]
    assert (profile["name"], profile["introduction"], profile["avatar"]) == ("Dinner", "Each evening", "a.png")
    assert profile["groupCustomField"] == [{"key": "mood", "value": "sunny"}]
    with pytest.raises(Refused) as refused:
        bob("updateGroupProfile", {"groupID": group, "name": "Breakfast"})
    assert refused.value.code == 10007


def test_roles_cards_fields_and_silence(alice, bob, carol, group):
    alice("setGroupMemberRole", {"groupID": group, "userID": "bob", "role": "Admin"})
    assert bob.tipped(ADMIN_SET)["userIDList"] == ["bob"]
    assert members(carol, group)["bob"] == "Admin"
    bob("setGroupMemberNameCard", {"groupID": group, "userID": "bob", "nameCard": "Chef"})
    bob(
        "setGroupMemberCustomField",
        {"groupID": group, "userID": "bob", "memberCustomField": [{"key": "k", "value": "v"}]},
    )
    asked = {"groupID": group, "userIDList": ["bob"], "memberCustomFieldFilter": ["k"]}
    [profile] = carol("getGroupMemberProfile", asked)["memberList"]
    assert (profile["nameCard"], profile["memberCustomField"]) == ("Chef", [{"key": "k", "value": "v"}])
    bob("setGroupMemberMuteTime", {"groupID": group, "userID": "carol", "muteTime": 600})
    [silent] = carol.tipped(MEMBER_CHANGED)["memberList"]
    assert (silent["userID"], silent["muteTime"]) == ("carol", 600)
    with pytest.raises(Refused) as refused:
        carol.says(group, "but")
    assert refused.value.code == 10017
    bob("setGroupMemberMuteTime", {"groupID": group, "userID": "carol", "muteTime": 0})
    alice("setGroupMemberRole", {"groupID": group, "userID": "bob", "role": "Member"})
    assert bob.tipped(ADMIN_UNSET)["userIDList"] == ["bob"]


def test_everybody_is_silenced(alice, bob, group):
    alice("updateGroupProfile", {"groupID": group, "muteAllMembers": True})
    assert bob.tipped(CHANGED)["newGroupProfile"]["muteAllMembers"] is True
    with pytest.raises(Refused) as refused:
        bob.says(group, "but")
    assert refused.value.code == 10017
    alice.says(group, "quiet, please")


def test_a_group_gets_another_owner(alice, bob, group):
    alice("changeGroupOwner", {"groupID": group, "newOwnerID": "bob"})
    assert bob.tipped(CHANGED)["newGroupProfile"]["ownerID"] == "bob"
    assert members(bob, group) == {"alice": "Member", "bob": "Owner", "carol": "Member"}
    bob("dismissGroup", group)
    assert alice.notices(DISMISSED, group)["payload"]["operatorID"] == "bob"
    assert group not in [row["groupID"] for row in alice("getGroupList")["groupList"]]


def test_attributes_reach_everybody(alice, bob, group):
    alice("initGroupAttributes", {"groupID": group, "groupAttributes": {"colour": "red", "size": "L"}})
    heard = bob.hears("GROUP_ATTRIBUTES_UPDATED", lambda data: data["groupID"] == group)
    assert heard["groupAttributes"] == {"colour": "red", "size": "L"}
    bob("setGroupAttributes", {"groupID": group, "groupAttributes": {"size": "S"}})
    assert alice.hears("GROUP_ATTRIBUTES_UPDATED", lambda data: data["groupAttributes"].get("size") == "S")
    bob("deleteGroupAttributes", {"groupID": group, "keyList": ["colour"]})
    assert alice("getGroupAttributes", {"groupID": group, "keyList": []})["groupAttributes"] == {"size": "S"}
    alice("deleteGroupAttributes", {"groupID": group, "keyList": []})
    assert bob.hears("GROUP_ATTRIBUTES_UPDATED", lambda data: data["groupAttributes"] == {})


def test_counters_reach_everybody(alice, bob, group):
    assert alice("setGroupCounters", {"groupID": group, "counters": {"likes": 3}})["counters"] == {"likes": 3}
    assert bob.hears("GROUP_COUNTER_UPDATED", lambda data: data["key"] == "likes")["value"] == 3
    bob("increaseGroupCounter", {"groupID": group, "key": "likes", "value": 4})
    alice("decreaseGroupCounter", {"groupID": group, "key": "likes", "value": 2})
    assert bob.hears("GROUP_COUNTER_UPDATED", lambda data: data["value"] == 5)
    assert bob("getGroupCounters", {"groupID": group, "keyList": ["likes"]})["counters"] == {"likes": 5}


@newer
def test_messages_are_pinned(alice, bob, group):
    sent = alice.says(group, "important")
    bob.receives(sent)
    alice("pinGroupMessage", {"groupID": group, "message": message_id(sent), "isPinned": True})
    heard = bob.hears("PINNED_GROUP_MESSAGE_UPDATED", lambda data: data["groupID"] == group)
    assert heard["isPinned"] is True and heard["message"]["ID"] == sent["ID"]
    [pinned] = bob("getPinnedGroupMessageList", group)["messageList"]
    assert pinned["ID"] == sent["ID"] and pinned["pinnerInfo"]["userID"] == "alice"
    alice("pinGroupMessage", {"groupID": group, "message": message_id(sent), "isPinned": False})
    assert bob.hears("PINNED_GROUP_MESSAGE_UPDATED")["isPinned"] is False
    assert bob("getPinnedGroupMessageList", group)["messageList"] == []


@newer
def test_who_is_online_is_counted(alice, group):
    assert alice("getGroupOnlineMemberCount", group)["memberCount"] == 3


def test_mentions_and_targeted_messages(alice, bob, carol, group):
    made = alice("createTextAtMessage", {
        "to": group, "conversationType": "GROUP", "payload": {"text": "@bob look", "atUserList": ["bob"]},
    })  # fmt: skip
    alice("sendMessage", message_id(made))
    assert bob.receives(made)["atUserList"] == ["bob"]
    secret = alice.makes(group, "only for bob", receiverList=["bob"])
    alice("sendMessage", message_id(secret))
    assert bob.receives(secret)["payload"]["text"] == "only for bob"
    last = alice.says(group, "for all")
    carol.receives(last)
    assert secret["ID"] not in [row["ID"] for row in carol.history(group)]
