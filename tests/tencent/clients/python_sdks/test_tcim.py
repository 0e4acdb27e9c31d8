"""tencentcloud-sdk-python-im: every method it has, pointed here with ``tencent_url``; what one writes another reads."""

import time

import pytest

from tests.called import HAS
from tests.called import calls as called
from tests.tencent.clients.python_sdks.conftest import Calls, methods_of

client = pytest.importorskip("tencentcloud_im.tcim_client", reason="tencentcloud-sdk-python-im is not installed")

NAME = "tencentcloud-sdk-python-im"


@pytest.fixture
def calls(people):
    made = client.TCIMClient(people.sdk_app_id, people.secret_key, people.admin, f"{people.rest_url}/v4")
    return Calls(made, NAME)


def text(words):
    return [client.MessageText(words)]


def message(sender, target, words):
    return client.MessageObj(sender, target, text(words))


def words_of(row):
    return "".join(element["MsgContent"].get("Text", "") for element in row["MsgBody"])


def two_said(calls, one="alice", other="bob"):
    return [words_of(row) for row in calls.get_message_list(one, other, 100, 0, 2**31)["MsgList"]]


def said_in(calls, group):
    return [words_of(row) for row in calls.get_msg_in_group(group, 20, 0)["RspMsgList"]][::-1]


def members(calls, group):
    return [row["Member_Account"] for row in calls.get_group_mem_info_detail(group)["MemberList"]]


def new_group(calls, *people, kind="Public", **details):
    made = client.GroupObj("alice", kind, "Lunch", mem_list=[client.GroupMemObj(one) for one in people], **details)
    return calls.create_group(made)["GroupId"]


def test_accounts(calls, people):
    calls.add_single_user("dave", "Dave", "http://face")
    assert calls.batch_add_users(["erin", "fay"])["FailAccounts"] == []
    calls.del_user(["fay"])
    found = calls.search_user(["dave", "erin", "fay"])["ResultItem"]
    assert [row["AccountStatus"] for row in found] == ["Imported", "Imported", "NotImported"]
    assert [row["Status"] for row in calls.check_user_online(["dave", "erin"])["QueryResult"]] == ["Offline"] * 2
    calls.abolition_user_sig("erin")
    assert calls.client.get_user_sig("dave")
    called.add(f"{NAME} get_user_sig")


def test_friends(calls):
    friend = client.FriendObj("bob", "XX", remark="Bobby", group_name="work")
    assert calls.add_friend("alice", [friend])["ResultItem"][0]["ResultCode"] == 0
    calls.update_friend("alice", [client.UpdateFriendObj("bob", [client.SnsItemObj("Tag_SNS_IM_Remark", "Rob")])])
    [found] = calls.get_target_friends("alice", ["bob"], ["Tag_SNS_IM_Remark", "Tag_SNS_IM_Group"])["InfoItem"]
    assert [one["Value"] for one in found["SnsProfileItem"]] == ["Rob", ["work"]]
    calls.add_sns_group("alice", ["home"], ["bob"])
    assert [row["To_Account"] for row in calls.get_sns_group("alice")["ResultItem"]] == [["bob"], ["bob"]]
    calls.delete_sns_group("alice", ["home"])
    assert [row["GroupName"] for row in calls.get_sns_group("alice")["ResultItem"]] == ["work"]
    calls.delete_friends("alice", ["bob"])
    assert calls.get_friends("alice")["UserDataItem"] == calls.get_friends("bob")["UserDataItem"] == []


def test_messages_between_two(calls):
    key = calls.send_message(message("alice", "bob", "one"))["MsgKey"]
    calls.batch_send_message(client.BatchMessageObj("alice", ["bob", "carol"], text("two")))
    calls.import_message_to_im(message("alice", "bob", "old"), int(time.time()) - 1000)
    assert two_said(calls) == ["old", "one", "two"] and two_said(calls, "alice", "carol") == ["two"]
    assert calls.get_unread_num("bob")["AllC2CUnreadMsgNum"] == 3
    calls.draw_message("alice", "bob", key)
    assert calls.get_unread_num("bob", ["alice"])["C2CUnreadMsgNumList"][0]["C2CUnreadMsgNum"] == 2
    calls.set_user_message_read("bob", "alice")
    assert calls.get_unread_num("bob")["AllC2CUnreadMsgNum"] == 0
    calls.set_user_message_read("bob", "alice", int(time.time()))


def test_groups(calls):
    group = new_group(calls, "bob", group_id="lunch", applicationData=[client.GroupAppDefinedData("a", "b")])
    assert group in [row["GroupId"] for row in calls.get_group()["GroupIdList"]]
    calls.update_group_baseinfo(group, group_name="Dinner", shutUpFlag="On")
    [found] = calls.get_group_detail([group])["GroupInfo"]
    assert (found["Name"], found["MuteAllMember"], found["AppDefinedData"]) == (
        "Dinner",
        "On",
        [{"Key": "a", "Value": "b"}],
    )
    calls.update_group_baseinfo(group, shutUpFlag="Off")
    calls.add_group_member(group, [client.GroupMemObj("carol")])
    calls.update_group_mem_info(group, "bob", role_type="Admin", namecard="Chef", shutUpTime=0)
    assert calls.get_mem_role_in_group(group, ["bob", "carol"])["UserIdList"][0]["Role"] == "Admin"
    calls.forbid_send_msg(group, ["carol"], 60)
    assert calls.get_group_shutup_list(group)["ShuttedUinList"][0]["Member_Account"] == "carol"
    calls.change_group_owner(group, "bob")
    calls.delete_group_mem(group, ["carol"])
    assert members(calls, group) == ["alice", "bob"]
    assert [row["GroupId"] for row in calls.get_joined_groups("bob")["GroupIdList"]] == [group]
    calls.delete_group(group)
    assert calls.answer("get_group_detail", [group])["GroupInfo"][0]["ErrorCode"] == 10010


def test_messages_in_groups(calls):
    group = new_group(calls, "bob")
    first = calls.send_group_message(group, text("one"), from_account="alice")["MsgSeq"]
    calls.send_group_message(group, text("two"), from_account="bob")
    calls.recall_group_message(group, [first])
    assert said_in(calls, group) == ["two"]
    calls.set_group_unread_msg_num(group, "alice", 1)
    calls.delete_group_msg_by_sender(group, "bob")
    assert said_in(calls, group) == []
    calls.send_system_message_in_group(group, "The kitchen is closed")


def test_imports_into_groups(calls):
    group = new_group(calls)
    calls.import_group_members(group, [client.GroupMemObj("bob", join_time=int(time.time()))])
    assert members(calls, group) == ["alice", "bob"]
    now = int(time.time())
    rows = [client.GroupMessageObj("bob", now - 1, text("old"))]
    told = calls.answer("import_message_to_group", group, messages=rows)
    assert told["ErrorCode"] in (0, 10004)  # a group has messages of the time since it was made alone


def test_attributes_of_groups(calls):
    group = new_group(calls, kind="AVChatRoom")
    assert calls.get_online_member_num(group)["OnlineMemberNum"] >= 0
    calls.update_group_attr(group, [client.GroupAttr("soup", "tomato")])
    [found] = calls.get_group_attr(group)["GroupAttrAry"]
    assert (found["key"], found["value"]) == ("soup", "tomato")
    calls.clean_group_attr(group)
    assert calls.get_group_attr(group)["GroupAttrAry"] == []


def test_the_client_says_which_methods_it_has(calls, request):
    """They are compared with those that were called once all tests of this folder have run (``tests/called.py``)."""
    names = methods_of(calls.client)
    assert len(names) == 48
    request.node.user_properties += [(HAS, f"{NAME} {name}") for name in sorted(names)]
